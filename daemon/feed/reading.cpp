// Reading: the steps that every field of every format shares.
#include "reading.hpp"

#include <algorithm>

#include "links.hpp"
#include "tenbells/text/html_text.hpp"
#include "tenbells/text/utf8.hpp"

namespace tb::feed {

namespace {

constexpr std::size_t kLongestReference = 32;  // of HTML's names, and of numbers that mean a character

std::string within_limit(std::string text, const Limits& limits, Warnings& warnings) {
  const std::string_view kept = text::cut_at_code_point(text, limits.text.count);
  if (kept.size() == text.size()) return text;
  warnings.add(Flaw::text_cut, kept);
  text.resize(kept.size());
  return text;
}

// "How &amp;amp; is written": a text in which references are encoded is about references, and means what it says.
bool is_about_references(std::string_view text) {
  constexpr std::string_view kAmpersand = "&amp;";
  for (std::size_t found = text.find(kAmpersand); found != std::string_view::npos;
       found = text.find(kAmpersand, found + 1)) {
    const std::string as_reference = "&" + std::string(text.substr(found + kAmpersand.size(), kLongestReference));
    if (text::decode_references(as_reference) != as_reference) return true;
  }
  return false;
}

// A title that says it is plain and still reads "AT&amp;T" was encoded twice. Only references that give a character
// nobody would write about are undone: "&lt;" in a plain title is a title about HTML.
std::string once_decoded(std::string_view plain) {
  const bool about_markup =
      plain.find("&lt;") != std::string_view::npos || plain.find("&gt;") != std::string_view::npos;
  return about_markup || is_about_references(plain) ? std::string(plain) : text::decode_references(plain);
}

std::string line_of(const Content& content) {
  const std::string_view text = content.text;
  if (content.markup == Markup::lines) return text::plain_to_line(text);
  if (content.markup == Markup::plain) return text::plain_to_line(once_decoded(text));
  const bool may_be_plain = content.markup == Markup::customary_html && text.find('<') == std::string_view::npos;
  return may_be_plain && is_about_references(text) ? text::plain_to_line(text) : text::html_to_line(text);
}

// A hostile document can nest as deeply as it is long; what stands deeper than this has no business with bases.
constexpr int kMostAncestors = 256;
// A root with a hundred thousand attributes must not be searched for each item.
constexpr std::size_t kMostAttributes = 64;

template <class Visit>
void visit_ancestors(pugi::xml_node element, Visit visit) {
  int visited = 0;
  for (pugi::xml_node node = element; node.type() == pugi::node_element && visited < kMostAncestors;
       node = node.parent(), ++visited) {
    if (!visit(node)) return;
  }
}

// The attribute in XML's own namespace, whose prefix is fixed.
const char* xml_attribute(pugi::xml_node element, const char* name) {
  std::size_t left = kMostAttributes;
  for (pugi::xml_attribute attribute = element.first_attribute(); attribute && left > 0; --left) {
    if (std::string_view(attribute.name()) == name) return attribute.value();
    attribute = attribute.next_attribute();
  }
  return nullptr;
}

// What the xml:base attributes of an element and those around it come to; empty if there is none that is usable.
std::string declared_base(pugi::xml_node element, std::string_view document_url) {
  constexpr std::size_t kMostBases = 32;  // each is taken apart for each item
  std::vector<std::string_view> bases;    // from the inside out
  visit_ancestors(element, [&](pugi::xml_node node) {
    if (const char* const base = xml_attribute(node, "xml:base")) bases.emplace_back(base);
    return bases.size() < kMostBases;
  });
  std::string base;
  for (auto reference = bases.rbegin(); reference != bases.rend(); ++reference) {
    base = usable_base(base.empty() ? document_url : base, *reference).value_or(base);
  }
  return base;
}

}  // namespace

Name name_in(const Reading& reading, pugi::xml_node element) {
  Name name = reading.prefixes.name_of(element);
  if (reading.is_atom && name.vocabulary == Vocabulary::feed) name.vocabulary = Vocabulary::atom;
  return name;
}

std::string as_line(const Content& content, const Limits& limits, Warnings& warnings) {
  if (content.cut) warnings.add(Flaw::nested_too_deeply);
  return within_limit(line_of(content), limits, warnings);
}

std::string as_text(const Content& content, const Limits& limits, Warnings& warnings) {
  if (content.cut) warnings.add(Flaw::nested_too_deeply);
  switch (content.markup) {
    case Markup::html:
    case Markup::customary_html:
      return within_limit(text::html_to_text(content.text), limits, warnings);
    case Markup::plain:
      return within_limit(text::plain_to_line(content.text), limits, warnings);
    case Markup::lines:
      break;
  }
  return within_limit(std::string(content.text), limits, warnings);
}

std::string as_value(std::string_view text, const Limits& limits, Warnings& warnings) {
  return within_limit(text::plain_to_line(text), limits, warnings);
}

std::string as_language(std::string_view text, const Limits& limits, Warnings& warnings) {
  std::string tag = as_value(text, limits, warnings);
  std::ranges::replace(tag, '_', '-');
  return tag;
}

bool is_empty(const Entry& item) {
  if (!item.title.empty() || !item.body.empty()) return false;
  Entry nothing;
  nothing.language = item.language;  // what is inherited does not count
  return item == nothing;
}

std::string base_at(const Reading& reading, pugi::xml_node element) {
  KnownBase& known = reading.known_base;
  const pugi::xml_node parent = element.parent();
  if (known.element != parent || !parent) {
    known = {.element = parent, .base = declared_base(parent, reading.document_url)};
  }
  const char* const own = xml_attribute(element, "xml:base");
  if (own != nullptr) {
    std::optional<std::string> base = usable_base(known.base.empty() ? reading.document_url : known.base, own);
    if (base) return *std::move(base);
  }
  if (!known.base.empty()) return known.base;
  return reading.feed_link.empty() ? std::string(reading.document_url) : reading.feed_link;
}

// RFC 9110 §8.7 no longer makes Content-Location the base, RFC 3986 §5.1.2 does, and servers that send it mean it.
std::string base_of(const Document& document) {
  if (document.content_location.empty()) return document.url;
  return resolve_base(document.url, document.content_location);
}

std::string language_of(const Document& document) {
  std::string language = text::plain_to_line(document.content_language);
  std::ranges::replace(language, '_', '-');
  return language.find(',') == std::string::npos ? language : std::string{};
}

std::string_view language_at(pugi::xml_node element) {
  std::string_view language;
  visit_ancestors(element, [&](pugi::xml_node node) {
    const char* const declared = xml_attribute(node, "xml:lang");
    if (declared == nullptr) return true;
    language = declared;
    return false;
  });
  return language;
}

}  // namespace tb::feed
