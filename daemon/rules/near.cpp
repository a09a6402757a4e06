// Two sorted lists instead of pairs: a text of one word a thousand times has a million pairs.
#include "near.hpp"

#include <algorithm>
#include <cstdint>

namespace tb::rules {
namespace {

/// Whether a sorted list has a number from `low` to `high`.
bool has_within(const std::vector<std::uint32_t>& sorted, std::uint64_t low, std::uint64_t high) {
  const auto at = std::ranges::lower_bound(sorted, low);
  return at != sorted.end() && *at <= high;
}

}  // namespace

std::vector<Span> near_ones(const std::vector<Span>& these, const std::vector<Span>& others, std::uint32_t distance) {
  std::vector<std::uint32_t> begins;
  std::vector<std::uint32_t> ends;
  for (const Span& other : others) {
    begins.push_back(other.first);
    ends.push_back(other.last);
  }
  std::ranges::sort(begins);
  std::ranges::sort(ends);
  std::vector<Span> found;
  for (const Span& span : these) {
    const std::uint32_t earliest = span.first > distance ? span.first - distance : 0;
    const bool behind = has_within(begins, span.last, std::uint64_t{span.last} + distance);
    if (behind || has_within(ends, earliest, span.first)) found.push_back(span);
  }
  return found;
}

}  // namespace tb::rules
