// Walking through UTF-8 a code point at a time, in the type that ICU's questions about characters take.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tenbells/text/utf8.hpp"

namespace tb::text {

/// The code point at `at`, which moves behind it; -1 for a byte that is no UTF-8, which is stepped over alone.
/// `at` must be below the size.
[[nodiscard]] inline std::int32_t next_code_point(std::string_view text, std::size_t& at) {
  if (const auto byte = static_cast<unsigned char>(text[at]); byte < 0x80) {
    ++at;
    return byte;
  }
  const std::size_t length = sequence_length(text, at);
  if (length == 0) {
    ++at;
    return -1;
  }
  const auto code_point = static_cast<std::int32_t>(code_point_at(text, at, length));
  at += length;
  return code_point;
}

}  // namespace tb::text
