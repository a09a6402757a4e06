// Sniff: what a document is, from its first bytes and never from what the server says. Decides who reads it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tb::feed {

enum class Shape : std::uint8_t {
  nothing,  ///< empty, or white space alone
  xml_feed,
  other_xml,
  html,
  json,
  binary,  ///< a picture, an archive, noise
  text,
};

struct Sniffed {
  Shape shape = Shape::nothing;
  std::size_t start = 0;       ///< where the root element, or the JSON value, begins
  std::string_view root;       ///< its qualified name; XML and HTML only
  bool junk_in_front = false;  ///< something stands before the XML declaration or the root
};

/// Looks at a document as UTF-8. Declarations, comments and DOCTYPEs are stepped over without being read; in front of a
/// feed anything may stand (a server's own error message does), searched for within the first 64 KiB. Linear.
[[nodiscard]] Sniffed sniff(std::string_view text);

}  // namespace tb::feed
