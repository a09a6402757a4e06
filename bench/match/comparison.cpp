// Ours is made first, then the peers; then rounds in which each has its turn, so that a slow minute of the machine is
// slow for all.
#include "comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <memory>

#include "targets.hpp"
#include "thread_time.hpp"

namespace tb::bench {
namespace {

constexpr std::size_t kDescribed = 5;
constexpr std::size_t kTooManyForHyperscan = 50'000;  // minutes of compiling

struct Peer {
  std::string_view name;
  std::unique_ptr<Engine> (*make)(const RuleSheet&);
};

constexpr std::array kPeers{
    Peer{kRe2Loop, make_re2_loop},
    Peer{kRe2Set, make_re2_set},
    Peer{kFilteredRe2, make_filtered_re2},
    Peer{kHyperscanRegex, make_hyperscan_regex},
    Peer{kHyperscanLiterals, make_hyperscan_literals},
};

struct Entrant {
  Contender contender;
  std::unique_ptr<Engine> engine;  ///< none if it was refused
};

Entrant enter(const Peer& peer, const RuleSheet& sheet, const Options& options) {
  Entrant entrant;
  entrant.contender.name = peer.name;
  if (peer.name == kHyperscanRegex && sheet.rules.size() >= kTooManyForHyperscan && !options.hyperscan_50k) {
    entrant.contender.refused = "not asked: it compiles for minutes; --hyperscan-50k";
    return entrant;
  }
  say(fmt::format("{} rules: {} compiles", sheet.rules.size(), peer.name));
  const ThreadTime time;
  try {
    entrant.engine = peer.make(sheet);
  } catch (const std::exception& error) {
    entrant.contender.refused = error.what();
  }
  entrant.contender.compile = time.seconds();
  return entrant;
}

void run_rounds(std::vector<Entrant>& entrants, const std::vector<Item>& items, const Options& options) {
  for (Entrant& entrant : entrants) {
    if (entrant.engine) entrant.contender.pace.items = items_in(options.seconds, *entrant.engine, items);
  }
  for (std::size_t round = 0; round < options.rounds; ++round) {
    for (Entrant& entrant : entrants) {
      if (!entrant.engine) continue;
      run_round(*entrant.engine, items, round, entrant.contender.pace);
      say(fmt::format("  round {}: {}: {:.4g} MB/s", round + 1, entrant.contender.name,
                      entrant.contender.pace.rounds.back()));
    }
  }
  const std::vector<double>& ours = entrants.front().contender.pace.rounds;
  for (Entrant& entrant : entrants) {
    if (!entrant.engine) continue;
    std::vector<double> ratios;
    for (std::size_t round = 0; round < ours.size(); ++round)
      ratios.push_back(ours[round] / entrant.contender.pace.rounds[round]);
    entrant.contender.ratio = median_of(ratios);
    entrant.contender.failures = entrant.engine->failures();
  }
}

/// RE2 is the judge of the hits and slow, so it sees a sample; Hyperscan, where it is there, sees as much as time
/// allows.
std::size_t items_to_agree_on(std::string_view peer, std::size_t rules, std::size_t all, std::size_t a_round) {
  if (peer == kHyperscanRegex) return a_round;
  constexpr std::array<std::array<std::size_t, 2>, 4> kSample{
      {{100, 4'000}, {1'000, 1'000}, {10'000, 200}, {50'000, 30}}};
  std::size_t sample = 30;
  for (const auto& [most_rules, count] : kSample) {
    if (rules > most_rules) continue;
    sample = count;
    break;
  }
  return std::min(all, sample);
}

void check_agreement(std::vector<Entrant>& entrants, const RuleSheet& sheet, const std::vector<Item>& items,
                     Comparison& into) {
  for (Entrant& entrant : entrants) {
    const std::string_view name = entrant.contender.name;
    if (!entrant.engine || (name != kRe2Loop && name != kHyperscanRegex)) continue;
    say(fmt::format("{} rules: our hits against those of {}", sheet.rules.size(), name));
    const std::size_t count = items_to_agree_on(name, sheet.rules.size(), items.size(), entrant.contender.pace.items);
    into.agreements.push_back(
        compare(*entrants.front().engine, *entrant.engine, sheet, items, spread(items.size(), count, 0)));
    into.agreements.back().peer = name;
    for (const Unexplained& difference : into.agreements.back().unexplained) {
      if (into.unexplained.size() < kDescribed) into.unexplained.push_back(describe(difference, sheet, items));
    }
  }
}

std::filesystem::path file_of(const Options& options, std::string_view what, std::string_view ending) {
  return options.corpus / fmt::format("rules_{}.{}", what, ending);
}

/// Items of the beginning of the corpus stand for those of yesterday.
rules::WordFrequency learned(const std::vector<Item>& items, const Options& options) {
  rules::WordFrequency frequency;
  for (std::size_t index = 0; index < std::min(options.learn, items.size()); ++index) frequency.observe(items[index]);
  return frequency;
}

}  // namespace

void say(std::string_view what) {
  fmt::print(stderr, "bench: {}\n", what);
}

Comparison compare_engines(std::size_t rules, const std::vector<Item>& items, const Options& options) {
  const std::string name = std::to_string(rules);
  say(fmt::format("{} rules: we load and compile", rules));
  // First, while the heap is the least fragmented.
  Ours ours = make_ours(file_of(options, name, "yaml"), learned(items, options));
  const RuleSheet sheet = read_rules(file_of(options, name, "tsv"));
  Comparison comparison{.rules = sheet.rules.size(), .leaves = sheet.leaves.size(), .cost = ours.cost};

  std::vector<Entrant> entrants;
  entrants.push_back({.contender = {.name = kOurs, .compile = ours.cost.compile}, .engine = std::move(ours.engine)});
  for (const Peer& peer : kPeers) entrants.push_back(enter(peer, sheet, options));

  run_rounds(entrants, items, options);
  say(fmt::format("{} rules: how long each item takes us", rules));
  const std::vector<std::size_t> chosen = spread(items.size(), entrants.front().contender.pace.items, 0);
  comparison.latency = latency(*entrants.front().engine, items, chosen, options.rounds);
  check_agreement(entrants, sheet, items, comparison);
  for (Entrant& entrant : entrants) comparison.contenders.push_back(std::move(entrant.contender));
  return comparison;
}

Growth measure_growth(const std::vector<Item>& items, const Options& options) {
  say("1,000 and 50,000 rules with the same hits");
  const Ours few = make_ours(file_of(options, "1000", "yaml"), learned(items, options));
  const Ours many = make_ours(file_of(options, "flat_50000", "yaml"), learned(items, options));
  Growth growth;
  growth.items =
      std::min(items_in(options.seconds, *few.engine, items), items_in(options.seconds, *many.engine, items));
  growth.few.items = growth.many.items = growth.items;
  std::vector<double> ratios;
  for (std::size_t round = 0; round < options.rounds; ++round) {
    run_round(*few.engine, items, round, growth.few);
    run_round(*many.engine, items, round, growth.many);
    ratios.push_back(growth.few.rounds.back() / growth.many.rounds.back());
    say(fmt::format("  round {}: {:.4g} and {:.4g} MB/s", round + 1, growth.few.rounds.back(),
                    growth.many.rounds.back()));
  }
  growth.ratio = median_of(ratios);
  for (const std::size_t index : spread(items.size(), growth.items, 0)) {
    growth.different += few.engine->hits(items[index]) == many.engine->hits(items[index]) ? 0 : 1;
  }
  return growth;
}

}  // namespace tb::bench
