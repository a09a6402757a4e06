// One rule pack: YAML → rules::RulePack. References to secrets mean nothing here: a pack is meant to be shared.
#include "packs.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "entities.hpp"
#include "rule_nodes.hpp"
#include "schema_check.hpp"
#include "yaml_tree.hpp"

namespace tb::config {
namespace {

bool is_pack_name(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
  });
}

bool is_exclusion_id(std::string_view id) {
  return !id.empty() && id.size() <= 100 && std::ranges::all_of(id, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

void read_exclusions(const Node& root, rules::RulePack& pack, Findings& findings) {
  const Node* exclusions = member(root, "exclusions");
  if (exclusions == nullptr) return;
  for (const Node& exclusion : exclusions->children) {
    if (!is_exclusion_id(exclusion.key)) {
      findings.add_at_key(exclusion,
                          fmt::format("{} cannot be the id of an exclusion; use at most 100 letters, digits, "
                                      "_ and -",
                                      in_quotes(exclusion.key)));
    } else if (!exclusion.wrong) {
      pack.exclusions.push_back({.id = exclusion.key, .expression = exclusion.text});
      continue;
    }
    pack.partial = true;  // rules may name it
  }
}

// A section that is misspelled or wrong may hold what rules name.
bool may_lack_definitions(const Node& root) {
  return root.kind != Node::Kind::map || std::ranges::any_of(root.children, [](const Node& section) {
           return section.wrong && section.key != "pack" && section.key != "defaults" && section.key != "rules";
         });
}

}  // namespace

ReadPack read_pack(const FileText& text, const PackContext& context, ReadLists& lists, Findings& findings) {
  rules::RulePack pack{.name = std::filesystem::path(text.name()).stem().string(), .file = text.name()};
  std::optional<Node> root = parse_yaml(text, findings);
  if (!root) {
    pack.partial = true;
    return {.pack = std::move(pack), .mistakes_of_lists = {}};
  }
  check_schema(*root, context.schema, findings);

  if (const Node* name = member(*root, "pack")) {
    pack.name = name->text;
  } else if (!is_pack_name(pack.name) && !has_key(*root, "pack")) {
    findings.add(*root,
                 fmt::format("the file's name {} cannot name the pack: add `pack:` with a name of A-Z, a-z, 0-9, "
                             "and . _ -, which Kafka topics take",
                             in_quotes(pack.name)));
  }
  pack.partial = may_lack_definitions(*root);
  if (const Node* entities = member(*root, "entities")) {
    for (const Node& entity : entities->children) pack.entities.push_back(read_entity(entity, findings));
  }
  std::vector<Diagnostic> mistakes = read_lists(*root, context.schema, lists, pack, findings);
  read_exclusions(*root, pack, findings);
  const RuleDefaults defaults = read_defaults(*root, findings);
  const Node* shared = member(*root, "defaults");
  if (shared != nullptr && context.sinks != nullptr) check_sinks(*shared, *context.sinks, findings);
  std::size_t index = 0;
  if (const Node* rules = member(*root, "rules")) {
    for (const Node& rule : rules->children) {
      pack.rules.push_back(read_rule(rule, index++, defaults, findings));
      if (context.sinks != nullptr) check_sinks(rule, *context.sinks, findings);
    }
  }
  return {.pack = std::move(pack), .mistakes_of_lists = std::move(mistakes)};
}

}  // namespace tb::config
