// Markup. The walk over an element's inside keeps no stack and does not recurse: the tree has parent links.
#include "markup.hpp"

#include <array>
#include <cstdint>
#include <optional>

#include "base64.hpp"
#include "tenbells/text/html_text.hpp"
#include "tenbells/text/utf8.hpp"

namespace tb::feed {

namespace {

/// What becomes of the text nodes when markup is written out again.
enum class Escaping : std::uint8_t {
  none,   // they are HTML themselves: <description>AT&amp;amp;T <b>rises</b></description>
  again,  // they are what the reader sees: <div>1 &lt; 2</div>
};

bool is_text(pugi::xml_node node) {
  return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

bool has_elements(pugi::xml_node element) {
  for (const pugi::xml_node child : element.children()) {
    if (child.type() == pugi::node_element) return true;
  }
  return false;
}

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      default:
        out += c;
    }
  }
}

// Elements that HTML does not have do nothing to the text, and written out they would be taken for it.
void append_tag(std::string& out, pugi::xml_node element, std::string_view open) {
  const std::string_view name = local_part(element.name());
  if (!text::is_html_element(name)) return;
  out += open;
  out += name;
  out += '>';
}

/// Calls enter and leave for every node below `root` in document order, not deeper than `max_depth`.
/// Returns whether everything was visited.
template <class Enter, class Leave>
bool walk(pugi::xml_node root, std::size_t max_depth, Enter enter, Leave leave) {
  bool complete = true;
  std::size_t depth = 1;
  pugi::xml_node node = root.first_child();
  while (node && depth > 0) {
    enter(node);
    const bool deeper = node.first_child() && depth < max_depth;
    complete = complete && (deeper || !node.first_child());
    if (deeper) {
      node = node.first_child();
      ++depth;
      continue;
    }
    leave(node);
    while (depth > 0 && !node.next_sibling()) {
      node = node.parent();
      if (--depth > 0) leave(node);
    }
    if (depth > 0) node = node.next_sibling();
  }
  return complete;
}

// Attributes are left out: no text of an item shows them.
Content inner_html(pugi::xml_node element, Escaping escaping, std::size_t max_depth) {
  Content content;
  const auto enter = [&](pugi::xml_node node) {
    if (node.type() == pugi::node_element) append_tag(content.text, node, "<");
    if (!is_text(node)) return;
    const bool raw = escaping == Escaping::none;
    raw ? void(content.text += node.value()) : append_escaped(content.text, node.value());
  };
  const auto leave = [&](pugi::xml_node node) {
    if (node.type() == pugi::node_element) append_tag(content.text, node, "</");
  };
  content.cut = !walk(element, max_depth, enter, leave);
  return content;
}

Content escaped_html(pugi::xml_node element, std::size_t max_depth) {
  if (has_elements(element)) return inner_html(element, Escaping::none, max_depth);
  return {.text = text_of(element, max_depth)};
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

// What is encoded is text or HTML in all feeds that do so, whatever type they give it.
Content base64_content(pugi::xml_node element, std::size_t max_depth) {
  const std::optional<std::string> bytes = decode_base64(text_of(element, max_depth));
  if (!bytes || bytes->find('\0') != std::string::npos || !text::is_valid_utf8(*bytes)) return {};
  const bool html = type_of(element) == Type::html || text::looks_like_html(*bytes);
  return {.text = *bytes, .markup = html ? Markup::html : Markup::plain};
}

Content atom_content(pugi::xml_node element, std::size_t max_depth) {
  if (same_name(attribute_of(element, "mode"), "base64")) return base64_content(element, max_depth);
  const bool inline_xml = same_name(attribute_of(element, "mode"), "xml");
  switch (type_of(element)) {
    case Type::html:
      if (inline_xml && has_elements(element)) return inner_html(element, Escaping::again, max_depth);
      return escaped_html(element, max_depth);
    case Type::xhtml:
      if (!has_elements(element)) break;
      return inner_html(element, Escaping::again, max_depth);
    case Type::unreadable:
      return base64_content(element, max_depth);
    case Type::text:
      break;
  }
  if (has_elements(element)) return inner_html(element, Escaping::again, max_depth);
  std::string text = text_of(element, max_depth);
  const bool html = text::looks_like_html(text);  // the many who forget type="html"
  return {.text = std::move(text), .markup = html ? Markup::html : Markup::plain};
}

}  // namespace

std::string text_of(pugi::xml_node element, std::size_t max_depth) {
  const pugi::xml_node first = element.first_child();
  if (first && !first.next_sibling() && is_text(first)) return first.value();
  std::string text;
  const auto enter = [&](pugi::xml_node node) {
    if (is_text(node)) text += node.value();
  };
  walk(element, max_depth, enter, [](pugi::xml_node) {});
  return text;
}

Content content_of(pugi::xml_node element, Vocabulary vocabulary, std::size_t max_depth) {
  if (vocabulary == Vocabulary::atom) return atom_content(element, max_depth);
  if (vocabulary == Vocabulary::xhtml) return inner_html(element, Escaping::again, max_depth);
  return escaped_html(element, max_depth);
}

}  // namespace tb::feed
