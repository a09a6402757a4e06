// Comparison: one rule set, every engine, alternating rounds; and whether our hits are the right ones.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "agreement.hpp"
#include "pace.hpp"
#include "tenbells_engine.hpp"

namespace tb::bench {

struct Options {
  std::filesystem::path corpus;  ///< folder with items.bin, rules_N.tsv, rules_N.yaml
  std::size_t rounds = 3;
  double seconds = 4;        ///< a round of an engine; what is faster sees every item once
  std::size_t learn = 2000;  ///< items that word frequencies are learned from, before compiling
  bool hyperscan_50k = false;
};

struct Contender {
  std::string_view name;
  double compile = 0;  ///< seconds
  Pace pace;
  double ratio = 0;          ///< our speed over its, the median of the rounds
  std::size_t failures = 0;  ///< texts for which it gave up
  std::string refused;       ///< why it could not be made, or was not asked
};

struct Comparison {
  std::size_t rules = 0;
  std::size_t leaves = 0;
  OurCost cost;
  Latency latency;
  std::vector<Contender> contenders;  ///< ours first
  std::vector<Agreement> agreements;
  std::vector<std::string> unexplained;  ///< the first few, described
};

[[nodiscard]] Comparison compare_engines(std::size_t rules, const std::vector<Item>& items, const Options& options);

/// The same hits with fifty times the rules.
struct Growth {
  std::size_t items = 0;
  double ratio = 0;           ///< time with 50,000 rules over time with 1,000, the median of the rounds
  std::size_t different = 0;  ///< items with other hits; 0 unless something is wrong
  Pace few;
  Pace many;
};

[[nodiscard]] Growth measure_growth(const std::vector<Item>& items, const Options& options);

/// Tells whoever waits what is going on; standard error.
void say(std::string_view what);

}  // namespace tb::bench
