// Scores, term by term: what the explanation says each adds is what the hit's score is made of.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "rules/makers.hpp"

namespace tb::rules {
namespace {

RulePack a_pack_of_score(Score score) {
  RulePack pack = a_pack_of({{.id = "r", .score = std::move(score)}});
  pack.entities = some_entities();
  return pack;
}

std::vector<double> weights(const Explanation& explanation) {
  std::vector<double> all;
  for (const ExplainedPart& part : explanation.score->parts) all.push_back(part.weight.value());
  return all;
}

Explanation explained(Score score, const Item& item) {
  return compiled({a_pack_of_score(std::move(score))})->explain("r", item).value();
}

TEST(ScoreTerms, WeighNothingWhereTheyAreNotTrue) {
  const Explanation explanation =
      explained({.threshold = 5, .terms = {{"sanctions", 5}, {"@china", 3}, {"quiz", -10}}}, titled("Sanctions"));
  EXPECT_EQ(weights(explanation), (std::vector<double>{5, 0, 0}));
  EXPECT_EQ(explanation.score->weight, 5);
  EXPECT_TRUE(explanation.hit);
}

TEST(ScoreTerms, ThatAreFractionsReachTheirSumInAnyOrder) {
  const std::vector<std::vector<Score::Term>> orders{{{"alphabetic", 0.1}, {"bravo", 0.2}, {"xi", 0.7}},
                                                     {{"xi", 0.7}, {"bravo", 0.2}, {"alphabetic", 0.1}}};
  for (const std::vector<Score::Term>& terms : orders) {
    const auto set = compiled({a_pack_of_score({.threshold = 1, .terms = terms})});
    EXPECT_EQ(set->match(titled("alphabetic bravo xi")).size(), 1U);
    EXPECT_TRUE(set->match(titled("alphabetic bravo")).empty());
  }
}

TEST(ScoreTerms, ThatSpeakAgainstItWeighLess) {
  const Explanation explanation =
      explained({.threshold = 5, .terms = {{"sanctions", 6}, {"quiz", -2.5}}}, titled("Sanctions quiz"));
  EXPECT_EQ(weights(explanation), (std::vector<double>{6, -2.5}));
  EXPECT_EQ(explanation.summary, "no hit: its terms weigh 3.5, the threshold is 5");
}

TEST(ScoreTerms, WeighMoreInTheTitle) {
  const Item item{.title = "Sanctions", .body = "sanctions on China"};
  const Explanation explanation =
      explained({.threshold = 5, .terms = {{"sanctions", 5}, {"@china", 3}}, .title_factor = 3}, item);
  EXPECT_EQ(weights(explanation), (std::vector<double>{15, 3}));
}

TEST(ScoreTerms, CountPlacesUpToTheCapThoseOfTheTitleFirst) {
  const Item item{.title = "war war", .body = "war war war war"};
  const Score score{
      .threshold = 1, .terms = {{"war", 1}}, .count = Score::Count::occurrences, .cap = 3, .title_factor = 10};
  EXPECT_EQ(weights(explained(score, item)), (std::vector<double>{21}));
}

TEST(ScoreTerms, CountAPlaceOnceHoweverManyAlternativesStandThere) {
  const Score score{.threshold = 1, .terms = {{"war OR war* OR /war/", 2}}, .count = Score::Count::occurrences};
  EXPECT_EQ(weights(explained(score, titled("war, war"))), (std::vector<double>{4}));
}

TEST(ScoreTerms, TogetherAreTheScoreOfTheHit) {
  std::mt19937 random(5);
  const auto below = [&](int end) { return std::uniform_int_distribution<int>(0, end - 1)(random); };
  const std::vector<std::string> words{"war", "peace", "Taiwan", "China", "quiz", "arms", "sale"};
  const auto text = [&] {
    std::string made;
    for (int i = below(12); i > 0; --i) made += words[static_cast<std::size_t>(below(7))] + " ";
    return made;
  };
  const std::vector<std::string> expressions{"war",
                                             "peace OR quiz",
                                             "@taiwan",
                                             "\"arms sale\"",
                                             "war NEAR/2 arms",
                                             "/[a-z]+ce/",
                                             "title:@china",
                                             "SAME_SENTENCE(war, peace)"};
  int hits = 0;
  for (int i = 0; i < 3'000; ++i) {
    Score score{.threshold = 1, .terms = {{"war OR sale", 2}}};
    for (const std::string& expression : expressions) {
      const int weight = below(9) - 4;
      if (weight != 0) score.terms.push_back({.expression = expression, .weight = static_cast<double>(weight)});
    }
    if (below(2) == 0) score.count = Score::Count::occurrences;
    score.cap = 1 + below(4);
    score.title_factor = 1 + below(3);
    const auto set = compiled({a_pack_of_score(score)});
    const Item item{.title = text(), .body = text()};
    const std::vector<Hit> found = set->match(item);
    const Explanation explanation = set->explain("r", item).value();
    double sum = 0;
    for (const double weight : weights(explanation)) sum += weight;
    SCOPED_TRACE(item.title + "| " + item.body);
    ASSERT_EQ(explanation.hit, !found.empty());
    ASSERT_EQ(explanation.score->weight, sum);
    ASSERT_EQ(sum >= score.threshold, explanation.hit);
    ASSERT_TRUE(found.empty() || found[0].score == sum);
    hits += static_cast<int>(found.size());
  }
  EXPECT_GT(hits, 300);
  EXPECT_LT(hits, 2'700);
}

}  // namespace
}  // namespace tb::rules
