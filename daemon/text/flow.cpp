// Flow: most bytes are copied in runs; only the few first bytes of a UTF-8 sequence that may begin a white or invisible
// character are decoded.
#include "flow.hpp"

#include <array>
#include <cstdint>

#include "html_references.hpp"
#include "tenbells/text/utf8.hpp"

namespace tb::text {

namespace {

enum class ByteClass : std::uint8_t { visible, white, invisible, undecided };

constexpr std::array<ByteClass, 256> kByteClass = [] {
  std::array<ByteClass, 256> table{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) table.at(byte) = ByteClass::invisible;
  for (const unsigned char c : {' ', '\t', '\n', '\f', '\r'}) table.at(c) = ByteClass::white;
  table[0x7F] = ByteClass::invisible;
  for (const std::size_t lead : {0xC2, 0xE1, 0xE2, 0xE3, 0xEF}) table.at(lead) = ByteClass::undecided;
  return table;
}();

ByteClass class_of(char byte) {
  return kByteClass[static_cast<unsigned char>(byte)];
}

// A space between two words is copied with them: most white space is such, and word by word costs a tenth more time.
bool is_single_space(std::string_view text, std::size_t pos, std::size_t start) {
  return text[pos] == ' ' && pos > start && pos + 1 < text.size() && class_of(text[pos + 1]) == ByteClass::visible;
}

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

void Flow::visible(std::string_view utf8) {
  if (pending_ != Pending::nothing && !out_.empty()) out_ += pending_ == Pending::line ? '\n' : ' ';
  pending_ = Pending::nothing;
  out_ += utf8;
}

void Flow::code_point(char32_t code_point) {
  if (const char32_t meant = meant_by_c1(code_point); meant != 0) code_point = meant;
  if (is_white(code_point)) return space();
  if (is_line_separator(code_point)) return line_break();
  if (is_invisible(code_point)) return;
  std::string bytes;
  append_utf8(bytes, code_point);
  visible(bytes);
}

void Flow::text(std::string_view utf8) {
  std::size_t pos = 0;
  while (pos < utf8.size()) {
    const std::size_t start = pos;
    while (pos < utf8.size() && (class_of(utf8[pos]) == ByteClass::visible || is_single_space(utf8, pos, start))) ++pos;
    if (pos > start) visible(utf8.substr(start, pos - start));
    if (pos == utf8.size()) break;
    const ByteClass found = class_of(utf8[pos]);
    if (found == ByteClass::white) space();
    const std::size_t length = found == ByteClass::undecided ? sequence_length(utf8, pos) : 1;
    if (found == ByteClass::undecided) code_point(length == 0 ? kReplacement : code_point_at(utf8, pos, length));
    pos += length == 0 ? 1 : length;
  }
}

}  // namespace tb::text
