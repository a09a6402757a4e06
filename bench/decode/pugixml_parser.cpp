// pugixml in place: the limit of what reads a whole tree.
#include <pugixml.hpp>
#include <stdexcept>

#include "fields.hpp"

namespace tb::bench {
namespace {

SixFields fields_of(pugi::xml_node element) {
  SixFields item;
  for (const pugi::xml_node child : element.children()) {
    std::string* const field = field_for(child.name(), item);
    if (field == nullptr) continue;
    const pugi::xml_attribute href = child.attribute("href");
    *field = href ? href.value() : child.child_value();
  }
  return item;
}

}  // namespace

std::vector<SixFields> parse_with_pugixml(const Document& document) {
  std::string copy = document.bytes;
  pugi::xml_document tree;
  const pugi::xml_parse_result result = tree.load_buffer_inplace(copy.data(), copy.size());
  if (!result) throw std::runtime_error(result.description());
  const pugi::xml_node root = tree.document_element();
  const pugi::xml_node channel = root.child("channel");
  std::vector<SixFields> items;
  for (const pugi::xml_node child : (channel ? channel : root).children()) {
    if (is_item(child.name())) items.push_back(fields_of(child));
  }
  return items;
}

}  // namespace tb::bench
