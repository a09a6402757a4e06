// Wire HTML. One row an element that is not simply HTML's; the walk keeps no stack, as the tree has parent links.
#include "wire_html.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "links.hpp"
#include "tenbells/text/html_text.hpp"

namespace tb::feed {

namespace {

struct Row {
  std::string_view name;
  std::string_view html;  // empty: hidden with all that is inside
};

// NITF 3.6. Elements that stand inside a sentence (person, org, money, chron…) need no row.
constexpr std::array kRows{
    Row{"abstract", "div"},
    Row{"block", "div"},
    Row{"body.content", "div"},
    Row{"body.end", "div"},
    Row{"body.head", ""},
    Row{"bq", "blockquote"},
    Row{"byline", "p"},
    Row{"byttl", "div"},
    Row{"credit", "p"},
    Row{"datasource", "p"},
    Row{"dateline", "p"},
    Row{"distributor", "p"},
    Row{"fn", "div"},
    Row{"head", ""},
    Row{"hedline", "div"},
    Row{"hl1", "h1"},
    Row{"hl2", "h2"},
    Row{"media", "figure"},
    Row{"media-caption", "p"},
    Row{"media-metadata", ""},
    Row{"media-object", ""},
    Row{"media-producer", ""},
    Row{"media-reference", ""},
    Row{"nitf-col", ""},
    Row{"nitf-colgroup", ""},
    Row{"nitf-table", "div"},
    Row{"nitf-table-metadata", ""},
    Row{"note", "div"},
    Row{"object", ""},
    Row{"script", ""},
    Row{"style", ""},
    Row{"tagline", "p"},
    Row{"title", ""},
};

constexpr std::array<std::string_view, 8> kWithoutEnd{"br", "col", "hr", "img", "input", "link", "meta", "wbr"};

constexpr std::array<std::string_view, 2> kLinks{"href", "src"};
constexpr std::array<std::string_view, 2> kTexts{"alt", "title"};

struct Meaning {
  std::string_view tag;  // empty: no tag
  bool hidden = false;
};

Meaning meaning_of(pugi::xml_node element, Unknown unknown) {
  const std::string_view local = local_part(element.name());
  const auto* const row = std::ranges::find_if(kRows, [&](const Row& known) { return same_name(known.name, local); });
  if (row != kRows.end()) return {.tag = row->html, .hidden = row->html.empty()};
  if (text::is_html_element(local)) return {.tag = local};
  return {.tag = unknown == Unknown::block ? std::string_view("div") : std::string_view{}};
}

class Writer {
 public:
  Writer(Unknown unknown, const Reading& reading) : unknown_(unknown), reading_(reading) {}

  /// Whether the inside is to be read as well.
  bool enter(pugi::xml_node node) {
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) append_escaped(html_, node.value());
    if (node.type() != pugi::node_element) return false;
    const Meaning meaning = meaning_of(node, unknown_);
    if (meaning.hidden) return false;
    if (meaning.tag.empty()) return true;
    html_.append("<").append(meaning.tag);
    if (reading_.limits.keep_html) attributes(node);
    html_ += '>';
    return true;
  }

  void leave(pugi::xml_node node) {
    if (node.type() != pugi::node_element) return;
    const Meaning meaning = meaning_of(node, unknown_);
    if (meaning.hidden || meaning.tag.empty()) return;
    if (std::ranges::any_of(kWithoutEnd, [&](std::string_view name) { return same_name(name, meaning.tag); })) return;
    html_.append("</").append(meaning.tag).append(">");
  }

  std::string take() { return std::move(html_); }

 private:
  void attributes(pugi::xml_node element) {
    for (const pugi::xml_attribute attribute : element.attributes()) {
      const std::string_view name = local_part(attribute.name());
      const auto is = [&](std::string_view known) { return same_name(known, name); };
      if (std::ranges::any_of(kLinks, is)) put(name, link_of(attribute.value()));
      if (std::ranges::any_of(kTexts, is)) put(name, attribute.value());
    }
  }

  // The document's URL may be long and its links many: without room left they are not written any more.
  std::string link_of(std::string_view reference) {
    std::string link = resolve_link(reading_.document_url, reference);
    const std::size_t growth = link.size() - std::min(link.size(), reference.size());
    if (growth > reading_.room_for_links) return {};
    reading_.room_for_links -= growth;
    return link;
  }

  void put(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    std::string escaped;
    append_escaped(escaped, value);
    html_.append(" ").append(name).append("=\"");
    for (const char c : escaped) c == '"' ? void(html_ += "&quot;") : void(html_ += c);
    html_ += '"';
  }

  Unknown unknown_;
  const Reading& reading_;
  std::string html_;
};

}  // namespace

Content wire_html_in(pugi::xml_node element, Unknown unknown, const Reading& reading) {
  Writer writer(unknown, reading);
  bool cut = false;
  std::size_t depth = 1;
  pugi::xml_node node = element.first_child();
  while (node && depth > 0) {
    const bool inside = writer.enter(node) && node.first_child();
    if (inside && depth < reading.limits.xml_depth) {
      node = node.first_child();
      ++depth;
      continue;
    }
    cut = cut || inside;
    writer.leave(node);
    while (depth > 0 && !node.next_sibling()) {
      node = node.parent();
      if (--depth > 0) writer.leave(node);
    }
    if (depth > 0) node = node.next_sibling();
  }
  return {.text = writer.take(), .markup = Markup::html, .cut = cut};
}

}  // namespace tb::feed
