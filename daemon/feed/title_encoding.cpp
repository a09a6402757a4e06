// The first title that tells decides.
#include "title_encoding.hpp"

#include <optional>
#include <string>
#include <string_view>

#include "item_elements.hpp"
#include "names.hpp"
#include "tenbells/text/html_text.hpp"

namespace tb::feed {

namespace {

constexpr std::string_view kFreeStanding = " &amp; ";

std::string without_free_standing(std::string_view title) {
  std::string text(title);
  for (std::size_t at = text.find(kFreeStanding); at != std::string::npos; at = text.find(kFreeStanding, at)) {
    text.replace(at, kFreeStanding.size(), " ");
  }
  return text;
}

bool holds_references(const std::string& text) {
  return text::decode_references(text) != text;
}

}  // namespace

bool is_ambiguous_title(const Content& content) {
  if (content.markup != Markup::customary_html && content.markup != Markup::plain) return false;
  const std::string_view text = content.text;
  if (text.find(kFreeStanding) == std::string_view::npos) return false;
  return text.find('<') == std::string_view::npos && !holds_references(without_free_standing(text));
}

Encoded titles_encoded(pugi::xml_node root) {
  ItemElements elements(root);
  std::size_t titles = 0;
  bool once = false;
  for (pugi::xml_node element = head_of(root); element; element = elements.next()) {
    const std::string_view title = child_named(element, "title").child_value();
    if (title.empty()) continue;
    ++titles;
    if (title.find('&') == std::string_view::npos) continue;
    const std::string rest = without_free_standing(title);
    if (holds_references(rest)) return Encoded::twice;
    once = once || rest.find('&') != std::string::npos;
  }
  return once || titles < 2 ? Encoded::once : Encoded::twice;
}

}  // namespace tb::feed
