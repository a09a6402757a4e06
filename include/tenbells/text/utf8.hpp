// UTF-8 as bytes: is it valid, make it so, cut it, write one code point. Where every text of an item has passed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tb::text {

inline constexpr char32_t kReplacement = U'\uFFFD';
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// The length in bytes of the well-formed sequence that starts at `pos`, 1 … 4, or 0 if none does (Unicode table 3-7:
/// no overlong forms, no surrogates, nothing beyond U+10FFFF). `pos` must be below the size.
[[nodiscard]] std::size_t sequence_length(std::string_view text, std::size_t pos);

/// The code point whose well-formed sequence of `length` bytes starts at `pos`.
[[nodiscard]] char32_t code_point_at(std::string_view text, std::size_t pos, std::size_t length);

/// The bytes before the first that is not part of a well-formed sequence; the whole text if it is valid.
[[nodiscard]] std::string_view valid_prefix(std::string_view text);

[[nodiscard]] inline bool is_valid_utf8(std::string_view text) {
  return valid_prefix(text).size() == text.size();
}

struct RepairedUtf8 {
  std::string text;
  std::size_t replaced = 0;  ///< how many U+FFFD were put in
};

/// The text with each maximal ill-formed subpart replaced by one U+FFFD (Unicode 3.9, the practice of the W3C).
[[nodiscard]] RepairedUtf8 repair_utf8(std::string_view bytes);

/// 6 if at `pos` stand two surrogates of three bytes each that make one character (CESU-8, Unicode Technical Report
/// 26), else 0. repair_utf8() makes that character of them.
[[nodiscard]] std::size_t surrogate_pair_length(std::string_view text, std::size_t pos);

/// The character of a high surrogate (U+D800 … U+DBFF) and a low one (U+DC00 … U+DFFF).
[[nodiscard]] constexpr char32_t joined_surrogates(char32_t high, char32_t low) {
  return 0x10000 + ((high - 0xD800) << 10U) + (low - 0xDC00);
}

/// The longest prefix of at most `max` bytes that does not split a code point. The text must be valid.
[[nodiscard]] std::string_view cut_at_code_point(std::string_view text, std::size_t max);

/// Writes one code point, 1 … 4 bytes, and returns how many; a surrogate or a number beyond U+10FFFF is written as
/// U+FFFD. `out` has room for four.
std::size_t write_utf8(char* out, char32_t code_point);

/// Appends one code point as `write_utf8` writes it.
void append_utf8(std::string& out, char32_t code_point);

}  // namespace tb::text
