// The small words that give a language away. The cheap half of detect_language().
#pragma once

#include <string_view>

namespace tb::text {

/// The language that the beginning of a text is written in, by words that are frequent in it and hardly occur in any
/// other: at least three of them, and none of another language. Empty for anything less, and for the many languages
/// that are not in the table. Prose of a few lines is known after 0.2 µs, a hundredth of what statistics take.
[[nodiscard]] std::string_view language_by_function_words(std::string_view text);

}  // namespace tb::text
