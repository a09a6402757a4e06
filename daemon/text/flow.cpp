// Flow: the characters that need a look, one by one; all others pass in runs.
#include "flow.hpp"

#include "html_references.hpp"
#include "tenbells/text/utf8.hpp"

namespace tb::text {

namespace {

constexpr std::size_t kMostOfAByte = 3;  // U+FFFD for a byte that is no character

bool is_white(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_line_separator(char32_t c) {
  return c == 0x2028 || c == 0x2029;
}

bool is_invisible(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x200B || (c >= 0x202A && c <= 0x202E) ||
         c == 0x2060 || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

}  // namespace

Flow::Flow(std::size_t input_size, Breaks breaks) : breaks_(breaks) {
  const std::size_t room = kMostOfAByte * input_size + kRunSlack;
  if (room > kOnStack) large_ = std::make_unique_for_overwrite<char[]>(room);  // NOLINT(modernize-avoid-c-arrays)
  out_ = large_ ? large_.get() : small_.data();
}

std::size_t Flow::character(std::string_view utf8, std::size_t pos) {
  const char byte = utf8[pos];
  if ((byte & 0x80) == 0) {
    code_point(static_cast<unsigned char>(byte));
    return pos + 1;
  }
  const std::size_t length = sequence_length(utf8, pos);
  code_point(length == 0 ? kReplacement : code_point_at(utf8, pos, length));
  return pos + (length == 0 ? 1 : length);
}

void Flow::code_point(char32_t code_point) {
  if (const char32_t meant = meant_by_c1(code_point); meant != 0) code_point = meant;
  if (is_white(code_point)) return space();
  if (is_line_separator(code_point)) return line_break();
  if (is_invisible(code_point)) return;
  write_pending();
  size_ += write_utf8(out_ + size_, code_point);
}

void Flow::text(std::string_view utf8) {
  std::size_t pos = run<Stops::nothing_else>(utf8, 0);
  while (pos < utf8.size()) {
    pos = character(utf8, pos);
    pos = run<Stops::nothing_else>(utf8, pos);
  }
}

}  // namespace tb::text
