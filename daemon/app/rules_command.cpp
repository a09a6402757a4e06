// `tenbells rules list` and `tenbells rules stats`.
#include <fmt/format.h>

#include <chrono>
#include <set>

#include "chosen_input.hpp"
#include "commands.hpp"
#include "progress_bar.hpp"
#include "rules_report.hpp"

namespace tb::app {
namespace {

std::uint64_t nanoseconds_now() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
}

// Once for the whole, as the daemon does it, and once with a clock around every rule, which costs time itself.
CorpusCost measured(const ChosenRules& chosen, const std::vector<Item>& items) {
  CorpusCost corpus{.items = items.size(), .items_hit = 0, .nanoseconds = 0, .costs = {}};
  rules::Scratch scratch;
  rules::Matches matches;
  ProgressBar bar(2 * items.size(), "items");
  std::size_t done = 0;
  for (const Item& item : items) {
    const std::uint64_t begin = nanoseconds_now();
    chosen.rules->match(item, scratch, matches);
    corpus.nanoseconds += nanoseconds_now() - begin;
    corpus.items_hit += matches.rules.empty() ? 0 : 1;
    bar.at(++done);
  }
  for (const Item& item : items) {
    chosen.rules->match_and_measure(item, scratch, nanoseconds_now, corpus.costs);
    bar.at(++done);
  }
  std::set<std::string> disabled;  // never asked, and no news that they never hit
  for (const rules::RulePack& pack : chosen.packs) {
    for (const rules::Rule& rule : pack.rules) {
      if (!rule.enabled) disabled.insert(rule.id);
    }
  }
  std::erase_if(corpus.costs, [&](const rules::RuleCost& cost) { return disabled.contains(cost.rule); });
  return corpus;
}

}  // namespace

int rules_list_command(const RuleChoice& choice, Output output) {
  const auto chosen = choose_rules(choice, config::process_environment());
  if (!chosen) return refuse(chosen.error());
  if (output == Output::json) {
    fmt::print("{}\n", rules_json(chosen->packs));
  } else {
    fmt::print("{}", rules_text(chosen->packs));
  }
  return kExitOk;
}

int rules_stats_command(const RuleChoice& choice, const InputChoice& corpus, std::size_t top, Output output) {
  auto read = read_rules(choice, config::process_environment());
  if (!read) return refuse(read.error());
  std::vector<Item> items;
  rules::WordFrequency frequency;
  if (!corpus.where.empty()) {
    auto chosen = choose_items(corpus, read->http);
    if (!chosen) return refuse(chosen.error());
    items = *std::move(chosen);
    for (const Item& item : items) frequency.observe(item);
  }
  const auto compiled = compile_rules(*std::move(read), frequency);
  if (!compiled) return refuse(compiled.error());
  RulesReport report{.size = compiled->rules->measure(), .compile_time = compiled->compile_time, .corpus = {}};
  if (!corpus.where.empty()) report.corpus = measured(*compiled, items);
  if (output == Output::json) {
    fmt::print("{}\n", stats_json(report));
  } else {
    fmt::print("{}", stats_text(report, top));
  }
  return kExitOk;
}

}  // namespace tb::app
