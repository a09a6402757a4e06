// Term: what the matcher looks for in a text: words in a row, or one word's beginning.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tb::rules {

struct Term {
  struct Word {
    std::string letters;  ///< folded
    bool joined =
        false;  ///< nothing may stand between it and the word before (Chinese and other scripts without spaces)
    bool dotted = false;  ///< U.S. is not the word us: the text must have dots or capitals too

    friend bool operator==(const Word&, const Word&) = default;
  };

  std::vector<Word> words;         ///< one at least
  std::vector<std::string> exact;  ///< the same words with their capitals, where these count; else empty
  bool prefix = false;             ///< its one word may go on

  friend bool operator==(const Term&, const Term&) = default;
};

/// Whether capitals count.
enum class Spelling : std::uint8_t { any_case, exact };

/// The term of a name or phrase; without words if it holds none.
[[nodiscard]] Term term_of(std::string_view name, Spelling spelling);

/// The term of all words that begin so; the letters must be one word.
[[nodiscard]] Term prefix_of(std::string_view letters);

/// Where a `*` stands beside a letter or digit in a name or phrase, which cuts its words there and asks for no prefix.
[[nodiscard]] std::optional<std::size_t> star_in(std::string_view name);

/// The same for two terms exactly if they are equal; for maps.
[[nodiscard]] std::string key_of(const Term& term);

}  // namespace tb::rules
