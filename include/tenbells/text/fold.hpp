// Folding: the same word, however it was typed, becomes the same bytes, and every byte knows its way back to the text
// as shipped. Rules are matched on the folded text, evidence is shown in the shipped one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tb::text {

/// Whether capitals become small letters: `keep` is for names that count in one spelling only (US, but not us).
enum class Case : std::uint8_t { fold, keep };

/// A folded text and the map back.
struct Folded {
  /// From here on, up to the next piece. In an `even` piece byte n of one text is byte n of the other; any other piece
  /// goes back as a whole ("½" became "1⁄2": there is no half of it).
  struct Piece {
    std::uint32_t folded = 0;
    std::uint32_t shipped = 0;
    bool even = false;
  };

  std::string text;
  std::vector<Piece> pieces;  ///< in order of both offsets
  std::uint32_t shipped_size = 0;

  /// Where the character that byte `offset` of `text` came from begins in the shipped text; needs offset < text.size().
  [[nodiscard]] std::size_t shipped_begin(std::size_t offset) const;

  /// Where the character that the byte before `offset` came from ends; needs 0 < offset <= text.size().
  [[nodiscard]] std::size_t shipped_end(std::size_t offset) const;
};

/// Folds a text: compatibility forms become the plain ones (full width, ligatures, circled digits), capitals become
/// small (unless `Case::keep`), accents on Latin and Greek letters, Arabic and Hebrew vowel signs, tatweel, soft
/// hyphens and zero-width characters go, letters with a stroke and ligatures become plain (ł is l, ø is o, æ is ae, þ
/// is th), apostrophes of every kind, backticks, acute accents, primes and Hebrew geresh become '. A mark that makes
/// another letter stays: Japanese voicing, й. Traditional Chinese becomes simplified, character by character, unless
/// `Case::keep`: 臺灣 and 台灣 are 台湾.
///
/// @param shipped  UTF-8 of any length; what is past the first 2 GiB is left out. A byte that is no UTF-8 becomes a
///                 space, so that it separates words
/// A letter with more than 32 marks is folded in parts of 32, so that no text makes folding slow.
/// The first text that is no ASCII waits 2 ms for tables, the first with ideographs 15 ms.
/// Threads: pure, safe on any thread.
/// Source: Unicode NFKC_Casefold (UAX #44), NFKC (UAX #15); ICU's transliterator Traditional-Simplified.
[[nodiscard]] Folded fold(std::string_view shipped, Case letters = Case::fold);

}  // namespace tb::text
