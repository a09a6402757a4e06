// A guess at the charset of bytes that nobody claims anything true about. For charset.cpp alone.
#pragma once

#include <optional>
#include <string_view>

#include "charset_labels.hpp"

namespace tb::text {

/// The charset that the bytes look like: a Chinese, Japanese, Korean, Cyrillic, Greek, Hebrew, Arabic or Thai one, or a
/// Latin one of Central Europe or Turkey. Nothing if they look like a Western one, or like none clearly. The bytes are
/// no UTF-8.
[[nodiscard]] std::optional<Charset> charset_guessed(std::string_view bytes);

}  // namespace tb::text
