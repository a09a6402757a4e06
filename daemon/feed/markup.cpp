// Markup. Which type an element declares, and what its text is then.
#include "markup.hpp"

#include <array>
#include <cstdint>
#include <optional>

#include "base64.hpp"
#include "tenbells/text/html_text.hpp"
#include "tenbells/text/utf8.hpp"
#include "tree_walk.hpp"

namespace tb::feed {

namespace {

bool has_elements(pugi::xml_node element) {
  for (pugi::xml_node child = element.first_child(); child; child = child.next_sibling()) {
    if (child.type() == pugi::node_element) return true;
  }
  return false;
}

void append_tag(std::string& out, pugi::xml_node element, std::string_view open) {
  out += open;
  out += local_part(element.name());
  out += '>';
}

bool is_foreign(std::string_view name) {
  return same_name(name, "math") || same_name(name, "svg");
}

Content inner_html(pugi::xml_node element, Tags tags, std::size_t max_depth) {
  std::string html;
  HtmlElements written;
  const auto enter = [&](pugi::xml_node node) {
    if (node.type() == pugi::node_element && written.enter(node)) append_tag(html, node, "<");
    if (!is_text(node)) return;
    const bool raw = tags == Tags::elements_around_html;
    raw ? void(html += node.value()) : append_escaped(html, node.value());
  };
  const auto leave = [&](pugi::xml_node node) {
    if (node.type() == pugi::node_element && written.leave(node)) append_tag(html, node, "</");
  };
  const bool cut = !walk(element, max_depth, enter, leave);
  return {.text = std::move(html), .cut = cut, .tags = tags};
}

Content escaped_html(pugi::xml_node element, std::size_t max_depth) {
  if (has_elements(element)) return inner_html(element, Tags::elements_around_html, max_depth);
  return {.text = TreeText(element, max_depth)};
}

enum class Type : std::uint8_t { text, html, xhtml, unreadable };

struct TypeRow {
  std::string_view name;
  Type type;
};

constexpr std::array kTypes{
    TypeRow{"", Type::text},
    TypeRow{"text", Type::text},
    TypeRow{"plain", Type::text},
    TypeRow{"text/plain", Type::text},
    TypeRow{"html", Type::html},
    TypeRow{"text/html", Type::html},
    TypeRow{"xhtml", Type::xhtml},
    TypeRow{"application/xhtml+xml", Type::xhtml},
    TypeRow{"application/xhtml xml", Type::xhtml},
};

Type type_of(pugi::xml_node element) {
  std::string_view name = attribute_of(element, "type");
  name = name.substr(0, name.find(';'));
  while (name.ends_with(' ')) name.remove_suffix(1);
  while (name.starts_with(' ')) name.remove_prefix(1);
  for (const TypeRow& row : kTypes) {
    if (same_name(row.name, name)) return row.type;
  }
  const bool other_media = name.find('/') != std::string_view::npos && !same_name(name.substr(0, 5), "text/");
  return other_media ? Type::unreadable : Type::text;
}

// Other media types are base64 without saying so; text in it is read nevertheless.
Content base64_content(pugi::xml_node element, std::size_t max_depth) {
  std::optional<std::string> bytes = decode_base64(TreeText(element, max_depth));
  if (!bytes || bytes->find('\0') != std::string::npos || !text::is_valid_utf8(*bytes)) return {};
  const Type type = type_of(element);
  const bool html = type == Type::unreadable ? text::looks_like_html(*bytes) : type != Type::text;
  return {.text = *std::move(bytes), .markup = html ? Markup::html : Markup::plain};
}

Content atom_content(pugi::xml_node element, std::size_t max_depth) {
  if (same_name(attribute_of(element, "mode"), "base64")) return base64_content(element, max_depth);
  const bool inline_xml = same_name(attribute_of(element, "mode"), "xml");
  switch (type_of(element)) {
    case Type::html:
      if (inline_xml && has_elements(element)) return inner_html(element, Tags::elements_around_plain, max_depth);
      return escaped_html(element, max_depth);
    case Type::xhtml:
      if (!has_elements(element) && text::looks_like_html(TreeText(element, max_depth))) break;
      return inner_html(element, Tags::elements_around_plain, max_depth);
    case Type::unreadable:
      if (has_elements(element)) break;  // application/xml with XHTML in it
      return base64_content(element, max_depth);
    case Type::text:
      break;
  }
  if (has_elements(element)) return inner_html(element, Tags::elements_around_plain, max_depth);
  TreeText text(element, max_depth);
  const bool html = text::looks_like_html(text);  // the many who forget type="html"
  return {.text = std::move(text), .markup = html ? Markup::html : Markup::plain};
}

}  // namespace

bool HtmlElements::enter(pugi::xml_node element) {
  const std::string_view name = local_part(element.name());
  if (is_foreign(name)) ++foreign_;
  return foreign_ > 0 || text::is_html_element(name);
}

bool HtmlElements::leave(pugi::xml_node element) {
  const std::string_view name = local_part(element.name());
  const bool is_one = foreign_ > 0 || text::is_html_element(name);
  if (is_foreign(name)) --foreign_;
  return is_one;
}

bool is_text(pugi::xml_node node) {
  return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

void append_escaped(std::string& html, std::string_view text) {
  for (std::size_t special = text.find_first_of("&<>\""); special != std::string_view::npos;
       special = text.find_first_of("&<>\"")) {
    html += text.substr(0, special);
    const char c = text[special];
    html += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : "&quot;";
    text.remove_prefix(special + 1);
  }
  html += text;
}

TreeText::TreeText(pugi::xml_node element, std::size_t max_depth) {
  const pugi::xml_node first = element.first_child();
  if (first && !first.next_sibling() && is_text(first)) {
    in_tree_ = first.value();
    return;
  }
  const auto enter = [&](pugi::xml_node node) {
    if (is_text(node)) made_ += node.value();
  };
  walk(element, max_depth, enter, [](pugi::xml_node) {});
}

std::string text_of(pugi::xml_node element, std::size_t max_depth) {
  return std::string(TreeText(element, max_depth));
}

Content content_of(pugi::xml_node element, Vocabulary vocabulary, std::size_t max_depth) {
  if (vocabulary == Vocabulary::atom) return atom_content(element, max_depth);
  if (vocabulary == Vocabulary::xhtml) return inner_html(element, Tags::elements_around_plain, max_depth);
  Content content = escaped_html(element, max_depth);
  if (content.tags == Tags::in_text) content.markup = Markup::customary_html;
  return content;
}

}  // namespace tb::feed
