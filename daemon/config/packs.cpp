// One rule pack: YAML → rules::RulePack. References to secrets mean nothing here: a pack is meant to be shared.
#include "packs.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "schema_check.hpp"
#include "tenbells/core/nearest.hpp"
#include "yaml_tree.hpp"

namespace tb::config {
namespace {

std::vector<std::string> texts_of(const Node& map, std::string_view key) {
  std::vector<std::string> texts;
  for (const Node* each : children_of(map, key)) texts.push_back(each->text);
  return texts;
}

rules::Entity read_entity(const Node& node) {
  rules::Entity entity{.id = node.key, .names = {}, .exact = {}, .partial = holds_mistake(node)};
  if (node.kind == Node::Kind::list) {
    for (const Node& name : node.children) {
      if (!name.wrong) entity.names.push_back(name.text);
    }
    return entity;
  }
  entity.names = texts_of(node, "names");
  entity.exact = texts_of(node, "exact");
  return entity;
}

std::optional<rules::RuleTest> read_test(const Node& node, std::string_view pointer) {
  const bool is_hit = has_key(node, "hit");
  const char* key = is_hit ? "hit" : "miss";
  const Node* text = member(node, key);
  if (text == nullptr || holds_mistake(node) || (is_hit && has_key(node, "miss"))) return std::nullopt;
  return rules::RuleTest{.expect = is_hit ? rules::RuleTest::Expect::hit : rules::RuleTest::Expect::miss,
                         .text = text->text,
                         .pointer = fmt::format("{}/{}", pointer, key)};
}

// Tests of a rule that says something else than was meant would fail for that alone.
bool can_be_tested(const Node& rule) {
  return std::ranges::none_of(rule.children, [](const Node& member) {
    const bool tells_nothing = member.key == "id" || member.key == "title" || member.key == "severity" ||
                               member.key == "labels" || member.key == "sinks" || member.key == "enabled" ||
                               member.key == "tests";
    return member.wrong && !tells_nothing;
  });
}

rules::Rule read_rule(const Node& node, std::size_t index) {
  rules::Rule rule;
  const auto text = [&](const char* key) {
    const Node* found = member(node, key);
    return found == nullptr ? std::string() : found->text;
  };
  rule.id = text("id");
  rule.title = has_key(node, "title") ? text("title") : rule.id;
  rule.severity = severity_named(text("severity")).value_or(Severity::routine);
  rule.match = text("match");
  rule.unless = text("unless");
  for (const Node* label : children_of(node, "labels")) rule.labels.emplace(label->key, label->text);
  rule.sinks = texts_of(node, "sinks");
  if (const Node* enabled = member(node, "enabled")) rule.enabled = is_true(*enabled);
  rule.partial = holds_mistake(node) || rule.id.empty() || rule.match.empty();
  const Node* tests = member(node, "tests");
  if (tests == nullptr || !can_be_tested(node)) return rule;
  for (std::size_t i = 0; i < tests->children.size(); ++i) {
    auto test = read_test(tests->children[i], fmt::format("/rules/{}/tests/{}", index, i));
    if (test) rule.tests.push_back(std::move(*test));
  }
  return rule;
}

void check_sinks(const Node& rule, const std::vector<std::string>& known, Findings& findings) {
  for (const Node* sink : children_of(rule, "sinks")) {
    if (std::ranges::find(known, sink->text) != known.end()) continue;
    findings.add(*sink, fmt::format("{} is no sink of the configuration ({}).{}", shown(*sink), fmt::join(known, ", "),
                                    did_you_mean(sink->text, known)));
  }
}

bool is_pack_name(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
  });
}

}  // namespace

rules::RulePack read_pack(const FileText& text, const PackContext& context, Findings& findings) {
  rules::RulePack pack{
      .name = std::filesystem::path(text.name()).stem().string(), .file = text.name(), .entities = {}, .rules = {}};
  std::optional<Node> root = parse_yaml(text, findings);
  if (!root) {
    pack.partial = true;
    return pack;
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
  if (const Node* entities = member(*root, "entities")) {
    for (const Node& entity : entities->children) pack.entities.push_back(read_entity(entity));
  } else {
    // Misspelled or wrong: rules may name what stands there.
    pack.partial = std::ranges::any_of(root->children, [](const Node& section) { return section.wrong; }) ||
                   root->kind != Node::Kind::map;
  }
  std::size_t index = 0;
  if (const Node* rules = member(*root, "rules")) {
    for (const Node& rule : rules->children) {
      pack.rules.push_back(read_rule(rule, index++));
      if (context.sinks != nullptr) check_sinks(rule, *context.sinks, findings);
    }
  }
  return pack;
}

}  // namespace tb::config
