// The table of ratios.
#include "targets.hpp"

#include <array>

namespace tb::bench {
namespace {

struct Row {
  std::string_view peer;
  std::size_t rules;
  double ratio;
};

constexpr std::array kRatios{
    Row{kRe2Loop, 100, 70},
    Row{kRe2Loop, 1'000, 700},
    Row{kRe2Loop, 10'000, 2'000},
    Row{kHyperscanRegex, 100, 0.5},
    Row{kHyperscanRegex, 1'000, 2},
    Row{kHyperscanRegex, 10'000, 5},
    Row{kHyperscanRegex, 50'000, 5},
    Row{kHyperscanLiterals, 1'000, .75},
    Row{kHyperscanLiterals, 10'000, 1},
    Row{kHyperscanLiterals, 50'000, 1},
};

}  // namespace

std::optional<double> target_ratio(std::string_view peer, std::size_t rules) {
  for (const Row& row : kRatios) {
    if (row.peer == peer && row.rules == rules) return row.ratio;
  }
  return std::nullopt;
}

}  // namespace tb::bench
