// Reach: how long a match of a regular expression can be, so that only the neighbourhood of a literal that it requires
// needs to be searched.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tb::rules {

/// The longest match in bytes, as long as no run of word characters in it is longer than kLongestWord and no run of
/// spaces longer than kLongestSpace: \w+ and \s+ have no bound of their own, but texts have.
struct Reach {
  static constexpr std::uint32_t kLongestWord = 40;
  static constexpr std::uint32_t kLongestSpace = 8;

  std::uint32_t bytes = 0;
  bool has_runs = false;  ///< whether the bound needs the two above
};

/// What a character of a text may take: one byte, or up to four.
enum class Width : std::uint8_t { ascii, any };

/// @param pattern  of RE2 that compiles
/// @param flags    of the rule: "is"
/// @return         nothing for patterns without a bound, and for constructs that this reader does not know: it must
///                 never be too low, and knows only what it is sure of
[[nodiscard]] std::optional<Reach> reach_of(std::string_view pattern, std::string_view flags, Width width);

/// A part of a pattern: every match is matches of all its parts, one behind the other.
struct PatternPart {
  std::size_t begin = 0;  ///< in the pattern, half open
  std::size_t end = 0;
  std::uint32_t bytes = 0;  ///< of its longest match, as Reach::bytes
  bool is_literal = false;  ///< it stands for itself
  bool is_needed = true;    ///< not for nothing at all
};

/// The parts of a pattern that has a reach; a single one where it is made of alternatives.
[[nodiscard]] std::vector<PatternPart> parts_of(std::string_view pattern, std::string_view flags, Width width);

/// Whether a text has a run of kLongestWord word characters or more, or of kLongestSpace spaces or more. Every
/// byte that is not ASCII counts as a word character.
[[nodiscard]] bool has_long_run(std::string_view text);

}  // namespace tb::rules
