// Explanations: the answer is that of the matcher, and of a miss it is told what was lacking.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "rules/makers.hpp"
#include "rules/random_news.hpp"
#include "rules/sketch.hpp"

namespace tb::rules {
namespace {

struct WhyRow {
  const char* name;
  Rule rule;  ///< may exclude "sport"
  Item item;
  const char* want;          ///< the summary
  const char* part = "";     ///< text of a part that does not hold …
  const char* why_not = "";  ///< … and why
};

void PrintTo(const WhyRow& row, std::ostream* out) {
  *out << row.rule.match << " on " << row.item.title;
}

std::vector<Entity> entities() {
  std::vector<Entity> all = some_entities();
  all.push_back({.id = "turkey", .names = {"Turkey"}, .excluded = {"roast turkey"}});
  all.push_back({.id = "army", .ambiguous = AmbiguousNames{.exact = {"PLA"}, .context = "@china"}});
  all.push_back({.id = "near-army", .ambiguous = AmbiguousNames{.exact = {"PLA"}, .context = "@china", .within = 3}});
  all.push_back({.id = "french", .by_language = {{"fr", {"APL"}}}});
  all.push_back({.id = "east", .members = {"taiwan", "army"}});
  return all;
}

Rule matching(const std::string& match, const std::string& unless = {}) {
  return {.id = "r", .match = match, .unless = unless};
}

std::shared_ptr<const RuleSet> set_of(const Rule& rule) {
  RulePack pack = a_pack_of({rule});
  pack.entities = entities();
  pack.exclusions = {{.id = "sport", .expression = "football OR \"World Cup\""}};
  return compiled({pack});
}

const ExplainedPart* part_of(const ExplainedPart& part, std::string_view text) {
  if (part.text == text && !part.holds) return &part;
  for (const ExplainedPart& inner : part.parts) {
    if (const ExplainedPart* found = part_of(inner, text)) return found;
  }
  return nullptr;
}

class Explain : public testing::TestWithParam<WhyRow> {};

TEST_P(Explain, SaysWhatWasLacking) {
  const auto set = set_of(GetParam().rule);
  const Explanation explanation = set->explain("r", GetParam().item).value();
  EXPECT_EQ(explanation.summary, GetParam().want);
  EXPECT_EQ(explanation.hit, explanation.summary == "a hit");
  EXPECT_EQ(explanation.hit, !set->match(GetParam().item).empty());
  if (std::string_view(GetParam().part).empty()) return;
  const ExplainedPart* part = explanation.match ? part_of(*explanation.match, GetParam().part) : nullptr;
  ASSERT_NE(part, nullptr) << GetParam().part;
  EXPECT_EQ(part->why_not, GetParam().why_not);
}

Rule scored(double threshold) {
  return {.id = "r", .score = Score{.threshold = threshold, .terms = {{"war", 3}, {"peace", 2}, {"quiz", -4}}}};
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Explain,
    testing::Values(
        WhyRow{"AHit", matching("war AND peace"), titled("War and Peace"), "a hit"},
        WhyRow{"AMissingWord", matching("war"), titled("Peace"), "no hit: war: it does not stand in the item"},
        WhyRow{"AMissingWordOfAnAnd", matching("war AND peace"), titled("War"),
               "no hit: peace: it does not stand in the item", "war AND peace", "not all of it is true"},
        WhyRow{"NoneOfAnOr", matching("war OR peace"), titled("Quiz"), "no hit: war OR peace: none of it is true",
               "peace", "it does not stand in the item"},
        WhyRow{"AMissingWordOfAPhrase", matching("\"arms sale\""), titled("Arms"),
               "no hit: \"arms sale\": the item lacks \"sale\""},
        WhyRow{"MissingWordsOfAPhrase", matching("\"big arms sale\""), titled("Arms"),
               "no hit: \"big arms sale\": the item lacks \"big\", \"sale\""},
        WhyRow{"WordsInAnotherOrder", matching("\"arms sale\""), titled("Sale of arms"),
               "no hit: \"arms sale\": its words stand, but not one after the other as the rule has them"},
        WhyRow{"ABeginning", matching("sanction*"), titled("War"), "no hit: sanction*: it does not stand in the item"},
        WhyRow{"ABeginningOfAPhrase", matching("\"export sanction*\""), titled("Export"),
               "no hit: \"export sanction*\": the item lacks \"sanction…\""},
        WhyRow{"AnotherField",
               matching("title:war"),
               {.title = "x", .body = "War"},
               "no hit: title:war: it stands in body alone"},
        WhyRow{"AnotherFieldOfAnEntity",
               matching("title:@taiwan"),
               {.title = "x", .summary = "Taipei"},
               "no hit: title:@taiwan: it stands in summary alone"},
        WhyRow{"AnAuthorIsNoStory",
               matching("smith"),
               {.title = "x", .authors = {"Ann Smith"}},
               "no hit: smith: it does not stand in the item"},
        WhyRow{"AnotherSpelling", matching("=ROC"), titled("roc"), "no hit: =ROC: it stands in another spelling"},
        WhyRow{"AnotherSpellingOfAPhrase", matching("=\"State Department\""), titled("state department"),
               "no hit: =\"State Department\": its words stand, but not one after the other as the rule has them"},
        WhyRow{"ARegex", matching("/J-\\d+/"), titled("J20"), "no hit: /J-\\d+/: no text matches it"},
        WhyRow{"ANot", matching("war AND NOT quiz"), titled("War quiz"),
               "no hit: NOT quiz: the item has what this forbids: \"quiz\""},
        WhyRow{"ANotOfMany", matching("war AND NOT (quiz OR game)"), titled("War game quiz"),
               "no hit: NOT (quiz OR game): the item has what this forbids: \"quiz\", \"game\""},
        WhyRow{"TooFar", matching("war NEAR/2 peace"), titled("War is not the same as peace"),
               "no hit: war NEAR/2 peace: the closest are 5 words apart, 2 are allowed"},
        WhyRow{"TooFarTheClosestOfMany", matching("war NEAR/1 peace"), titled("War a b c peace d e war"),
               "no hit: war NEAR/1 peace: the closest are 2 words apart, 1 are allowed"},
        WhyRow{"NearOfAMissingSide", matching("war NEAR/2 peace"), titled("War"),
               "no hit: war NEAR/2 peace: peace does not hold", "peace", "it does not stand in the item"},
        WhyRow{"NearInOtherFields",
               matching("war NEAR/2 peace"),
               {.title = "War", .body = "peace"},
               "no hit: war NEAR/2 peace: they never stand in the same field, or only over the same words"},
        WhyRow{"NearOverTheSameWord", matching("war NEAR/2 wa*"), titled("War"),
               "no hit: war NEAR/2 wa*: they never stand in the same field, or only over the same words"},
        WhyRow{"TheOtherOrder", matching("war BEFORE/2 peace"), titled("Peace and war"),
               "no hit: war BEFORE/2 peace: they stand in the other order"},
        WhyRow{"TheOtherOrderAndTooFar", matching("war BEFORE/1 peace"), titled("Peace a b c war"),
               "no hit: war BEFORE/1 peace: the closest are 3 words apart, 1 are allowed"},
        WhyRow{"TheRightOrderTooFarTheOtherNear", matching("war BEFORE/1 peace"), titled("war a b c peace war"),
               "no hit: war BEFORE/1 peace: they stand in the other order"},
        WhyRow{"NoSentence", matching("SAME_SENTENCE(war, peace)"), titled("War is here. Peace is there."),
               "no hit: SAME_SENTENCE(war, peace): no one sentence has all of it"},
        WhyRow{"TooFewOfSome", matching("AT_LEAST(2, war, peace, arms)"), titled("War"),
               "no hit: AT_LEAST(2, war, peace, arms): 1 of 3 are true, 2 are needed"},
        WhyRow{"TooFewPlaces", matching("COUNT(war) >= 3"), titled("War, war"),
               "no hit: COUNT(war) >= 3: it stands in 2 places, 3 are needed"},
        WhyRow{"NoPlaces", matching("COUNT(war) > 3"), titled("Peace"),
               "no hit: COUNT(war) > 3: it stands in 0 places, 4 are needed"},
        WhyRow{"AnotherValue",
               matching("war AND tags:us"),
               {.title = "War", .tags = {"us-china", "asia"}},
               "no hit: tags:us: the item has us-china, asia"},
        WhyRow{"NoValue", matching("war AND tags:us"), titled("War"), "no hit: tags:us: the item has no such value"},
        WhyRow{"AnotherLanguage",
               matching("war AND lang:zh"),
               {.title = "War", .language = "en"},
               "no hit: lang:zh: the item has en"},
        WhyRow{"AnUnknownLanguage", matching("war AND lang:zh"), titled("War"),
               "no hit: lang:zh: the item has no such value"},
        WhyRow{"NoName", matching("@taiwan"), titled("War"), "no hit: @taiwan: none of its names stands in the item"},
        WhyRow{"AContextThatIsNotTrue", matching("@army"), titled("The PLA"),
               "no hit: @army: \"PLA\" stands, but it is ambiguous and its context is not true"},
        WhyRow{"AContextThatIsNotNear", matching("@near-army"), titled("The PLA and much else that is not China"),
               "no hit: @near-army: \"PLA\" stands, but it is ambiguous and its context is not near enough"},
        WhyRow{"AContextThatIsNotThere", matching("@near-army"), titled("The PLA"),
               "no hit: @near-army: \"PLA\" stands, but it is ambiguous and its context is not true"},
        WhyRow{"AnExcludedName", matching("@turkey"), titled("Roast turkey"),
               "no hit: @turkey: \"Turkey\" stands only inside of what `not` excludes"},
        WhyRow{"ANameOfAnotherLanguage",
               matching("@french"),
               {.title = "APL", .language = "en"},
               "no hit: @french: \"APL\" stands, but it is a name in fr alone"},
        WhyRow{"AMemberWithoutItsContext", matching("@east"), titled("The PLA"),
               "no hit: @east: none of its names stands in the item"},
        WhyRow{"Unless", matching("war", "quiz"), titled("War quiz"), "no hit: `unless` is true of it"},
        WhyRow{"UnlessThatIsNotTrue", matching("war", "quiz"), titled("War"), "a hit"},
        WhyRow{"AnExclusion",
               {.id = "r", .match = "war", .exclude = {"sport"}},
               titled("War at the World Cup"),
               "no hit: the exclusion \"sport\" is true of it"},
        WhyRow{"AnExclusionThatIsNotTrue", {.id = "r", .match = "war", .exclude = {"sport"}}, titled("War"), "a hit"},
        WhyRow{"MatchIsToldBeforeUnless", matching("war AND peace", "quiz"), titled("War quiz"),
               "no hit: peace: it does not stand in the item"},
        WhyRow{"AScore", scored(5), titled("War"), "no hit: its terms weigh 3, the threshold is 5"},
        WhyRow{"AScoreWithWhatSpeaksAgainst", scored(2), titled("War peace quiz"),
               "no hit: its terms weigh 1, the threshold is 2"},
        WhyRow{"AScoreReached", scored(5), titled("War and peace"), "a hit"},
        WhyRow{"NoText", matching("war"), {}, "no hit: war: it does not stand in the item"},
        WhyRow{"ADisabledRule",
               {.id = "r", .match = "war", .enabled = false},
               titled("Peace"),
               "no hit: war: it does not stand in the item"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(ExplainARule, ThatIsDisabledSaysSo) {
  const Explanation explanation =
      set_of({.id = "r", .match = "war", .enabled = false})->explain("r", titled("War")).value();
  EXPECT_FALSE(explanation.enabled);
  EXPECT_EQ(explanation.summary, "it would be a hit, but the rule is disabled");
}

TEST(ExplainARule, ThatIsUnknownIsNothing) {
  EXPECT_FALSE(set_of(matching("war"))->explain("x", titled("War")).has_value());
}

TEST(ExplainARule, ShowsWhereATermStandsAlthoughTheWholeDoesNotHold) {
  const Explanation explanation = set_of(matching("war AND peace"))->explain("r", titled("War, war")).value();
  ASSERT_EQ(explanation.match->parts.size(), 2U);
  EXPECT_EQ(texts_of(explanation.match->parts[0].spans), "War|war");
  EXPECT_TRUE(explanation.match->parts[1].spans.empty());
}

TEST(ExplainARule, TellsLongPartsInShort) {
  std::string match = "war";
  for (int i = 0; i < 2'000; ++i) match += fmt::format(" OR t{}", i);
  const Explanation explanation = set_of(matching(match))->explain("r", titled("x")).value();
  EXPECT_LE(explanation.summary.size(), 300U);
}

/// Over random rules and items of every theme.
class ExplainRandomly : public testing::TestWithParam<Theme> {};

bool is_consistent(const ExplainedPart& part) {
  if (part.holds != part.why_not.empty()) return false;
  for (const ExplainedPart& inner : part.parts) {
    if (!is_consistent(inner)) return false;
  }
  if (part.what == "NOT") return part.holds != part.parts.front().holds;
  const auto held = std::ranges::count_if(part.parts, &ExplainedPart::holds);
  if (part.what == "AND") return part.holds == (held == std::ssize(part.parts));
  if (part.what == "OR") return part.holds == (held > 0);
  return true;
}

TEST_P(ExplainRandomly, TheAnswerIsThatOfTheMatcher) {
  RandomNews news(GetParam(), 1618 + static_cast<unsigned>(GTEST_FLAG_GET(random_seed)));
  int asked = 0;
  for (int round = 0; round < 40; ++round) {
    news.turn_over();
    RulePack with_entities = a_pack_of({});
    do with_entities.entities = news.entities();
    while (!compile({with_entities}));
    for (int i = 0; i < 10; ++i) {
      Question question = news.rule();
      question.entities = with_entities.entities;
      const auto set = compile({pack_of(question, "r")});
      if (!set) continue;
      for (int k = 0; k < 5; ++k) {
        question.item = news.item();
        const std::vector<Hit> hits = (*set)->match(question.item);
        const Explanation explanation = (*set)->explain("r", question.item).value();
        ASSERT_EQ(explanation.hit, !hits.empty()) << shown(question);
        ASSERT_EQ(explanation.summary == "a hit", explanation.hit) << shown(question) << explanation.summary;
        ASSERT_TRUE(!explanation.match || is_consistent(*explanation.match)) << shown(question);
        ASSERT_TRUE(!explanation.unless || is_consistent(*explanation.unless)) << shown(question);
        const auto score = explanation.score ? explanation.score->weight : std::nullopt;
        ASSERT_TRUE(hits.empty() || hits[0].score == score) << shown(question);
        ++asked;
      }
    }
  }
  EXPECT_GT(asked, 400);
}

INSTANTIATE_TEST_SUITE_P(Themes, ExplainRandomly, testing::ValuesIn(themes()),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace tb::rules
