// A guess at the charset of bytes that nobody claims anything true about. For charset.cpp alone.
#pragma once

#include <optional>
#include <string_view>

#include "charset_labels.hpp"

namespace tb::text {

/// The charset that the bytes look like, of those whose letters lie side by side: Chinese, Japanese, Korean and
/// Cyrillic ones. Nothing if they look like a Latin one, or like none clearly. The bytes are no UTF-8.
[[nodiscard]] std::optional<Charset> charset_guessed(std::string_view bytes);

}  // namespace tb::text
