// Words: what rules count, compare and point at. Where a word begins and ends is defined here, for every script, and
// told to users in docs/rules.md.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tenbells/text/fold.hpp"

namespace tb::text {

/// One word of a text.
struct Word {
  std::uint32_t letters = 0;  ///< where its folded letters begin in Words::letters
  std::uint32_t length = 0;   ///< how many bytes of them
  std::uint32_t begin = 0;    ///< byte offsets into the shipped text, half open, on code point boundaries
  std::uint32_t end = 0;
  bool joined = false;  ///< it and the word before are of a script without spaces, and nothing stands between them
  bool dotted = false;  ///< an acronym written with dots: U.S.
};

/// The words of a text, in its order.
struct Words {
  /// From any word's first letter on so many bytes can be read, whatever its length.
  static constexpr std::size_t kReadable = 16;

  /// The folded text; behind it the letters of the words that are not as they stand there (acronyms without their
  /// dots); zero bytes behind both. Only words say what is where.
  std::string letters;
  std::vector<Word> list;
  std::vector<Folded::Piece> pieces;  ///< the way back of the folded text; kept to be used again

  [[nodiscard]] std::size_t size() const { return list.size(); }
  [[nodiscard]] std::string_view text(std::size_t index) const {
    return std::string_view(letters).substr(list[index].letters, list[index].length);
  }
};

/// Splits a text into words, folded (fold.hpp):
/// - a word is a run of letters, marks and digits; all else separates (hyphens, dashes, slashes, symbols);
/// - a character of Chinese, Japanese kana, Thai, Lao, Khmer or Burmese is a word by itself;
/// - an apostrophe between letters belongs to the word (Xi'an), but a possessive 's to none (Taiwan's is Taiwan), and
///   the elided articles of French and Italian are words of their own (l'Iran is l and Iran); two apostrophes
///   in a row count as one;
/// - between two Hebrew letters ״, its usual stand-ins " ” '' are dropped (ארה״ב is ארהב), and a geresh ׳ is an
///   apostrophe (fold.hpp); a geresh behind the last letter belongs to the word but not to its letters, an apostrophe
///   there to neither, as it may be a quote: so ג׳ורג׳ and ג'ורג' have the same letters;
/// - single letters with dots between are one word, its last dot with it (U.S. is us).
/// Where a word ends in the shipped text, characters that nobody sees (soft hyphens, zero widths) are left out.
///
/// @param shipped  UTF-8 of any length; what is past the first 2 GiB is left out
/// Threads: pure, safe on any thread.
[[nodiscard]] Words words(std::string_view shipped, Case letters = Case::fold);

/// The same into the memory of a former result, which goes: once that has held a text as long, nothing is allocated
/// (but for clusters that ICU must compose).
void words(std::string_view shipped, Words& reused, Case letters = Case::fold);

}  // namespace tb::text
