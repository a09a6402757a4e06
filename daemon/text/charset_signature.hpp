// What the first bytes of a document say about its charset, whatever anybody claims. For charset.cpp alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tb::text {

enum class Signature : std::uint8_t { none, utf8, utf16le, utf16be, utf32le, utf32be, gb18030, ebcdic };

struct Signed {
  Signature signature = Signature::none;
  std::size_t mark = 0;  ///< bytes of the byte order mark; 0 if only the pattern of the bytes shows
};

/// A byte order mark; else the NULs that UTF-16 and UTF-32 make of "<", "{" or "[" and what follows, white space in
/// front of them allowed; else "<?xm" in EBCDIC. A mark of UTF-16 in front of bytes that are plainly none is no mark.
/// Source: XML 1.0 appendix F, RFC 4627 §3.
[[nodiscard]] Signed signature_of(std::string_view bytes);

}  // namespace tb::text
