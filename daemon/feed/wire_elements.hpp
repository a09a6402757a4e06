// Ways through the elements of a wire document: the children of one name, and all that is below without recursion.
#pragma once

#include <pugixml.hpp>
#include <string_view>

#include "names.hpp"

namespace tb::feed {

/// Calls `visit` for each child of that local name, whatever its prefix and case.
template <class Visit>
void each_child(pugi::xml_node parent, std::string_view local, Visit visit) {
  for (const pugi::xml_node child : parent.children()) {
    if (same_name(local_part(child.name()), local)) visit(child);
  }
}

/// Calls `visit` for the nodes below `root` in the order of the document; what it answers false for is not entered.
/// Linear; keeps no stack, as the tree has parent links.
template <class Visit>
void visit_below(pugi::xml_node root, Visit visit) {
  pugi::xml_node node = root.first_child();
  while (node && node != root) {
    if (visit(node) && node.first_child()) {
      node = node.first_child();
      continue;
    }
    while (node != root && !node.next_sibling()) node = node.parent();
    if (node != root) node = node.next_sibling();
  }
}

}  // namespace tb::feed
