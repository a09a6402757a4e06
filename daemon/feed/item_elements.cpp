// The elements that are entered are the ones that formats put around items; all others are looked past.
#include "item_elements.hpp"

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "names.hpp"

namespace tb::feed {

namespace {

bool is_any_of(std::string_view local, std::initializer_list<std::string_view> names) {
  return std::ranges::any_of(names, [&](std::string_view name) { return same_name(name, local); });
}

}  // namespace

pugi::xml_node head_of(pugi::xml_node root) {
  pugi::xml_node channel = child_named(root, "channel");
  for (pugi::xml_node inner = root; !channel; channel = child_named(inner, "channel")) {
    inner = child_named(inner, "rss");  // a feed wrapped into a feed
    if (!inner) return root;
  }
  return channel;
}

pugi::xml_node ItemElements::next() {
  while (!stack_.empty()) {
    const pugi::xml_node node = stack_.back();
    stack_.pop_back();
    const std::string_view local = local_part(node.name());
    if (is_any_of(local, {"item", "entry"})) return node;
    if (is_any_of(local, {"channel", "rss", "rdf", "feed", "items"})) push_children(node);
  }
  return {};
}

void ItemElements::push(std::vector<pugi::xml_node>& nested) {
  stack_.insert(stack_.end(), nested.rbegin(), nested.rend());
  nested.clear();
}

void ItemElements::push_children(pugi::xml_node parent) {
  const auto begin = static_cast<std::ptrdiff_t>(stack_.size());
  for (const pugi::xml_node child : parent.children()) {
    if (child.type() == pugi::node_element) stack_.push_back(child);
  }
  std::reverse(stack_.begin() + begin, stack_.end());
}

}  // namespace tb::feed
