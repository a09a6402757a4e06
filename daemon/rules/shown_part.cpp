// White space of every kind becomes one space: rules are often folded over many lines.
#include "shown_part.hpp"

#include "tenbells/text/utf8.hpp"

namespace tb::rules {
namespace {

constexpr std::size_t kLongestPart = 120;  // bytes; enough to find it in the rule

}  // namespace

std::string shown_part(std::string_view rule_text, Place place) {
  if (place.begin >= rule_text.size()) return {};
  std::string line;
  for (const char c : rule_text.substr(place.begin, place.end - place.begin)) {
    const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!space || (!line.empty() && line.back() != ' ')) line += space ? ' ' : c;
  }
  if (line.size() <= kLongestPart) return line;
  return std::string(text::cut_at_code_point(line, kLongestPart)) + "…";
}

}  // namespace tb::rules
