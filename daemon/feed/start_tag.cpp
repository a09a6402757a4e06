// Reads attributes as HTML does (WHATWG HTML 13.2.5.32 to 39), but a "/" before the last ">" ends an empty element.
#include "start_tag.hpp"

#include <algorithm>

namespace tb::feed {

namespace {

constexpr std::size_t kMostAttributes = 512;
constexpr std::string_view kSpace = " \t\r\n";

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_in_name(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || std::string_view("_:-.").find(c) != std::string_view::npos;
}

bool is_attribute_name(std::string_view name) {
  return !name.empty() && (is_letter(name[0]) || name[0] == '_') && name.back() != ':' &&
         std::ranges::all_of(name, is_in_name);
}

std::string_view taken(std::string_view& rest, std::size_t length) {
  const std::string_view piece = rest.substr(0, length);
  rest.remove_prefix(piece.size());
  return piece;
}

void skip(std::string_view& rest, std::string_view characters) {
  rest.remove_prefix(std::min(rest.find_first_not_of(characters), rest.size()));
}

// url="http://a length="1": the quote that closes is another's, and the value ends at the space.
std::string_view quoted_value(std::string_view& rest) {
  const std::size_t close = rest.find(rest[0], 1);
  const std::string_view value = rest.substr(1, close == std::string_view::npos ? close : close - 1);
  const bool closed_too_late = value.ends_with('=') || close == std::string_view::npos;
  const std::size_t space = closed_too_late ? value.find_first_of(kSpace) : std::string_view::npos;
  const std::size_t closing = close == std::string_view::npos ? 0 : 1;
  rest.remove_prefix(1 + std::min(space, value.size() + closing));
  return value.substr(0, space);
}

std::string_view bare_value(std::string_view& rest) {
  std::string_view value = taken(rest, rest.find_first_of(kSpace));
  while (value.ends_with('"') || value.ends_with('\'')) value.remove_suffix(1);
  return value;
}

std::string_view value_at(std::string_view& rest) {
  skip(rest, kSpace);
  if (!rest.starts_with('=')) return {};
  rest.remove_prefix(1);
  skip(rest, kSpace);
  if (rest.empty()) return {};
  return rest[0] == '"' || rest[0] == '\'' ? quoted_value(rest) : bare_value(rest);
}

void write_attribute(std::string_view name, std::string_view value, std::string& out) {
  out.append(" ").append(name).append("=\"");
  for (std::size_t quote = value.find('"'); quote != std::string_view::npos; quote = value.find('"')) {
    out.append(value.substr(0, quote)).append("&#34;");
    value.remove_prefix(quote + 1);
  }
  out.append(value).append("\"");
}

}  // namespace

bool write_start_tag(std::string_view tag, std::string& out) {
  if (tag.ends_with('>')) tag.remove_suffix(1);
  tag = tag.substr(0, tag.find_last_not_of(kSpace) + 1);
  const bool empty_element = tag.ends_with('/');
  if (empty_element) tag.remove_suffix(1);
  out += taken(tag, std::min(tag.find_first_of(" \t\r\n/=\"'>"), tag.size()));
  const std::size_t behind_name = out.size();
  std::size_t attributes = 0;
  for (skip(tag, " \t\r\n/=\"'>"); !tag.empty(); skip(tag, " \t\r\n/=\"'>")) {
    const std::string_view name = taken(tag, std::min(tag.find_first_of(" \t\r\n/=\"'>"), tag.size()));
    const std::string_view value = value_at(tag);
    if (!is_attribute_name(name) || ++attributes > kMostAttributes) continue;
    write_attribute(name, value, out);
  }
  const bool too_many = attributes > kMostAttributes;
  if (too_many) out.resize(behind_name);
  out += empty_element ? "/>" : ">";
  return too_many;
}

}  // namespace tb::feed
