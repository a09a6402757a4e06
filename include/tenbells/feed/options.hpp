// What the feed module lets a user decide: where the fields of a JSON API's items lie, and how much it may read.
#pragma once

#include <map>
#include <string>

#include "tenbells/core/bytes.hpp"

namespace tb::feed {

/// Bounds on what one document may make us build.
struct Limits {
  std::size_t items = 10'000;     ///< per document; the rest is dropped with a warning
  Bytes text = 1_MiB;             ///< per text field, cut on a code point boundary
  std::size_t json_depth = 128;   ///< nesting of a JSON document
  std::size_t xml_depth = 256;    ///< nesting of an XML document
  bool keep_html = false;         ///< whether Entry::html is filled, which costs a copy of every text with markup
  bool detect_languages = false;  ///< whether items that declare no language get the one their text is in

  friend bool operator==(const Limits&, const Limits&) = default;
};

/// Where the items of a JSON API lie (RFC 6901 JSON Pointers). `fields` maps a field of the item (id, title, link,
/// summary, body, author, category, language, published, updated) to a pointer inside one element of the array.
struct JsonMapping {
  std::string items;                          ///< pointer to the array; "" for a document that is the array itself
  std::map<std::string, std::string> fields;  ///< at least `title` or `summary`

  friend bool operator==(const JsonMapping&, const JsonMapping&) = default;
};

}  // namespace tb::feed
