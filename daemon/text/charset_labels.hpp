// What a charset's label on the web really means: the converter that reads it, and whether it is one byte a character.
// For charset.cpp alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tb::text {

enum class CharsetShape : std::uint8_t {
  utf8,
  utf16_or_32,  ///< every ASCII character brings NULs
  single_byte,  ///< any bytes are valid: a wrong claim shows by nothing but the text
  multi_byte,
};

struct Charset {
  std::string converter;  ///< the name that ICU opens
  CharsetShape shape = CharsetShape::single_byte;
};

/// The charset of a label as declared (any case, spaces around); nothing if nobody knows it or it must not be decoded.
[[nodiscard]] std::optional<Charset> charset_labelled(std::string_view label);

/// The same for a document whose bytes have shown that it is in EBCDIC: then only such a charset will do, ibm-1047 if
/// there is no label.
[[nodiscard]] std::optional<Charset> ebcdic_labelled(std::string_view label);

}  // namespace tb::text
