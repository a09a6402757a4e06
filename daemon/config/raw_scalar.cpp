// A scalar as it stands in the file, read piece by piece: a character, or an escape that stands for one.
#include "raw_scalar.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

namespace tb::config {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::size_t utf8_length(std::uint32_t code) {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

// A piece of the raw text: how long it is, and how many non-blank bytes it gives to the value.
struct Piece {
  std::size_t length = 1;
  std::size_t solid = 0;
};

Piece plain_piece(std::string_view rest) {
  return {.length = 1, .solid = is_blank(rest[0]) ? 0U : 1U};
}

// YAML 1.2.2 §5.7. An escaped line end, blank or tab gives nothing solid.
Piece escape_piece(std::string_view rest) {
  if (rest.size() < 2) return {};
  const char kind = rest[1];
  if (kind == 'x' || kind == 'u' || kind == 'U') {
    const std::size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : 8;
    std::uint32_t code = 0;
    for (const char c : rest.substr(2, digits)) {
      const int low = c | 0x20;
      code = code * 16 + static_cast<std::uint32_t>(c <= '9' ? c - '0' : low - 'a' + 10);
    }
    const bool blank = code < 0x80 && is_blank(static_cast<char>(code));
    return {.length = 2 + digits, .solid = blank ? 0 : utf8_length(code)};
  }
  if (is_blank(kind) || kind == 't' || kind == 'n' || kind == 'r') return {.length = 2, .solid = 0};
  if (kind == 'N' || kind == '_') return {.length = 2, .solid = 2};  // U+0085, U+00A0
  if (kind == 'L' || kind == 'P') return {.length = 2, .solid = 3};  // U+2028, U+2029
  return {.length = 2, .solid = 1};
}

Piece next_piece(std::string_view rest, char style) {
  if (style == '"' && rest[0] == '\\') return escape_piece(rest);
  if (style == '\'' && rest.starts_with("''")) return {.length = 2, .solid = 1};
  return plain_piece(rest);
}

// Where the first character of the value may stand: behind the quote, or on the line after a block's header.
std::size_t content_start(std::string_view file, std::size_t at, char style) {
  if (style == '"' || style == '\'') return at + 1;
  if (style == '|' || style == '>') return std::min(file.size(), file.find('\n', at));
  return at;
}

bool opens_quote(std::string_view file, std::size_t at) {
  return at < file.size() && (file[at] == '"' || file[at] == '\'');
}

}  // namespace

std::size_t skip_properties(std::string_view file, std::size_t at) {
  while (at < file.size() && (file[at] == '&' || file[at] == '!')) {
    while (at < file.size() && !is_blank(file[at])) ++at;
    while (at < file.size() && is_blank(file[at])) ++at;
  }
  return std::min(at, file.size());
}

std::size_t place_in_raw(std::string_view file, std::size_t at, std::string_view value, std::size_t offset) {
  at = skip_properties(file, at);
  if (at >= file.size()) return file.size();
  offset = std::min(offset, value.size());
  const auto before =
      static_cast<std::size_t>(std::ranges::count_if(value.substr(0, offset), [](char c) { return !is_blank(c); }));
  const bool on_blank = offset == value.size() || is_blank(value[offset]);

  const char style = file[at];
  std::size_t position = content_start(file, at, style);
  std::size_t end_of_last = position;
  std::size_t seen = 0;
  while (position < file.size()) {
    const Piece piece = next_piece(file.substr(position), style);
    if (on_blank && seen >= before) return end_of_last;
    if (seen + piece.solid > before) return position;
    seen += piece.solid;
    position += piece.length;
    if (piece.solid > 0) end_of_last = position;
  }
  return std::min(end_of_last, file.size());
}

std::optional<std::size_t> end_of_quote(std::string_view file, std::size_t at) {
  at = skip_properties(file, at);
  if (!opens_quote(file, at)) return std::nullopt;
  const char style = file[at];
  for (std::size_t i = at + 1; i < file.size();) {
    const Piece piece = next_piece(file.substr(i), style);
    if (piece.length == 1 && file[i] == style) return i + 1;
    i += piece.length;
  }
  return std::nullopt;
}

bool is_unclosed_quote(std::string_view file, std::size_t at) {
  return opens_quote(file, skip_properties(file, at)) && !end_of_quote(file, at);
}

}  // namespace tb::config
