// The one-byte charset whose alphabet a few words are in. For charset_guess.cpp alone.
#pragma once

#include <string_view>

namespace tb::text {

/// The label of the Cyrillic, Greek, Hebrew, Arabic or Thai charset in which `words` are letters as often as its
/// languages use them; empty if there is none. A headline's second word is often enough.
///
/// @param words  words with bytes beyond ASCII, divided by spaces
/// Threads: pure, safe on any thread.
[[nodiscard]] std::string_view charset_of_alphabet(std::string_view words);

}  // namespace tb::text
