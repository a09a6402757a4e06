// Spans: places in an item's words, and which of two rows of them stand near one another.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

namespace tb::rules {

/// Words of the item, half open, as Reading numbers them. One without words stands between two.
struct Span {
  std::uint32_t first = 0;
  std::uint32_t last = 0;

  friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

enum class Order : std::uint8_t { either, first_before_second };

/// Two spans, by their positions in their rows.
struct NearPair {
  std::uint32_t one = 0;
  std::uint32_t other = 0;

  friend auto operator<=>(const NearPair&, const NearPair&) = default;
};

/// Whether spans of two rows stand near one another: at most `distance` words between and none shared. Both sorted.
[[nodiscard]] bool any_near(std::span<const Span> ones, std::span<const Span> others, std::uint32_t distance,
                            Order order);

/// The smallest span around two.
[[nodiscard]] constexpr Span around(Span one, Span other) {
  return {.first = one.first < other.first ? one.first : other.first,
          .last = one.last > other.last ? one.last : other.last};
}

/// The pairs: each span with the nearest of the other row behind and before it. Nearest: fewest words between; of two
/// that begin, or end, at the same word, the shorter; of equal ones, all. Sorted, each pair once.
/// @param ones, others  of one text, sorted by first and last
[[nodiscard]] std::vector<NearPair> near_pairs(std::span<const Span> ones, std::span<const Span> others,
                                               std::uint32_t distance, Order order);

/// The most spans that share no word.
/// @param spans  in any order
[[nodiscard]] std::size_t count_apart(std::vector<Span> spans);

}  // namespace tb::rules
