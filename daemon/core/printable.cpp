// One decoder of UTF-8 that accepts what RFC 3629 allows and nothing else; it serves people, not the hot path.
#include "tenbells/core/printable.hpp"

#include <cstdint>

namespace tb {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct CodePoint {
  char32_t value = 0;
  std::size_t size = 0;  // bytes; 0: invalid here
};

CodePoint decode(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < size) return {};
  char32_t value = lead & (0x7fU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xc0U) != 0x80U) return {};
    value = (value << 6U) | (byte(i) & 0x3fU);
  }
  const bool overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
  if (overlong || (value >= 0xd800 && value <= 0xdfff) || value > 0x10ffff) return {};
  return {value, size};
}

bool is_break(char32_t c) {
  return c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029;
}

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c <= 0x9f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

std::string printable(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  while (!text.empty()) {
    const CodePoint c = decode(text);
    if (c.size == 0 || (is_control(c.value) && !is_break(c.value))) {
      safe += kReplacement;
    } else if (is_break(c.value)) {
      safe += ' ';
    } else {
      safe += text.substr(0, c.size);
    }
    text.remove_prefix(c.size == 0 ? 1 : c.size);
  }
  return safe;
}

std::string shortened(std::string_view text, std::size_t code_points) {
  std::size_t seen = 0;
  std::size_t cut = 0;  // where the last code point that leaves room for the mark ends
  for (std::size_t i = 0; i < text.size();) {
    if (seen == code_points) return code_points == 0 ? std::string() : std::string(text.substr(0, cut)) + "…";
    const CodePoint c = decode(text.substr(i));
    i += c.size == 0 ? 1 : c.size;
    ++seen;
    if (seen + 1 == code_points) cut = i;
  }
  return std::string(text);
}

}  // namespace tb
