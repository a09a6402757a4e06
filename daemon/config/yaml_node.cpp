// How the readers look into a tree that may hold mistakes already reported.
#include "yaml_node.hpp"

#include <algorithm>

namespace tb::config {

bool is_scalar(const Node& node) {
  return node.kind != Node::Kind::list && node.kind != Node::Kind::map;
}

bool holds_mistake(const Node& node) {
  return node.wrong || std::ranges::any_of(node.children, holds_mistake);
}

bool is_true(const Node& node) {
  return node.kind == Node::Kind::boolean && (node.text[0] == 't' || node.text[0] == 'T');
}

const Node* member(const Node& map, std::string_view key) {
  if (map.kind != Node::Kind::map) return nullptr;
  const auto found = std::ranges::find(map.children, key, &Node::key);
  return found == map.children.end() || found->wrong ? nullptr : &*found;
}

std::vector<const Node*> children_of(const Node& map, std::string_view key) {
  std::vector<const Node*> children;
  if (const Node* parent = member(map, key)) {
    for (const Node& child : parent->children) {
      if (!child.wrong) children.push_back(&child);
    }
  }
  return children;
}

bool has_key(const Node& map, std::string_view key) {
  return map.kind == Node::Kind::map && std::ranges::find(map.children, key, &Node::key) != map.children.end();
}

}  // namespace tb::config
