// examine and load: the whole way from a file to the typed options. Text → tree → references → schema → sections → rule
// packs; each step reports what it finds and the next goes on with what is right, so that every mistake is told at
// once.
#include <fmt/core.h>

#include <cstdlib>

#include "findings.hpp"
#include "limits.hpp"
#include "pack_files.hpp"
#include "polling.hpp"
#include "published_schemas.hpp"
#include "references.hpp"
#include "schema_check.hpp"
#include "sinks.hpp"
#include "sources.hpp"
#include "state_folder.hpp"
#include "tenbells/config/configuration.hpp"
#include "websub.hpp"
#include "yaml_tree.hpp"

namespace tb::config {
namespace {

namespace fs = std::filesystem;

journal::Options read_journal(const Node& root, const SecretStore& store, Findings& findings) {
  const Node* map = member(root, "journal");
  if (const Node* path = map == nullptr ? nullptr : member(*map, "path")) return {.path = store.folder / path->text};
  if (const auto path = default_journal(store.environment)) return {.path = *path};
  if (!has_key(root, "journal")) {
    findings.add(root,
                 "there is no place for the journal, for neither STATE_DIRECTORY, XDG_STATE_HOME nor HOME is set. "
                 "Add `journal: {path: …}`.");
  }
  return {};
}

// A file of an entry as the user would call it: the entry itself, or what is in the folder that it names.
std::string shown_file(const Node& entry, const fs::path& folder, const fs::path& file) {
  if (file == folder / entry.text) return shown(entry);
  return in_quotes((fs::path(entry.written.empty() ? entry.text : entry.written) / file.filename()).string());
}

LoadedPacks read_packs(const Node& root, const fs::path& folder, Findings& findings) {
  const Schema schema(kRulesSchema);
  const std::vector<std::string> sinks = sink_names(root);
  LoadedPacks loaded;
  const Node* section = member(root, "rules");
  if (section == nullptr || holds_mistake(*section)) loaded.packs.push_back(lost_pack({}));
  for (const Node* entry : children_of(root, "rules")) {
    const Result<std::vector<fs::path>> files = pack_files(folder / entry->text);
    if (!files) {
      findings.add(*entry, fmt::format("{}: {}", shown(*entry), to_string(files.error())));
      loaded.packs.push_back(lost_pack(folder / entry->text));
      continue;
    }
    for (const fs::path& file : *files) {
      const auto unreadable = load_pack(file, {.schema = schema, .sinks = &sinks}, loaded);
      if (unreadable) findings.add(*entry, fmt::format("{}: {}", shown_file(*entry, folder, file), *unreadable));
    }
  }
  return loaded;
}

}  // namespace

Environment process_environment() {
  return {.variable = [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
  }};
}

Examined examine(const fs::path& file, const Environment& environment) {
  const auto text = read_text(file);
  if (!text) return {.configuration = {}, .mistakes = {text.error()}};
  Findings findings(*text);
  std::optional<Node> root = parse_yaml(*text, findings);
  if (!root) return {.configuration = {}, .mistakes = findings.sorted()};

  const SecretStore store{.environment = environment, .folder = file.parent_path()};
  refuse_references_in_source_urls(*root, findings);
  resolve_references(*root, store, findings);
  check_schema(*root, Schema(kConfigSchema), findings);

  Configuration configuration;
  configuration.sources = read_sources(*root, read_average(*root, findings), findings);
  configuration.sinks = read_sinks(*root, findings);
  read_limits(*root, store.folder, configuration, findings);
  read_polling(*root, configuration, findings);
  read_websub(*root, configuration, findings);
  configuration.journal = read_journal(*root, store, findings);
  LoadedPacks loaded = read_packs(*root, store.folder, findings);
  configuration.packs = std::move(loaded.packs);

  std::vector<Diagnostic> mistakes = findings.sorted();
  mistakes.insert(mistakes.end(), loaded.mistakes.begin(), loaded.mistakes.end());
  return {.configuration = std::move(configuration), .mistakes = std::move(mistakes)};
}

Checked<Configuration> load(const fs::path& file, const Environment& environment) {
  Examined examined = examine(file, environment);
  if (!examined.mistakes.empty()) return tl::unexpected(std::move(examined.mistakes));
  return std::move(examined.configuration);
}

}  // namespace tb::config
