// Reading: what is known while the items of one XML document are read, and how a text becomes a field within the
// limits.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "markup.hpp"
#include "names.hpp"
#include "tenbells/core/document.hpp"
#include "tenbells/feed/entry.hpp"
#include "tenbells/feed/options.hpp"
#include "title_encoding.hpp"
#include "warnings.hpp"

namespace tb::feed {

/// The xml:base around the element that was asked about last: the links of one item all ask about it.
struct KnownBase {
  pugi::xml_node element;
  std::string base;  ///< empty if none is declared
};

/// By how many bytes the relative links of one document may grow in all: a hostile base is two thousand bytes long, and
/// a million links are resolved against it.
inline constexpr std::size_t kMostGrowthOfLinks = 16 * 1024 * 1024;

struct Reading {
  const Limits& limits;
  Warnings& warnings;
  std::string_view document_url;
  bool is_atom = false;  ///< whether unprefixed elements are Atom's
  std::string feed_link = {};
  std::string feed_language = {};
  std::vector<Person> feed_authors = {};
  Prefixes prefixes = {};
  pugi::xml_node root = {};
  mutable std::optional<Encoded> titles_encoded = {};       ///< once it was asked for
  mutable KnownBase known_base = {};                        ///< a memory of base_at
  mutable std::size_t room_for_links = kMostGrowthOfLinks;  ///< what is left of it
};

/// The name of an element in this document: in an Atom feed, the document's own elements are Atom's.
[[nodiscard]] Name name_in(const Reading& reading, pugi::xml_node element);

/// A text as a title: one line; as a paragraph text: with line breaks. Both within `limits.text`.
[[nodiscard]] std::string as_line(const Content& content, const Limits& limits, Warnings& warnings);
[[nodiscard]] std::string as_text(const Content& content, const Limits& limits, Warnings& warnings);

/// A short plain value, an id or a language: one line, entities as they are.
[[nodiscard]] std::string as_value(std::string_view text, const Limits& limits, Warnings& warnings);

/// A language as a tag of BCP 47: "de_DE", which POSIX writes, is de-DE.
[[nodiscard]] std::string as_language(std::string_view text, const Limits& limits, Warnings& warnings);

/// Whether nothing at all was read into an item: then it is none.
[[nodiscard]] bool is_empty(const Entry& item);

/// The base of relative links at this element: xml:base as declared around it if that gives an http(s) URL, else the
/// feed's link, else the document's URL.
[[nodiscard]] std::string base_at(const Reading& reading, pugi::xml_node element);

/// Where the document itself is: its Content-Location, resolved against its URL.
[[nodiscard]] std::string base_of(const Document& document);

/// The language that the server says the document is in; empty if it says none or several.
[[nodiscard]] std::string language_of(const Document& document);

/// The nearest xml:lang around the element; empty if there is none.
[[nodiscard]] std::string_view language_at(pugi::xml_node element);

}  // namespace tb::feed
