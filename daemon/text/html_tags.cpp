// Tags as the tokenizer of WHATWG HTML §13.2.5 sees them, and more careful where a quote or a bracket was forgotten.
#include "html_tags.hpp"

#include <algorithm>

#include "html_elements.hpp"
#include "tenbells/text/html_text.hpp"

namespace tb::text {

namespace {

constexpr std::string_view kSpace = " \t\r\n\f";

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool is_same(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

}  // namespace

std::string_view tag_name(std::string_view html, std::size_t pos) {
  const std::string_view there = html.substr(pos, kLongestElementName + 1);
  std::size_t length = 0;
  while (length < there.size() && !is_space(there[length]) && there[length] != '/' && there[length] != '>') ++length;
  return length > kLongestElementName ? std::string_view{} : there.substr(0, length);
}

// Values are counted, because a "<" that turns out to be text leaves what was searched to be read again.
std::optional<std::size_t> end_of_tag(std::string_view html, std::size_t pos) {
  constexpr int kMostValues = 64;
  std::optional<std::size_t> end_in_quotes;
  for (int values = 0; values < kMostValues;) {
    while (pos < html.size() && html[pos] != '<' && html[pos] != '>' && html[pos] != '=') ++pos;
    if (pos == html.size() || html[pos] == '<') return end_in_quotes;
    if (html[pos++] == '>') return pos;
    while (pos < html.size() && is_space(html[pos])) ++pos;
    if (pos == html.size() || (html[pos] != '"' && html[pos] != '\'')) continue;
    ++values;
    const std::size_t close = std::min(html.find(html[pos], pos + 1), html.size());
    const std::string_view value = html.substr(pos + 1, close - pos - 1);
    const std::size_t bracket = value.find('>');
    if (bracket != std::string_view::npos && !end_in_quotes) end_in_quotes = pos + 1 + bracket + 1;
    const bool opens_another = bracket != std::string_view::npos && value.ends_with('=');
    if (close == html.size() || opens_another) return end_in_quotes;
    pos = close + 1;
  }
  return end_in_quotes;
}

bool holds_attributes_alone(std::string_view rest) {
  while (true) {
    while (!rest.empty() && (is_space(rest.front()) || rest.front() == '/')) rest.remove_prefix(1);
    if (rest.empty()) return true;
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos || rest.find_first_of(kSpace) < equals) return false;
    rest.remove_prefix(equals + 1);
    const bool quoted = rest.starts_with('"') || rest.starts_with('\'');
    const std::size_t end = quoted ? rest.find(rest.front(), 1) : rest.find_first_of(kSpace);
    if (end == std::string_view::npos) return rest.find_first_of(kSpace) == std::string_view::npos;
    rest.remove_prefix(end + 1);
  }
}

bool may_be_element(std::string_view tag) {
  const bool closing = tag.starts_with('/');
  if (closing) tag.remove_prefix(1);
  const std::string_view name = tag.substr(0, tag.find_first_of(" \t\r\n\f/"));
  const std::size_t mark = name.find_first_of("-:");
  const bool own = mark != std::string_view::npos && mark + 1 < name.size();
  const auto belongs = [](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '_' || c == '.' || (c & 0x80) != 0;
  };
  return (own || closing) && std::ranges::all_of(name, belongs) && holds_attributes_alone(tag.substr(name.size()));
}

std::string attribute_value(std::string_view rest, std::string_view lower_name) {
  while (true) {
    const std::size_t start = rest.find_first_not_of(" \t\r\n\f/");
    if (start == std::string_view::npos) return {};
    rest.remove_prefix(start);
    const std::string_view name = rest.substr(0, rest.find_first_of(" \t\r\n\f/=>", 1));
    rest.remove_prefix(name.size());
    const std::size_t equals = rest.find_first_not_of(kSpace);
    if (equals == std::string_view::npos || rest[equals] != '=') continue;
    rest.remove_prefix(std::min(rest.find_first_not_of(kSpace, equals + 1), rest.size()));
    const bool quoted = rest.starts_with('"') || rest.starts_with('\'');
    const std::size_t end = quoted ? rest.find(rest.front(), 1) : rest.find_first_of(" \t\r\n\f>");
    const std::string_view value = rest.substr(quoted ? 1 : 0, end - (quoted && end != std::string_view::npos ? 1 : 0));
    if (is_same(name, lower_name)) return decode_references(value);
    if (end == std::string_view::npos) return {};
    rest.remove_prefix(end + (quoted ? 1 : 0));
  }
}

std::optional<std::size_t> end_tag_of(std::string_view html, std::size_t pos, std::string_view name) {
  for (std::size_t found = html.find("</", pos); found != std::string_view::npos; found = html.find("</", found + 2)) {
    if (is_same(html.substr(found + 2, name.size()), name)) return found;
  }
  return std::nullopt;
}

}  // namespace tb::text
