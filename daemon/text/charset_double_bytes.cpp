// ICU has no opinion on ten ideographs or fewer. The standards put the common characters into rows of their own, which
// the first byte names: nearly all of a headline is there, and a fifth of a Japanese one is kana.
#include "charset_double_bytes.hpp"

#include <array>
#include <cstddef>

namespace tb::text {

namespace {

struct Range {
  unsigned from;
  unsigned to;

  [[nodiscard]] constexpr bool has(unsigned byte) const { return byte >= from && byte <= to; }
};

constexpr Range kNone{1, 0};

struct DoubleBytes {
  std::string_view label;
  std::array<Range, 2> first;   ///< that a character may begin with
  std::array<Range, 2> second;  ///< that it may end with
  std::array<Range, 2> common;  ///< first bytes of the common ones
  Range kana;                   ///< first bytes, where a text must have some
  std::size_t longest_word;     ///< on average; 0 where there are no spaces
};

// In this order: what all is one is seldom one of the rows below.
constexpr std::array kCharsets{
    DoubleBytes{
        "euc-jp", {{{0xA1, 0xFE}, kNone}}, {{{0xA1, 0xFE}, kNone}}, {{{0xB0, 0xCF}, {0xA1, 0xA5}}}, {0xA4, 0xA5}, 0},
    DoubleBytes{"shift_jis",
                {{{0x81, 0x9F}, {0xE0, 0xEF}}},
                {{{0x40, 0x7E}, {0x80, 0xFC}}},
                {{{0x88, 0x97}, {0x81, 0x83}}},
                {0x82, 0x83},
                0},
    DoubleBytes{"euc-kr", {{{0xA1, 0xFE}, kNone}}, {{{0xA1, 0xFE}, kNone}}, {{{0xB0, 0xC8}, kNone}}, kNone, 5},
    DoubleBytes{"gb18030", {{{0xA1, 0xF7}, kNone}}, {{{0xA1, 0xFE}, kNone}}, {{{0xB0, 0xD7}, {0xA1, 0xA3}}}, kNone, 0},
    DoubleBytes{
        "big5", {{{0xA1, 0xF9}, kNone}}, {{{0x40, 0x7E}, {0xA1, 0xFE}}}, {{{0xA4, 0xC6}, {0xA1, 0xA3}}}, kNone, 0},
};

bool has(const std::array<Range, 2>& ranges, unsigned byte) {
  return ranges[0].has(byte) || ranges[1].has(byte);
}

bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool looks_like(const DoubleBytes& charset, std::string_view words) {
  constexpr std::size_t kLeast = 6;
  std::size_t characters = 0;
  std::size_t common = 0;
  std::size_t kana = 0;
  std::size_t runs = 0;
  std::size_t beside_letters = 0;  // where a Latin word goes on with an ideograph, or the other way round
  bool in_run = false;
  bool behind_letter = false;
  for (std::size_t pos = 0; pos < words.size(); ++pos) {
    const auto first = static_cast<unsigned char>(words[pos]);
    if (first < 0x80) {
      behind_letter = is_ascii_letter(words[pos]);
      beside_letters += in_run && behind_letter ? 1 : 0;
      in_run = false;
      continue;
    }
    beside_letters += !in_run && behind_letter ? 1 : 0;
    runs += in_run ? 0 : 1;
    in_run = true;
    if (!has(charset.first, first) || ++pos == words.size()) return false;
    if (!has(charset.second, static_cast<unsigned char>(words[pos]))) return false;
    ++characters;
    common += has(charset.common, first) ? 1 : 0;
    kana += charset.kana.has(first) ? 1 : 0;
  }
  if (characters < kLeast || common * 10 < characters * 9 || beside_letters * 5 > characters) return false;
  if (charset.longest_word != 0 && characters > runs * charset.longest_word) return false;
  return charset.kana.to == 0 || kana * 5 >= characters;
}

}  // namespace

std::string_view charset_of_double_bytes(std::string_view words) {
  for (const DoubleBytes& charset : kCharsets) {
    if (looks_like(charset, words)) return charset.label;
  }
  return {};
}

}  // namespace tb::text
