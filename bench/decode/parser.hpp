// Parser: one way from the bytes of a feed to the six fields of its items, ours or a bare library's. Each has its own
// file; all are asked the same way.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tenbells/core/document.hpp"

namespace tb::bench {

/// What every parser takes out of an item, into strings of its own.
struct SixFields {
  std::string title;
  std::string link;
  std::string id;
  std::string summary;
  std::string body;
  std::string published;  ///< as written; ours leaves it empty, as it reads a moment instead
};

/// The items of a document, in its order. Throws std::runtime_error if the parser refuses the document. Threads: pure.
using Parse = std::vector<SixFields> (*)(const Document& document);

/// feed::decode: everything that an item of ours has, and each text as plain text.
std::vector<SixFields> parse_with_tenbells(const Document& document);
/// The same, and the language of each item that declares none: only new items are asked for it.
std::vector<SixFields> parse_with_tenbells_and_languages(const Document& document);
/// As the first, and the HTML of each text with absolute links.
std::vector<SixFields> parse_with_tenbells_and_html(const Document& document);
/// pugixml's tree, in place in a copy of the bytes: no HTML, no dates.
std::vector<SixFields> parse_with_pugixml(const Document& document);
/// expat's events: no HTML, no dates.
std::vector<SixFields> parse_with_expat(const Document& document);
/// RapidJSON's tree, as `Parse(text)` makes it: no HTML, no dates.
std::vector<SixFields> parse_with_rapidjson(const Document& document);

}  // namespace tb::bench
