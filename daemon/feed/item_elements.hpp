// Where the head and the items of an XML feed stand: in the channel (RSS 2.0), beside it (RDF), in the root (Atom).
#pragma once

#include <cstddef>
#include <pugixml.hpp>
#include <vector>

namespace tb::feed {

/// The element that carries the feed's own title and link: the channel, also of a feed that is wrapped into another;
/// the root where there is none.
[[nodiscard]] pugi::xml_node head_of(pugi::xml_node root);

/// The item elements below a root, in the order of the document; a stack, because documents nest as they like.
class ItemElements {
 public:
  explicit ItemElements(pugi::xml_node root) { push_children(root); }

  /// A null node at the end.
  pugi::xml_node next();

  /// Items found inside the last one, which come before all others.
  void push(std::vector<pugi::xml_node>& nested);

  /// How many elements are still to be looked at: about as many items as will come.
  [[nodiscard]] std::size_t known() const { return stack_.size(); }

 private:
  void push_children(pugi::xml_node parent);

  std::vector<pugi::xml_node> stack_;
};

}  // namespace tb::feed
