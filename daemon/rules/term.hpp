// Term: what the matcher looks for in a text: words in a row, of which the last may be a beginning only.
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
  bool prefix = false;             ///< its last word may go on

  friend bool operator==(const Term&, const Term&) = default;
};

/// Whether capitals count.
enum class Spelling : std::uint8_t { any_case, exact };

/// Whether the last word may go on.
enum class Ending : std::uint8_t { closed, open };

/// The term of a name or phrase, written without its * at the end; without words if it holds none.
[[nodiscard]] Term term_of(std::string_view name, Spelling spelling, Ending ending = Ending::closed);

/// A name as an entity lists it: a * at its end opens the last word.
[[nodiscard]] Term term_of_name(std::string_view name, Spelling spelling);

/// Where a `*` stands in a name or phrase but at the end of its last word, where it would cut words and ask for no
/// prefix.
[[nodiscard]] std::optional<std::size_t> star_in(std::string_view name);

/// The same for two terms exactly if they are equal; for maps.
[[nodiscard]] std::string key_of(const Term& term);

}  // namespace tb::rules
