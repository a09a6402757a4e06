// Pace: how fast an engine goes, in rounds that alternate with those of the others. An engine that would take minutes
// sees a sample of the items, spread over the corpus, and another one in each round: so that one which keeps what it
// learns of a text (RE2::Set) is not measured on texts that it has seen.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine.hpp"

namespace tb::bench {

struct Pace {
  std::size_t items = 0;       ///< a round
  std::vector<double> rounds;  ///< MB of item bytes a second
  double hits_per_item = 0;    ///< of all rounds
  [[nodiscard]] double median() const;
};

/// `count` positions of `total`, evenly spread, others for another `round`.
[[nodiscard]] std::vector<std::size_t> spread(std::size_t total, std::size_t count, std::size_t round);

/// How many items the engine does in that many seconds, as far as a few of them tell; at least 8, at most all.
[[nodiscard]] std::size_t items_in(double seconds, Engine& engine, const std::vector<Item>& items);

/// Adds one round.
void run_round(Engine& engine, const std::vector<Item>& items, std::size_t round, Pace& pace);

struct Latency {
  double p50 = 0;  ///< microseconds an item
  double p99 = 0;
  double max = 0;
};

/// Each of the chosen items by itself; the medians of the rounds.
[[nodiscard]] Latency latency(Engine& engine, const std::vector<Item>& items, const std::vector<std::size_t>& chosen,
                              std::size_t rounds);

[[nodiscard]] double median_of(std::vector<double> values);

}  // namespace tb::bench
