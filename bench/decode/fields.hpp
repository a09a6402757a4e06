// Fields: which element of RSS and Atom goes into which of the six fields, for the bare parsers.
#pragma once

#include <string>
#include <string_view>

#include "parser.hpp"

namespace tb::bench {

[[nodiscard]] inline bool is_item(std::string_view element) {
  return element == "item" || element == "entry";
}

/// Where the text of an element inside an item goes; null for what is not taken.
[[nodiscard]] inline std::string* field_for(std::string_view element, SixFields& item) {
  if (element == "title") return &item.title;
  if (element == "link") return &item.link;
  if (element == "guid" || element == "id") return &item.id;
  if (element == "description" || element == "summary") return &item.summary;
  if (element == "content:encoded" || element == "content") return &item.body;
  if (element == "pubDate" || element == "published") return &item.published;
  return nullptr;
}

}  // namespace tb::bench
