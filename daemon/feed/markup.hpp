// Markup: the text inside an XML element, and what kind of text it is. Between the tree and the text of an item.
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <utility>

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

/// A text out of a document. Where one text node is all of an element, which it nearly always is, it is read where it
/// stands in the tree, which must outlive it; what is in several pieces, or was made, is a string of its own.
class TreeText {
 public:
  TreeText() = default;
  TreeText(pugi::xml_node element, std::size_t max_depth);
  explicit TreeText(std::string_view in_tree) : in_tree_(in_tree) {}
  TreeText(std::string made) : made_(std::move(made)) {}

  /// Until this is moved or ends.
  operator std::string_view() const { return made_.empty() ? in_tree_ : std::string_view(made_); }

 private:
  std::string made_;
  std::string_view in_tree_;
};

struct Content {
  TreeText text;
  Markup markup = Markup::html;
  bool cut = false;  ///< whether something nested too deeply was left out
  Tags tags = Tags::in_text;
};

[[nodiscard]] bool is_text(pugi::xml_node node);

/// Which elements on a walk are HTML's: those that it has, and all inside <math> and <svg>. Others do nothing to the
/// text, and written out they would be taken for it. Wants to hear of every element, in the order of the walk.
class HtmlElements {
 public:
  [[nodiscard]] bool enter(pugi::xml_node element);
  [[nodiscard]] bool leave(pugi::xml_node element);

 private:
  int foreign_ = 0;  // how many <math> and <svg> are around
};

/// Appends a text as HTML that shows it.
void append_escaped(std::string& html, std::string_view text);

/// The text of an element and its descendants, tags left out. At most `max_depth` levels are entered. TreeText is the
/// same without a copy.
[[nodiscard]] std::string text_of(pugi::xml_node element, std::size_t max_depth);

/// The content of an element that holds a text. In Atom its `type` says what it is (RFC 4287 §3.1, Atom 0.3's `mode`);
/// everywhere else it is HTML, escaped once more or written in place. What is neither text nor HTML (pictures) is
/// empty. The tags of elements are written without their attributes: no text shows them.
[[nodiscard]] Content content_of(pugi::xml_node element, Vocabulary vocabulary, std::size_t max_depth);

}  // namespace tb::feed
