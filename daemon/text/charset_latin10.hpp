// ISO 8859-16, Latin of South-Eastern Europe: the one charset of the web that ICU does not have. For charset.cpp and
// charset_labels.cpp alone.
#pragma once

#include <string>
#include <string_view>

namespace tb::text {

/// The converter's name in a Charset.
inline constexpr std::string_view kLatin10 = "iso-8859-16";

/// The bytes as UTF-8; every byte is a character.
/// Source: ISO/IEC 8859-16:2001, as index-iso-8859-16 of WHATWG Encoding has it.
[[nodiscard]] std::string latin10_as_utf8(std::string_view bytes);

}  // namespace tb::text
