// Where the journal lies if the configuration does not say: systemd's state folder, else the user's own.
#pragma once

#include <filesystem>
#include <optional>

#include "tenbells/config/configuration.hpp"

namespace tb::config {

/// $STATE_DIRECTORY/journal.db (systemd.exec(5), StateDirectory=; the first of several), else
/// $XDG_STATE_HOME/tenbells/journal.db, else $HOME/.local/state/tenbells/journal.db (XDG base directories 0.8, which
/// has relative paths ignored). Nothing if none of them is set.
[[nodiscard]] std::optional<std::filesystem::path> default_journal(const Environment& environment);

}  // namespace tb::config
