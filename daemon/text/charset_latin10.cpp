// ISO 8859-16 by its table: up to 0xA0 it is ISO 8859-1.
#include "charset_latin10.hpp"

#include <array>

#include "tenbells/text/utf8.hpp"

namespace tb::text {

namespace {

constexpr unsigned kFirst = 0xA0;

// clang-format off
constexpr std::array<char16_t, 96> kFromA0{
    u'\u00A0', u'\u0104', u'\u0105', u'\u0141', u'\u20AC', u'\u201E', u'\u0160', u'\u00A7', u'\u0161', u'\u00A9', u'\u0218', u'\u00AB',
    u'\u0179', u'\u00AD', u'\u017A', u'\u017B', u'\u00B0', u'\u00B1', u'\u010C', u'\u0142', u'\u017D', u'\u201D', u'\u00B6', u'\u00B7',
    u'\u017E', u'\u010D', u'\u0219', u'\u00BB', u'\u0152', u'\u0153', u'\u0178', u'\u017C', u'\u00C0', u'\u00C1', u'\u00C2', u'\u0102',
    u'\u00C4', u'\u0106', u'\u00C6', u'\u00C7', u'\u00C8', u'\u00C9', u'\u00CA', u'\u00CB', u'\u00CC', u'\u00CD', u'\u00CE', u'\u00CF',
    u'\u0110', u'\u0143', u'\u00D2', u'\u00D3', u'\u00D4', u'\u0150', u'\u00D6', u'\u015A', u'\u0170', u'\u00D9', u'\u00DA', u'\u00DB',
    u'\u00DC', u'\u0118', u'\u021A', u'\u00DF', u'\u00E0', u'\u00E1', u'\u00E2', u'\u0103', u'\u00E4', u'\u0107', u'\u00E6', u'\u00E7',
    u'\u00E8', u'\u00E9', u'\u00EA', u'\u00EB', u'\u00EC', u'\u00ED', u'\u00EE', u'\u00EF', u'\u0111', u'\u0144', u'\u00F2', u'\u00F3',
    u'\u00F4', u'\u0151', u'\u00F6', u'\u015B', u'\u0171', u'\u00F9', u'\u00FA', u'\u00FB', u'\u00FC', u'\u0119', u'\u021B', u'\u00FF',
};
// clang-format on

}  // namespace

std::string latin10_as_utf8(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 4);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(text, byte < kFirst ? char32_t{byte} : char32_t{kFromA0.at(byte - kFirst)});
  }
  return text;
}

}  // namespace tb::text
