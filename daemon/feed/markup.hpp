// Markup: the text inside an XML element, and what kind of text it is. Between the tree and the text of an item.
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <string>

#include "names.hpp"

namespace tb::feed {

enum class Markup : std::uint8_t {
  plain,  ///< what the reader sees, however it is broken into lines
  html,
  lines,  ///< finished text, line breaks and all
};

struct Content {
  std::string text;
  Markup markup = Markup::html;
  bool cut = false;  ///< whether something nested too deeply was left out
};

/// The text of an element and its descendants, tags left out. At most `max_depth` levels are entered.
[[nodiscard]] std::string text_of(pugi::xml_node element, std::size_t max_depth);

/// The content of an element that holds a text. In Atom its `type` says what it is (RFC 4287 §3.1, Atom 0.3's `mode`);
/// everywhere else it is HTML, escaped once more or written in place. What is neither (pictures, base64) is empty.
[[nodiscard]] Content content_of(pugi::xml_node element, Vocabulary vocabulary, std::size_t max_depth);

}  // namespace tb::feed
