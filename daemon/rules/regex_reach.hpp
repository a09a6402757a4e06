// Reach: how long a match of a regular expression can be, so that only the neighbourhood of a literal that it requires
// needs to be searched.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tb::rules {

/// The longest match in bytes, as long as no run of word characters in it is longer than kLongestWord and no run of
/// spaces longer than kLongestSpace: \w+ and \s+ have no bound of their own, but texts have.
struct Reach {
  static constexpr std::uint32_t kLongestWord = 40;
  static constexpr std::uint32_t kLongestSpace = 8;

  std::uint32_t bytes = 0;
  bool has_runs = false;  ///< whether the bound needs the two above
};

/// @param pattern  of RE2 that compiles
/// @param flags    of the rule: "is"
/// @return         nothing for patterns without a bound, and for constructs that this reader does not know: it must
///                 never be too low, and knows only what it is sure of
[[nodiscard]] std::optional<Reach> reach_of(std::string_view pattern, std::string_view flags);

/// Whether a text has a run of kLongestWord word characters or more, or of kLongestSpace spaces or more. Every
/// byte that is not ASCII counts as a word character.
[[nodiscard]] bool has_long_run(std::string_view text);

}  // namespace tb::rules
