// Wordings. What the roles mean is in wire_values.cpp, as all wires share them.
#include "ninjs_wording.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "names.hpp"
#include "tenbells/text/html_text.hpp"
#include "wire_values.hpp"

namespace tb::feed {

// body_xhtml, description_caption_text: the ending is the type, what stands before it the role.
Wording wording_of_member(std::string_view suffix, std::string_view text) {
  for (const std::string_view type : {"text", "xhtml", "html5", "html", "richtext", "nitf"}) {
    if (!suffix.ends_with(type)) continue;
    std::string_view role = suffix.substr(0, suffix.size() - type.size());
    if (!role.empty() && !role.ends_with('_')) continue;
    while (role.ends_with('_')) role.remove_suffix(1);
    return {.role = role, .type = type, .text = text};
  }
  return {.role = suffix, .type = {}, .text = text};
}

WordingKind kind_of(const Wording& wording) {
  const std::string type = media_type(wording.type.empty() ? wording.role : wording.type);
  if (type.find("nitf") != std::string::npos) return WordingKind::nitf;
  if (type.find("html") != std::string::npos || type.find("richtext") != std::string::npos) return WordingKind::html;
  if (type.find("xml") != std::string::npos) return WordingKind::other;
  if (type == "text" || type == "text/plain") return WordingKind::plain;
  return text::looks_like_html(wording.text) ? WordingKind::html : WordingKind::plain;
}

int rank_as_body(const Wording& wording) {
  constexpr std::array<std::string_view, 10> kWhole{"",      "main",     "text", "html", "html5",
                                                    "xhtml", "richtext", "body", "nitf", "story"};
  const std::string_view role = local_code(wording.role);
  bool whole = false;
  for (const std::string_view known : kWhole) whole = whole || same_name(known, role);
  return (whole ? 0 : 10) + static_cast<int>(kind_of(wording));
}

// "drol:caption", "caption_xhtml" of version 1: the first word is the role.
int rank_as_description(const Wording& wording) {
  constexpr std::array<std::string_view, 5> kNotOfTheNews{"creditline", "credit", "writer", "creator", "source"};
  for (const std::string_view known : kNotOfTheNews) {
    if (same_name(known, wording.role)) return INT_MAX;
  }
  return rank_as_summary(wording.role);
}

void BestWording::offer(const Wording& candidate, int rank) {
  if (rank >= rank_ || candidate.text.find_first_not_of(" \t\r\n") == std::string_view::npos) return;
  rank_ = rank;
  wording_ = candidate;
}

}  // namespace tb::feed
