// What one cluster (a letter with its marks) folds to, by the book: by Unicode normalisation. The fast way (fold.cpp)
// comes here for what its tables do not hold, and the tables are made from here.
#pragma once

#include <unicode/utypes.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "characters.hpp"
#include "tenbells/text/fold.hpp"

namespace tb::text {

/// A cluster of more code points is folded in parts: ICU sorts marks by insertion, a megabyte of them would take
/// minutes.
inline constexpr int kLongestCluster = 32;

/// What a character folds to when it stands alone.
struct FoldedCharacter {
  static constexpr std::uint8_t kLookUp = 0xFF;  ///< too long for the table, or not known without more tables

  std::array<char, 6> bytes{};
  std::uint8_t length = 0;
  bool begins : 1 = false;  ///< never changes with what stands before it
  bool even : 1 = false;    ///< one character for one, of the same size: byte n stays byte n
};
static_assert(sizeof(FoldedCharacter) == 8);

/// Made at the first use (1 to 2 ms). Threads: safe on any.
[[nodiscard]] const CharacterTable<FoldedCharacter>& folded_characters(Case letters);

/// Whether no character before it changes what the fold of `code` is.
[[nodiscard]] bool begins_cluster(UChar32 code, Case letters);

/// Whether a character stays as it is, alone or not; slower than a table.
[[nodiscard]] bool is_inert(UChar32 code, Case letters);

/// Appends the fold of one cluster, valid UTF-8 of at most kLongestCluster code points.
void append_folded(std::string_view cluster, Case letters, std::string& out);

}  // namespace tb::text
