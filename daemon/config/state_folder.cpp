// Where the journal lies if the configuration does not say.
#include "state_folder.hpp"

namespace tb::config {

std::optional<std::filesystem::path> default_journal(const Environment& environment) {
  namespace fs = std::filesystem;
  const auto folder = [&](const char* name) {
    const fs::path path(environment.variable(name).value_or(""));
    return path.is_absolute() ? path : fs::path();
  };
  const std::string states = folder("STATE_DIRECTORY").string();
  if (!states.empty()) return fs::path(states.substr(0, states.find(':'))) / "journal.db";
  if (const fs::path state = folder("XDG_STATE_HOME"); !state.empty()) return state / "tenbells" / "journal.db";
  if (const fs::path home = folder("HOME"); !home.empty()) return home / ".local/state/tenbells/journal.db";
  return std::nullopt;
}

}  // namespace tb::config
