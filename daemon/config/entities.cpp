// One entity. What its names and its context mean, and whether its members exist, is for `rules` to say; here only what
// has a form of its own is checked: identifiers and languages.
#include "entities.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "tenbells/config/identifiers.hpp"
#include "yaml_scalar.hpp"

namespace tb::config {
namespace {

constexpr std::size_t kMaxScheme = 50;

bool is_scheme(std::string_view text) {
  return !text.empty() && text.size() <= kMaxScheme && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  });
}

void read_ids(const Node& entity, rules::Entity& into, Findings& findings) {
  for (const Node* id : children_of(entity, "ids")) {
    if (!is_scheme(id->key)) {
      findings.add_at_key(*id, fmt::format("{} cannot name a scheme: use at most {} small letters, digits, _ - and .",
                                           in_quotes(id->key), kMaxScheme));
    } else if (const auto wrong = wrong_identifier(id->key, id->text)) {
      findings.add(*id, *wrong);
    } else {
      into.ids.emplace(id->key, id->text);
    }
  }
}

void read_languages(const Node& entity, rules::Entity& into, Findings& findings) {
  for (const Node* language : children_of(entity, "by_language")) {
    if (!is_language_tag(language->key)) {
      findings.add_at_key(*language, fmt::format("{} is no language: write a tag such as fr, zh-Hant or pt-BR",
                                                 in_quotes(language->key)));
      continue;
    }
    for (const Node& name : language->children) {
      if (!name.wrong) into.by_language[language->key].push_back(name.text);
    }
  }
}

rules::AmbiguousNames read_ambiguous(const Node& node) {
  rules::AmbiguousNames ambiguous{.names = texts_of(node, "names"), .exact = texts_of(node, "exact")};
  if (const Node* context = member(node, "context")) ambiguous.context = context->text;
  if (const Node* within = member(node, "within")) {
    ambiguous.within = static_cast<int>(whole_number(within->text).value_or(0));
  }
  return ambiguous;
}

}  // namespace

std::vector<std::string> texts_of(const Node& map, std::string_view key) {
  const Node* found = member(map, key);
  if (found != nullptr && found->kind != Node::Kind::list) return {found->text};
  std::vector<std::string> texts;
  for (const Node* each : children_of(map, key)) texts.push_back(each->text);
  return texts;
}

rules::Entity read_entity(const Node& node, Findings& findings) {
  rules::Entity entity{.id = node.key};
  const std::size_t before = findings.size();
  if (node.kind == Node::Kind::list) {
    for (const Node& name : node.children) {
      if (!name.wrong) entity.names.push_back(name.text);
    }
  } else {
    if (const Node* kind = member(node, "kind")) entity.kind = kind->text;
    read_ids(node, entity, findings);
    entity.names = texts_of(node, "names");
    entity.exact = texts_of(node, "exact");
    read_languages(node, entity, findings);
    entity.excluded = texts_of(node, "not");
    // Without its context it would be another mistake.
    const Node* ambiguous = member(node, "ambiguous");
    if (ambiguous != nullptr && !holds_mistake(*ambiguous)) entity.ambiguous = read_ambiguous(*ambiguous);
    entity.members = texts_of(node, "members");
  }
  entity.partial = holds_mistake(node) || findings.size() > before || findings.full();
  return entity;
}

}  // namespace tb::config
