// Markup: the text inside an XML element, and what kind of text it is. Between the tree and the text of an item.
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "names.hpp"

namespace tb::feed {

enum class Markup : std::uint8_t {
  plain,  ///< what the reader sees, however it is broken into lines
  html,
  customary_html,  ///< not declared, but read as HTML by custom: the texts of RSS
  lines,           ///< finished text, line breaks and all
};

/// How the tags of an HTML text stood in the document.
enum class Tags : std::uint8_t {
  in_text,                ///< escaped, or in CDATA: the text of the element is the HTML
  elements_around_html,   ///< as elements, with text that is HTML itself: AT&amp;amp;T <b>rises</b>
  elements_around_plain,  ///< as elements, with text that is what the reader sees (XHTML)
};

struct Content {
  std::string text;
  Markup markup = Markup::html;
  bool cut = false;  ///< whether something nested too deeply was left out
  Tags tags = Tags::in_text;
};

[[nodiscard]] bool is_text(pugi::xml_node node);

/// Appends a text as HTML that shows it.
void append_escaped(std::string& html, std::string_view text);

/// The text of an element and its descendants, tags left out. At most `max_depth` levels are entered.
[[nodiscard]] std::string text_of(pugi::xml_node element, std::size_t max_depth);

/// The same, where one text node is all, which it nearly always is, without a copy: it must not outlive the tree.
class ElementText {
 public:
  ElementText(pugi::xml_node element, std::size_t max_depth);
  explicit ElementText(std::string_view in_tree) : in_tree_(in_tree) {}

  operator std::string_view() const { return copy_.empty() ? in_tree_ : std::string_view(copy_); }

 private:
  std::string copy_;
  std::string_view in_tree_;
};

/// The content of an element that holds a text. In Atom its `type` says what it is (RFC 4287 §3.1, Atom 0.3's `mode`);
/// everywhere else it is HTML, escaped once more or written in place. What is neither text nor HTML (pictures) is
/// empty. The tags of elements are written without their attributes: no text shows them.
[[nodiscard]] Content content_of(pugi::xml_node element, Vocabulary vocabulary, std::size_t max_depth);

}  // namespace tb::feed
