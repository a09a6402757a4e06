// The distance is the one of typing mistakes: a swap of two letters is one mistake, not two.
#include "tenbells/core/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>

namespace tb {
namespace {

constexpr std::size_t kLongestName = 64;  // the cost grows with the square, and longer names are not typing mistakes

char small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::size_t edit_distance(std::string_view one, std::string_view other) {
  if (one.size() > kLongestName || other.size() > kLongestName) return std::numeric_limits<std::size_t>::max();
  std::vector<std::size_t> before;
  std::vector<std::size_t> above(other.size() + 1);
  std::vector<std::size_t> row(other.size() + 1);
  std::iota(above.begin(), above.end(), std::size_t{0});
  for (std::size_t i = 1; i <= one.size(); ++i) {
    row[0] = i;
    for (std::size_t k = 1; k <= other.size(); ++k) {
      const bool same = small(one[i - 1]) == small(other[k - 1]);
      row[k] = std::min({above[k] + 1, row[k - 1] + 1, above[k - 1] + (same ? 0U : 1U)});
      const bool swapped =
          i > 1 && k > 1 && small(one[i - 1]) == small(other[k - 2]) && small(one[i - 2]) == small(other[k - 1]);
      if (swapped) row[k] = std::min(row[k], before[k - 2] + 1);
    }
    before = above;
    above = row;
  }
  return above[other.size()];
}

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates) {
  if (word.size() < 2 || word.size() > kLongestName) return std::nullopt;
  std::optional<std::string> best;
  std::size_t best_distance = std::max<std::size_t>(1, (word.size() + 1) / 3) + 1;
  for (const std::string& candidate : candidates) {
    // An abbreviation is as good as one slip: "warn" for "warning".
    const bool is_short = word.size() >= 3 && candidate.size() <= kLongestName && candidate.starts_with(word);
    const std::size_t edits = is_short ? 1 : edit_distance(word, candidate);
    if (edits < best_distance && edits < candidate.size()) {
      best = candidate;
      best_distance = edits;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates, std::string_view before,
                         std::string_view after) {
  const std::optional<std::string> near = nearest(word, candidates);
  return near ? fmt::format(" Did you mean {}{}{}?", before, *near, after) : std::string();
}

}  // namespace tb
