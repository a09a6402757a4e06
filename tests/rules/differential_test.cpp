// The matcher against the naive evaluator, over random rules and texts in many scripts, a test a theme: same hits, same
// evidence, same scores; with and without learned frequencies, as hits and as numbers in reused memory. What differs is
// made as small as possible before it is shown. --gtest_random_seed=N asks about others.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "rules/agreement.hpp"
#include "rules/makers.hpp"
#include "rules/naive.hpp"
#include "rules/random_news.hpp"
#include "rules/sketch.hpp"

namespace tb::rules {
namespace {

constexpr std::size_t kRulesARound = 12;
constexpr std::size_t kItemsARound = 10;
constexpr std::size_t kRounds = 54;  // of each theme: 16 themes, 120 pairs a round, more than 100,000 in all

/// Rules of one round, compiled together, and the same with learned frequencies.
struct Round {
  std::vector<Question> questions;
  std::vector<NaiveRule> rules;
  std::vector<Entity> entities;
  std::shared_ptr<const RuleSet> set;
  std::shared_ptr<const RuleSet> learned;
};

std::vector<Entity> accepted_entities(RandomNews& news, int& refused) {
  while (true) {
    RulePack pack = a_pack_of({});
    pack.entities = news.entities();
    if (compile({pack})) return pack.entities;
    ++refused;
  }
}

Round a_round(RandomNews& news, int& refused) {
  news.turn_over();
  Round round{.entities = accepted_entities(news, refused)};
  RulePack all = a_pack_of({});
  all.entities = round.entities;
  while (round.questions.size() < kRulesARound) {
    Question question = news.rule();
    question.entities = round.entities;
    RulePack pack = pack_of(question, fmt::format("r{}", round.questions.size()));
    if (!compile({pack})) {
      ++refused;
      continue;
    }
    round.rules.push_back(naive_rule(pack.rules[0], pack.exclusions));
    round.questions.push_back(std::move(question));
    all.rules.push_back(std::move(pack.rules[0]));
    std::ranges::move(pack.exclusions, std::back_inserter(all.exclusions));
  }
  WordFrequency frequency;
  for (int i = 0; i < 30; ++i) frequency.observe(news.item());
  round.set = compiled({all});
  round.learned = compile({all}, OwnTests::refuse_failing, frequency).value();
  return round;
}

const Hit* hit_of(const std::vector<Hit>& hits, std::size_t rule) {
  const auto found = std::ranges::find(hits, fmt::format("r{}", rule), [](const Hit& hit) { return hit.rule.id; });
  return found == hits.end() ? nullptr : &*found;
}

class Differential : public testing::TestWithParam<Theme> {};

TEST_P(Differential, TheMatcherAgreesWithTheNaiveEvaluator) {
  RandomNews news(GetParam(), 4711 + static_cast<unsigned>(GTEST_FLAG_GET(random_seed)));
  Scratch scratch;  // one for all sets
  Matches matches;
  std::size_t hits_seen = 0;
  int refused = 0;
  for (std::size_t i = 0; i < kRounds; ++i) {
    const Round round = a_round(news, refused);
    for (std::size_t k = 0; k < kItemsARound; ++k) {
      const Item item = news.item();
      const std::vector<Hit> hits = round.set->match(item);
      hits_seen += hits.size();
      for (std::size_t r = 0; r < kRulesARound; ++r) {
        const std::string differs = difference(hit_of(hits, r), naive_answer(round.rules[r], round.entities, item));
        if (differs.empty()) continue;
        Question question = round.questions[r];
        question.item = item;
        const std::string small = difference(question).empty() ? "" : smallest_difference(question);
        FAIL() << (small.empty() ? shown(question) + "→ beside other rules only: " + differs : small);
      }
      ASSERT_EQ(round.learned->match(item), hits) << "learned frequencies change the answer";
      round.set->match(item, scratch, matches);
      ASSERT_EQ(round.set->hits(item, matches), hits) << "the numbers say something else";
      round.learned->match(item, scratch, matches);
      ASSERT_EQ(round.learned->hits(item, matches), hits) << "the numbers of the learned set say something else";
    }
  }
  const std::size_t pairs = kRounds * kItemsARound * kRulesARound;
  EXPECT_GT(hits_seen, pairs / 20) << "the texts no longer fit the rules";
  EXPECT_LT(hits_seen, pairs * 3 / 4) << "the rules no longer choose";
  EXPECT_LT(refused, static_cast<int>(kRounds * kRulesARound)) << "more rules are refused than tested";
}

INSTANTIATE_TEST_SUITE_P(Themes, Differential, testing::ValuesIn(themes()),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace tb::rules
