// Nearly all news is ASCII or a script without case, so both are copied as they are.
#include "case_folded.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "tenbells/text/next_code_point.hpp"

namespace tb::rules {
namespace {

char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// Latin, Greek, Cyrillic and Armenian, looked up; the scripts behind them up to Burmese have no case, nor have Kana,
/// Han and most of Hangul.
constexpr UChar32 kEndOfTable = 0x590;

bool is_caseless(UChar32 character) {
  return (character >= kEndOfTable && character < 0x10A0) || (character >= 0x3000 && character < 0xA640) ||
         (character >= 0xAC00 && character < 0xD800);
}

struct Folds {
  Folds() {
    for (UChar32 c = 0; c < kEndOfTable; ++c) to[static_cast<std::size_t>(c)] = u_foldCase(c, U_FOLD_CASE_DEFAULT);
  }
  std::array<UChar32, kEndOfTable> to{};
};

UChar32 folded_letter(UChar32 character) {
  static const Folds folds;
  return character < kEndOfTable ? folds.to[static_cast<std::size_t>(character)]
                                 : u_foldCase(character, U_FOLD_CASE_DEFAULT);
}

/// Two bytes from U+05C0 to U+07FF, three from U+3000 to U+9FFF: Hebrew and Arabic, Kana and Han, told by their first
/// byte.
std::size_t caseless_length(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte >= 0xE3 && byte <= 0xE9) return 3;
  return byte >= 0xD7 && byte <= 0xDF ? 2 : 0;
}

/// The rest of a text from its first byte that is not ASCII.
Offsets fold_others(std::string_view text, std::size_t at, std::string& folded) {
  constexpr std::size_t kMostGrowth = 2;  // a letter of two bytes may become one of three (U+023A, U+2C65)
  Offsets offsets = Offsets::same;
  folded.resize(text.size() * kMostGrowth);
  char* to = folded.data() + at;
  std::string other;
  while (at < text.size()) {
    const char lead = text[at];
    if ((lead & 0x80) == 0) {
      *to++ = small(lead);
      ++at;
      continue;
    }
    std::size_t length = caseless_length(lead);
    if (length > 0 && at + length <= text.size()) {
      to = std::copy_n(text.data() + at, length, to);
      at += length;
      continue;
    }
    const std::size_t begin = at;
    const UChar32 character = text::next_code_point(text, at);
    length = at - begin;
    if (character < 0 || is_caseless(character)) {
      to = std::copy_n(text.data() + begin, length, to);
      continue;
    }
    const UChar32 folded_one = folded_letter(character);
    if (length == 2 && folded_one >= 0x80 && folded_one < 0x800) {
      *to++ = static_cast<char>(0xC0 | folded_one >> 6);
      *to++ = static_cast<char>(0x80 | (folded_one & 0x3F));
      continue;
    }
    other.clear();
    text::append_utf8(other, static_cast<char32_t>(folded_one));
    if (other.size() != length) offsets = Offsets::moved;
    to = std::ranges::copy(other, to).out;
  }
  folded.resize(static_cast<std::size_t>(to - folded.data()));
  return offsets;
}

}  // namespace

Offsets fold_case(std::string_view text, std::string& folded) {
  folded.resize(text.size());
  const char* const from = text.data();
  char* const to = folded.data();
  unsigned char any = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {  // without a branch, so that the compiler takes sixteen at a time
    const auto byte = static_cast<unsigned char>(from[i]);
    const bool is_capital = static_cast<unsigned char>(byte - 'A') < 26;
    to[i] = static_cast<char>(byte | (is_capital ? 0x20 : 0));
    any |= byte;
  }
  if (any < 0x80) return Offsets::ascii;
  const auto* const other = std::ranges::find_if(text, [](char c) { return (c & 0x80) != 0; });
  return fold_others(text, static_cast<std::size_t>(other - text.begin()), folded);
}

}  // namespace tb::rules
