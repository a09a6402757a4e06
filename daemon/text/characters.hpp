// Characters as numbers, fast: reading them from UTF-8, and tables of those in daily use.
#pragma once

#include <unicode/utypes.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tenbells/text/next_code_point.hpp"

namespace tb::text {

struct Character {
  UChar32 code = 0;
  std::size_t length = 0;  ///< in bytes
};

namespace utf8 {

[[nodiscard]] constexpr UChar32 lead(char c, int mask) {
  return static_cast<unsigned char>(c) & mask;
}
[[nodiscard]] constexpr UChar32 tail(char c) {
  return static_cast<unsigned char>(c) & 0x3F;
}
[[nodiscard]] constexpr bool is_tail(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

}  // namespace utf8

/// The character at `at`, in text that is known to be valid UTF-8.
[[nodiscard]] inline Character character_in_valid(const char* at) {
  using namespace utf8;
  const auto byte = static_cast<unsigned char>(*at);
  if (byte < 0x80) return {.code = byte, .length = 1};
  if (byte < 0xE0) return {.code = lead(at[0], 0x1F) << 6 | tail(at[1]), .length = 2};
  if (byte < 0xF0) return {.code = lead(at[0], 0x0F) << 12 | tail(at[1]) << 6 | tail(at[2]), .length = 3};
  return {.code = lead(at[0], 0x07) << 18 | tail(at[1]) << 12 | tail(at[2]) << 6 | tail(at[3]), .length = 4};
}

/// The character at `at` in any bytes; -1 of length 1 if none begins there. `at` must lie before `end`. Two bytes and
/// three are most of all that is no ASCII: they are looked at here, the rest by the careful code.
[[nodiscard]] inline Character character_at(const char* at, const char* end) {
  using namespace utf8;
  const auto byte = static_cast<unsigned char>(*at);
  if (byte < 0x80) return {.code = byte, .length = 1};
  if (byte >= 0xC2 && byte < 0xE0 && end - at >= 2 && is_tail(at[1])) {
    return {.code = lead(at[0], 0x1F) << 6 | tail(at[1]), .length = 2};
  }
  if (byte >= 0xE1 && byte < 0xF0 && byte != 0xED && end - at >= 3 && is_tail(at[1]) && is_tail(at[2])) {
    return {.code = lead(at[0], 0x0F) << 12 | tail(at[1]) << 6 | tail(at[2]), .length = 3};
  }
  std::size_t length = 0;
  const UChar32 code = next_code_point(std::string_view(at, static_cast<std::size_t>(end - at)), length);
  return {.code = code, .length = length};
}

/// The sign of Hebrew that makes another sound of a letter, or shortens a word.
inline constexpr UChar32 kGeresh = 0x05F3;

[[nodiscard]] constexpr bool is_ideograph_block(UChar32 code) {
  return code >= 0x3400 && code <= 0x9FFF;
}
[[nodiscard]] constexpr bool is_hangul_syllable(UChar32 code) {
  return code >= 0xAC00 && code <= 0xD7A3;
}

/// Something known of every character of the alphabets, of punctuation, kana, and the forms of other widths: all of
/// daily news but ideographs, Hangul syllables and emoji.
template <class Entry>
class CharacterTable {
 public:
  static constexpr UChar32 kAlphabetsEnd = 0x3400;
  static constexpr UChar32 kFormsBegin = 0xF900;
  static constexpr UChar32 kFormsEnd = 0x10000;

  [[nodiscard]] static constexpr bool holds(UChar32 code) {
    return static_cast<std::uint32_t>(code) < kAlphabetsEnd || (code >= kFormsBegin && code < kFormsEnd);
  }

  /// `code` must be held.
  [[nodiscard]] const Entry& operator[](UChar32 code) const { return entries_[index(code)]; }
  [[nodiscard]] Entry& operator[](UChar32 code) { return entries_[index(code)]; }

  template <class Visit>
  void for_each(Visit&& visit) {
    for (UChar32 code = 0; code < kAlphabetsEnd; ++code) visit(code, (*this)[code]);
    for (UChar32 code = kFormsBegin; code < kFormsEnd; ++code) visit(code, (*this)[code]);
  }

 private:
  static constexpr std::size_t index(UChar32 code) {
    return static_cast<std::size_t>(code < kAlphabetsEnd ? code : code - kFormsBegin + kAlphabetsEnd);
  }

  std::array<Entry, kAlphabetsEnd + (kFormsEnd - kFormsBegin)> entries_{};
};

}  // namespace tb::text
