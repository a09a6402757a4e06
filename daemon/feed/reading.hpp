// Reading: what is known while the items of one XML document are read, and how a text becomes a field within the
// limits.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "markup.hpp"
#include "tenbells/core/item.hpp"
#include "tenbells/feed/options.hpp"
#include "warnings.hpp"

namespace tb::feed {

struct Reading {
  const Limits& limits;
  Warnings& warnings;
  std::string_view document_url;
  bool is_atom = false;  ///< whether unprefixed elements are Atom's
  std::string feed_link;
  std::string feed_language;
  std::vector<std::string> feed_authors;
};

/// The name of an element in this document: in an Atom feed, the document's own elements are Atom's.
[[nodiscard]] Name name_in(const Reading& reading, pugi::xml_node element);

/// A text as a title: one line; as a paragraph text: with line breaks. Both within `limits.text`.
[[nodiscard]] std::string as_line(Content content, const Limits& limits, Warnings& warnings);
[[nodiscard]] std::string as_text(const Content& content, const Limits& limits, Warnings& warnings);

/// A short plain value, an id or a language: one line, entities as they are.
[[nodiscard]] std::string as_value(std::string_view text, const Limits& limits, Warnings& warnings);

/// Whether nothing at all was read into an item: then it is none.
[[nodiscard]] bool is_empty(const Item& item);

/// The base of relative links at this element: xml:base as declared around it, else the feed's link, else the
/// document's URL.
[[nodiscard]] std::string base_at(const Reading& reading, pugi::xml_node element);

/// The nearest xml:lang around the element; empty if there is none.
[[nodiscard]] std::string_view language_at(pugi::xml_node element);

}  // namespace tb::feed
