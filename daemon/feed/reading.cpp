// Reading: the steps that every field of every format shares.
#include "reading.hpp"

#include "links.hpp"
#include "tenbells/text/html_text.hpp"
#include "tenbells/text/utf8.hpp"

namespace tb::feed {

namespace {

std::string within_limit(std::string text, const Limits& limits, Warnings& warnings) {
  const std::string_view kept = text::cut_at_code_point(text, limits.text.count);
  if (kept.size() == text.size()) return text;
  warnings.add(Flaw::text_cut, kept);
  text.resize(kept.size());
  return text;
}

// A title that says it is plain and still reads "AT&amp;T" was encoded twice. Only references that give a character
// nobody would write about are undone: "&lt;" in a plain title is a title about HTML.
std::string once_decoded(const std::string& plain) {
  const bool about_markup = plain.find("&lt;") != std::string::npos || plain.find("&gt;") != std::string::npos;
  return about_markup ? plain : text::decode_references(plain);
}

// A hostile document can nest as deeply as it is long; what stands deeper than this has no business with bases.
constexpr int kMostAncestors = 256;

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
  if (!element.first_attribute()) return nullptr;
  const pugi::xml_attribute attribute = element.attribute(name);
  return attribute ? attribute.value() : nullptr;
}

}  // namespace

Name name_in(const Reading& reading, pugi::xml_node element) {
  Name name = name_of(element);
  if (reading.is_atom && name.vocabulary == Vocabulary::feed) name.vocabulary = Vocabulary::atom;
  return name;
}

std::string as_line(Content content, const Limits& limits, Warnings& warnings) {
  if (content.cut) warnings.add(Flaw::nested_too_deeply);
  std::string line = content.markup == Markup::html ? text::html_to_line(content.text)
                                                    : text::plain_to_line(once_decoded(content.text));
  return within_limit(std::move(line), limits, warnings);
}

std::string as_text(const Content& content, const Limits& limits, Warnings& warnings) {
  if (content.cut) warnings.add(Flaw::nested_too_deeply);
  switch (content.markup) {
    case Markup::html:
      return within_limit(text::html_to_text(content.text), limits, warnings);
    case Markup::plain:
      return within_limit(text::plain_to_line(content.text), limits, warnings);
    case Markup::lines:
      break;
  }
  return within_limit(content.text, limits, warnings);
}

std::string as_value(std::string_view text, const Limits& limits, Warnings& warnings) {
  return within_limit(text::plain_to_line(text), limits, warnings);
}

bool is_empty(const Item& item) {
  const Item nothing{.language = item.language};  // what is inherited does not count
  return item == nothing;
}

std::string base_at(const Reading& reading, pugi::xml_node element) {
  std::vector<std::string_view> bases;  // from the inside out
  visit_ancestors(element, [&](pugi::xml_node node) {
    if (const char* const base = xml_attribute(node, "xml:base")) bases.emplace_back(base);
    return true;
  });
  if (bases.empty()) return reading.feed_link.empty() ? std::string(reading.document_url) : reading.feed_link;
  std::string base(reading.document_url);
  for (auto reference = bases.rbegin(); reference != bases.rend(); ++reference) base = resolve_base(base, *reference);
  return base;
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
