// Tags that stand in the text are copied; those that are elements are written again, with their attributes, each
// link resolved against the xml:base around it.
#include "original_html.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "html_links.hpp"
#include "links.hpp"
#include "names.hpp"
#include "tenbells/text/html_text.hpp"
#include "tenbells/text/utf8.hpp"
#include "tree_walk.hpp"

namespace tb::feed {

namespace {

constexpr std::array<std::string_view, 13> kVoid{"area",  "base", "br",   "col",    "embed", "hr", "img",
                                                 "input", "link", "meta", "source", "track", "wbr"};

bool is_void(std::string_view name) {
  return std::ranges::any_of(kVoid, [&](std::string_view known) { return same_name(known, name); });
}

// Whether a "<" begins something; "a < b" does not.
bool holds_tags(std::string_view html) {
  for (std::size_t open = html.find('<'); open != std::string_view::npos; open = html.find('<', open + 1)) {
    const char next = open + 1 < html.size() ? html[open + 1] : ' ';
    if ((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '/' || next == '!') return true;
  }
  return false;
}

bool has_markup(const Content& content) {
  const bool is_html = content.markup == Markup::html || content.markup == Markup::customary_html;
  return is_html && holds_tags(content.text);
}

/// Writes the inside of an element as HTML.
class HtmlWriter {
 public:
  HtmlWriter(Tags tags, std::string base, std::size_t most, std::size_t& room) : tags_(tags), most_(most), room_(room) {
    bases_.push_back(std::move(base));
  }

  void enter(pugi::xml_node node) {
    if (node.type() == pugi::node_element) return start_tag(node);
    if (!is_text(node) || html_.size() > most_) return;
    if (tags_ == Tags::elements_around_html) {
      html_ += node.value();
    } else {
      append_escaped(html_, node.value());
    }
  }

  void leave(pugi::xml_node node) {
    if (node.type() != pugi::node_element) return;
    if (node.attribute("xml:base")) bases_.pop_back();
    const std::string_view name = local_part(node.name());
    if (!elements_.leave(node) || is_void(name)) return;
    html_.append("</").append(name).append(">");
  }

  std::string html() && { return std::move(html_); }

 private:
  void start_tag(pugi::xml_node node) {
    if (const pugi::xml_attribute base = node.attribute("xml:base")) {
      bases_.push_back(resolve_base(bases_.back(), base.value()));
    }
    const std::string_view name = local_part(node.name());
    if (!elements_.enter(node) || html_.size() > most_) return;
    html_.append("<").append(name);
    for (const pugi::xml_attribute attribute : node.attributes()) {
      const std::string_view attribute_name = attribute.name();
      if (attribute_name.find(':') != std::string_view::npos || attribute_name == "xmlns") continue;
      html_.append(" ").append(attribute_name).append("=\"");
      const bool is_link = is_link_attribute(attribute_name);
      append_escaped(html_, is_link ? absolute_link(bases_.back(), attribute.value(), room_) : attribute.value());
      html_ += '"';
    }
    html_ += '>';
  }

  Tags tags_;
  std::size_t most_;  // what is behind would be cut off
  std::size_t& room_;
  HtmlElements elements_;
  std::vector<std::string> bases_;
  std::string html_;
};

std::string within(std::string html, const Limits& limits) {
  html.resize(text::cut_at_code_point(html, limits.text.count).size());
  return html;
}

}  // namespace

std::string original_html(pugi::xml_node element, const Content& content, const Reading& reading) {
  const Limits& limits = reading.limits;
  if (!limits.keep_html) return {};
  if (content.tags == Tags::in_text) {
    return has_markup(content) ? original_html(content, base_at(reading, element), limits, reading.room_for_links)
                               : std::string{};
  }
  std::string base = base_at(reading, element);
  HtmlWriter writer(content.tags, base, limits.text.count, reading.room_for_links);
  walk(
      element, limits.xml_depth, [&](pugi::xml_node node) { writer.enter(node); },
      [&](pugi::xml_node node) { writer.leave(node); });
  std::string html = std::move(writer).html();
  if (!holds_tags(html)) return {};
  if (content.tags == Tags::elements_around_html) html = with_absolute_links(html, base, reading.room_for_links);
  return within(std::move(html), limits);
}

std::string original_html(const Content& content, std::string_view base, const Limits& limits, std::size_t& room) {
  if (!limits.keep_html || !has_markup(content)) return {};
  return within(with_absolute_links(content.text, base, room), limits);
}

}  // namespace tb::feed
