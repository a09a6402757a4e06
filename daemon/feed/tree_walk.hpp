// A walk over the inside of an element that keeps no stack and does not recurse: the tree has parent links.
#pragma once

#include <cstddef>
#include <pugixml.hpp>

namespace tb::feed {

/// Calls enter and leave for every node below `root` in document order, not deeper than `max_depth`.
/// Returns whether everything was visited.
template <class Enter, class Leave>
bool walk(pugi::xml_node root, std::size_t max_depth, Enter enter, Leave leave) {
  bool complete = true;
  std::size_t depth = 1;
  pugi::xml_node node = root.first_child();
  while (node && depth > 0) {
    enter(node);
    const bool deeper = node.first_child() && depth < max_depth;
    complete = complete && (deeper || !node.first_child());
    if (deeper) {
      node = node.first_child();
      ++depth;
      continue;
    }
    leave(node);
    while (depth > 0 && !node.next_sibling()) {
      node = node.parent();
      if (--depth > 0) leave(node);
    }
    if (depth > 0) node = node.next_sibling();
  }
  return complete;
}

}  // namespace tb::feed
