// Ways in which the same Arabic or Russian name is spelt in Latin letters. Ours, of names that the news has often.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace tb::watchlist {

/// All spellings of a word that are known, that word's own among them; none if it is not known.
/// @param word  in small letters
[[nodiscard]] std::span<const std::string_view> spellings_of_word(std::string_view word);

/// Endings that stand for one another: -skiy, -sky, -ski. The first of a row that the word has, and all of that row.
[[nodiscard]] std::span<const std::string_view> spellings_of_ending(std::string_view word);

}  // namespace tb::watchlist
