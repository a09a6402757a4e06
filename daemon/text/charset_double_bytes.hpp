// The two-byte charset that a few words are in. For charset_guess.cpp alone.
#pragma once

#include <string_view>

namespace tb::text {

/// The label of the Chinese, Japanese or Korean charset in which `words` are common characters; empty if there is none
/// or they are fewer than six.
///
/// @param words  words with bytes beyond ASCII, divided by spaces
/// Threads: pure, safe on any thread.
[[nodiscard]] std::string_view charset_of_double_bytes(std::string_view words);

}  // namespace tb::text
