// Near: which spans of two lists stand close to one of the other list.
#pragma once

#include <cstdint>
#include <vector>

namespace tb::rules {

/// Words first..last of a field, half open.
struct Span {
  std::uint32_t first = 0;
  std::uint32_t last = 0;

  friend auto operator<=>(const Span&, const Span&) = default;
};

/// The spans of `these` that have one of `others` before or behind, with at most `distance` words between and none
/// shared, in the order of `these`. Time: (these + others) · log(others).
[[nodiscard]] std::vector<Span> near_ones(const std::vector<Span>& these, const std::vector<Span>& others,
                                          std::uint32_t distance);

}  // namespace tb::rules
