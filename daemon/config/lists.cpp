// `lists:` of a pack.
#include "lists.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <system_error>

#include "entities.hpp"
#include "entity_list.hpp"
#include "schema_check.hpp"

namespace tb::config {
namespace {

namespace fs = std::filesystem;

struct ListReader {
  const Schema schema;  // of one entity
  ReadLists& seen;
  rules::RulePack& pack;
  Findings& findings;                     // of the pack's file
  std::vector<Diagnostic> mistakes = {};  // of the lists' files

  // The file's own path if it could be opened.
  std::optional<fs::path> read(const Node& entry) {
    const fs::path file = fs::path(pack.file).parent_path() / entry.text;
    const ListForm form = list_form(file);
    if (form == ListForm::none) {
      findings.add(entry, fmt::format("{} is no entity list: its name ends in neither .csv nor .json", shown(entry)));
      return std::nullopt;
    }
    std::error_code failed;
    fs::path real = fs::weakly_canonical(file, failed);
    if (failed) real = file;
    const auto [listed, is_new] = seen.ids.try_emplace(real);
    if (!is_new) return real;
    const auto text = read_text(file, kMaxList);
    if (!text) {
      seen.incomplete.insert(real);
      if (text.error().line == 0) {
        findings.add(entry, fmt::format("{}: {}", shown(entry), text.error().message));
      } else {
        mistakes.push_back(text.error());
      }
      return real;
    }
    Findings wrong(*text);
    std::size_t told = 0;
    read_entity_list(*text, form, wrong, [&](ListedEntity entity) {
      check_schema(entity.node, schema, wrong);
      rules::Entity& read = pack.entities.emplace_back(read_entity(entity.node, wrong));
      read.partial = read.partial || wrong.size() > told;
      told = wrong.size();
      read.file = text->name();
      read.pointer = std::move(entity.pointer);
      listed->second.push_back(read.id);
    });
    if (!wrong.empty()) seen.incomplete.insert(real);
    std::ranges::move(wrong.sorted(), std::back_inserter(mistakes));
    return real;
  }
};

}  // namespace

std::vector<Diagnostic> read_lists(const Node& root, const Schema& rules_schema, ReadLists& seen, rules::RulePack& pack,
                                   Findings& findings) {
  const Node* lists = member(root, "lists");
  if (lists == nullptr) return {};
  ListReader reader{
      .schema = Schema(rules_schema.definition("entity")), .seen = seen, .pack = pack, .findings = findings};
  for (std::size_t i = 0; i < lists->children.size(); ++i) {
    const Node& entry = lists->children[i];
    const Node* file = entry.kind == Node::Kind::map ? member(entry, "file") : &entry;
    if (entry.wrong || file == nullptr) {
      pack.partial = true;
      continue;
    }
    const std::optional<fs::path> real = reader.read(*file);
    const bool is_whole = real && !seen.incomplete.contains(*real);
    pack.partial = pack.partial || !is_whole || holds_mistake(entry);
    const Node* as = entry.kind == Node::Kind::map ? member(entry, "as") : nullptr;
    if (as == nullptr || (real && !seen.gathered.emplace(*real, as->text).second)) continue;
    pack.entities.push_back({.id = as->text,
                             .members = real ? seen.ids[*real] : std::vector<std::string>(),
                             .pointer = fmt::format("/lists/{}", i),
                             .partial = !is_whole});
  }
  return std::move(reader.mistakes);
}

}  // namespace tb::config
