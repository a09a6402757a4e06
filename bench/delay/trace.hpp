// Trace: when one invented source publishes, and what it lets a poller do.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tb::bench {

/// Seconds since the replay's start.
using Seconds = double;

inline constexpr Seconds kDay = 86'400;
inline constexpr Seconds kWeek = 7 * kDay;

struct Trace {
  std::vector<Seconds> items;       ///< when they came, in order; negative: before the replay
  double per_day = 0;               ///< in the long run, as it was meant: what only the oracle knows
  bool is_dated = true;             ///< whether its items say when they were published
  std::chrono::seconds max_age{0};  ///< each answer is promised for that long; 0: no promise
  std::chrono::seconds ttl{0};      ///< 0: none
  std::size_t origin = 0;           ///< sources of one origin share its spacing

  /// What no poll may undercut.
  [[nodiscard]] std::chrono::seconds limit() const { return max_age > ttl ? max_age : ttl; }
};

struct World {
  std::size_t sources = 2'000;
  int weeks = 4;  ///< after four weeks of history, of which documents show the last items
  std::uint64_t seed = 1;
};

/// What the learner has a model of: Poisson, through the day and the week, half of them in bursts of exponential gaps.
[[nodiscard]] std::vector<Trace> plain_traces(const World& world);

/// What it has no model of: office hours with sharp edges, silent weekends, bursts of Pareto sizes with log-normal
/// gaps, clockwork, and rates that change five-fold on some day.
[[nodiscard]] std::vector<Trace> heavy_traces(const World& world);

}  // namespace tb::bench
