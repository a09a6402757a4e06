// From yaml-cpp's events to a tree of nodes. Aliases are copied as they are met, so that nothing after this file knows
// of them; every copy is counted before it is made.
#include "tree_builder.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "raw_scalar.hpp"
#include "yaml_scalar.hpp"

namespace tb::config {
namespace {

constexpr std::size_t kMaxDepth = 64;          // the deepest option stands at 5
constexpr std::size_t kMaxValues = 2'000'000;  // a hundred thousand rules need the half of it

std::size_t offset_of(const YAML::Mark& mark) {
  return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
}

}  // namespace

TreeBuilder::Extent TreeBuilder::extent_of(const Node& node) {
  Extent extent;
  for (const Node& child : node.children) {
    const Extent inner = extent_of(child);
    extent.values += inner.values;
    extent.depth = std::max(extent.depth, inner.depth + 1);
  }
  return extent;
}

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
  if (++documents_ > 1) stop(offset_of(mark), "a second document begins here: keep one, in a file of its own");
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  add_value({.kind = Node::Kind::null, .at = place_of_null(offset_of(mark))}, anchor);
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const std::size_t at = offset_of(mark);
  const auto found = anchored_.find(anchor);
  if (found == anchored_.end()) stop(at, "this alias stands inside what it names: a value cannot contain itself");
  const auto& [node, extent] = found->second;
  if (stack_.size() + extent.depth > kMaxDepth) stop_too_deep(at);
  count(extent.values, at);
  complete(Node(node), at);
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& value) {
  const std::size_t at = offset_of(mark);
  Node node{.kind = Node::Kind::string, .text = value, .at = at};
  if (tag == "?") {
    node.kind = kind_of_plain(value);
  } else if (tag == "!") {
    last_quoted_ = at;
    node.wrong = makes_bad_bytes(node);
  } else if (tag != "tag:yaml.org,2002:str") {
    refuse_tag(at);
  }
  add_value(std::move(node), anchor);
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                                  YAML::EmitterStyle::value) {
  open(Node::Kind::list, offset_of(mark), tag, anchor);
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value) {
  open(Node::Kind::map, offset_of(mark), tag, anchor);
}

void TreeBuilder::stop(std::size_t at, std::string message) {
  findings_.add(at, std::move(message));
  throw StopParsing{};
}

void TreeBuilder::stop_too_deep(std::size_t at) {
  stop(at, fmt::format("this is nested deeper than {} levels; no option needs that", kMaxDepth));
}

void TreeBuilder::refuse_tag(std::size_t at) {
  findings_.add(at, "tags (!name) mean nothing here: remove it; quote a value to make it text");
}

// The file holds no such bytes, but an escape can make them; yaml-cpp 0.7 makes half a code point of \N and \_.
bool TreeBuilder::makes_bad_bytes(const Node& node) {
  const std::optional<std::size_t> bad = first_bad_byte(node.text);
  if (!bad) return false;
  findings_.add(place_in_raw(text_.bytes(), node.at, node.text, *bad),
                "this escape stands for a character that no option can hold: remove it");
  return true;
}

void TreeBuilder::count(std::size_t values, std::size_t at) {
  values_ += values;
  if (values_ > kMaxValues) {
    stop(at, fmt::format("the file holds more than {} values (every use of an alias counts); split it", kMaxValues));
  }
}

// yaml-cpp marks a missing value where the next token stands, which may be lines below: its key tells more.
std::size_t TreeBuilder::place_of_null(std::size_t at) const {
  if (stack_.empty() || !stack_.back().key) return at;
  const std::string& bytes = text_.bytes();
  const bool same_line = text_.place_of(stack_.back().key->at).line == text_.place_of(at).line;
  const bool written = at < bytes.size() && (bytes[at] == '~' || bytes[at] == 'n' || bytes[at] == 'N');
  return same_line && written ? at : stack_.back().key->at;
}

void TreeBuilder::open(Node::Kind kind, std::size_t at, const std::string& tag, YAML::anchor_t anchor) {
  if (!tag.empty() && tag != "?" && tag != "!") refuse_tag(at);
  if (stack_.size() >= kMaxDepth) stop_too_deep(at);
  count(1, at);
  stack_.push_back({.node = {.kind = kind, .at = at}, .anchor = anchor, .key = {}, .keys = {}, .merges = {}});
}

void TreeBuilder::close() {
  Open done = std::move(stack_.back());
  stack_.pop_back();
  for (Node& merge : done.merges) merge_into(done, std::move(merge));
  remember(done.node, done.anchor);
  const std::size_t at = done.node.at;
  complete(std::move(done.node), at);
}

void TreeBuilder::add_value(Node node, YAML::anchor_t anchor) {
  const std::size_t at = node.at;
  count(1, at);
  remember(node, anchor);
  complete(std::move(node), at);
}

void TreeBuilder::remember(const Node& node, YAML::anchor_t anchor) {
  if (anchor == 0) return;
  const Extent extent = extent_of(node);
  count(extent.values, node.at);  // the copy costs as much as the original
  anchored_.insert_or_assign(anchor, std::pair(node, extent));
}

// A value is whole: it becomes the root, an element, a key, or the value of the key before it.
void TreeBuilder::complete(Node node, std::size_t at) {
  if (stack_.empty()) {
    root_ = std::move(node);
    return;
  }
  Open& parent = stack_.back();
  if (parent.node.kind == Node::Kind::list) {
    node.key_at = at;
    parent.node.children.push_back(std::move(node));
  } else if (!parent.key) {
    take_key(parent, std::move(node), at);
  } else {
    take_member(parent, std::move(node));
  }
}

void TreeBuilder::take_key(Open& map, Node key, std::size_t at) {
  if (!is_scalar(key) || key.kind == Node::Kind::null) {
    findings_.add(at, "a key must be text: write it as a word");
    key.wrong = true;
  }
  key.at = at;
  map.key = std::move(key);
}

void TreeBuilder::take_member(Open& map, Node value) {
  const Node key = *std::exchange(map.key, std::nullopt);
  if (key.wrong) return;
  value.key = key.text;
  value.key_at = key.at;
  if (key.text == "<<") {
    map.merges.push_back(std::move(value));
    return;
  }
  const auto [first, is_new] = map.keys.emplace(key.text, key.at);
  if (is_new) {
    map.node.children.push_back(std::move(value));
    return;
  }
  findings_.add(key.at, fmt::format("{} stands here twice, first in line {}: keep one", in_quotes(key.text),
                                    text_.place_of(first->second).line));
}

// yaml.org/type/merge: what the map says itself wins, then what was merged first.
void TreeBuilder::merge_into(Open& map, Node merge) {
  if (merge.kind == Node::Kind::map) {
    for (Node& child : merge.children) {
      if (map.keys.emplace(child.key, child.key_at).second) map.node.children.push_back(std::move(child));
    }
    return;
  }
  const bool maps = merge.kind == Node::Kind::list && !merge.children.empty() &&
                    std::ranges::all_of(merge.children, [](const Node& n) { return n.kind == Node::Kind::map; });
  if (!maps) {
    findings_.add(merge.key_at, "`<<` merges maps: give it the alias of a map, or a list of such aliases");
    return;
  }
  for (Node& child : merge.children) merge_into(map, std::move(child));
}

}  // namespace tb::config
