// The first four bytes are enough: markup and JSON begin with two ASCII characters, and of these the NULs show the
// width and the order.
#include "charset_signature.hpp"

#include <algorithm>
#include <array>

namespace tb::text {

namespace {

using namespace std::string_view_literals;

struct Mark {
  std::string_view bytes;
  Signature signature;
};

// Longer ones first: UTF-32LE's mark begins with UTF-16LE's.
constexpr std::array kMarks{
    Mark{"\xEF\xBB\xBF"sv, Signature::utf8},    Mark{"\xFF\xFE\0\0"sv, Signature::utf32le},
    Mark{"\0\0\xFE\xFF"sv, Signature::utf32be}, Mark{"\xFF\xFE"sv, Signature::utf16le},
    Mark{"\xFE\xFF"sv, Signature::utf16be},     Mark{"\x84\x31\x95\x33"sv, Signature::gb18030},
};

bool begins_document(char c) {
  return "<{[ \t\r\n"sv.find(c) != std::string_view::npos;
}

bool is_printable(char c) {
  return c >= ' ' && c <= '~';
}

// "<?" in one unit of UTF-16 is a rare ideograph; as bytes it begins a document that somebody put a wrong mark before.
bool is_plain_markup(std::string_view bytes) {
  return bytes.size() >= 2 && bytes[0] == '<' && is_printable(bytes[1]);
}

Signature of_nuls(std::string_view bytes) {
  if (bytes.size() < 2) return Signature::none;
  const std::array<char, 4> at{bytes[0], bytes[1], bytes.size() > 2 ? bytes[2] : ' ',
                               bytes.size() > 3 ? bytes[3] : ' '};
  if (begins_document(at[0]) && at[1] == 0) return at[2] == 0 && at[3] == 0 ? Signature::utf32le : Signature::utf16le;
  if (at[0] != 0) return Signature::none;
  if (at[1] == 0 && at[2] == 0 && begins_document(at[3])) return Signature::utf32be;
  // A stray NUL in front of ASCII is no UTF-16.
  if (begins_document(at[1]) && !is_printable(at[2])) return Signature::utf16be;
  return bytes.size() == 2 && begins_document(at[1]) ? Signature::utf16be : Signature::none;
}

}  // namespace

Signed signature_of(std::string_view bytes) {
  const auto* const mark = std::ranges::find_if(kMarks, [&](const Mark& row) { return bytes.starts_with(row.bytes); });
  if (mark != kMarks.end()) {
    const bool two = mark->signature == Signature::utf16le || mark->signature == Signature::utf16be;
    if (!two || !is_plain_markup(bytes.substr(2))) return {.signature = mark->signature, .mark = mark->bytes.size()};
    return {.signature = Signature::none, .mark = mark->bytes.size()};
  }
  if (bytes.starts_with("\x4C\x6F\xA7\x94"sv)) return {.signature = Signature::ebcdic};
  return {.signature = of_nuls(bytes)};
}

}  // namespace tb::text
