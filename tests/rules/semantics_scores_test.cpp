// Rules with weights, and exclusions that rules share.
#include "rules/semantics.hpp"

namespace tb::rules {
namespace {

using Row = RuleRow;
using Terms = std::vector<Score::Term>;

const Terms kTerms{{"sanctions", 5}, {"@china", 3}, {"title:taiwan", 4}, {"quiz", -10}};

Rule weighing(double threshold, Terms terms = kTerms) {
  return {.id = "r", .score = Score{.threshold = threshold, .terms = std::move(terms)}};
}

Rule weighing(Score score) {
  return {.id = "r", .score = std::move(score)};
}

Rule with(Rule rule, const std::string& match, const std::string& unless = {}) {
  rule.match = match;
  rule.unless = unless;
  return rule;
}

Rule excluding(const std::string& match, std::vector<std::string> exclude) {
  return {.id = "r", .match = match, .exclude = std::move(exclude)};
}

Score twofold(Score::Count count, Terms terms, double threshold, int cap = 5) {
  return {.threshold = threshold, .terms = std::move(terms), .count = count, .cap = cap, .title_factor = 2};
}

constexpr auto kDistinct = Score::Count::distinct;
constexpr auto kOccurrences = Score::Count::occurrences;

INSTANTIATE_TEST_SUITE_P(
    Scores, RuleSemantics,
    testing::Values(
        Row{"Reached", weighing(8), "Sanctions on China", "Sanctions|China", 8},
        Row{"NotReached", weighing(9), "Sanctions on China", kMiss},
        Row{"Exceeded", weighing(8), "Taiwan: sanctions on China", "Taiwan|sanctions|China", 12},
        Row{"OnceForEachTerm", weighing(10), "Sanctions, sanctions", kMiss},
        Row{"EveryPlaceIsShown", weighing(5), "Sanctions, sanctions", "Sanctions|sanctions", 5},
        Row{"Against", weighing(2), "Sanctions on China: a quiz", kMiss},
        Row{"AgainstIsNotShown", weighing(2), "Taiwan, sanctions, China: quiz", "Taiwan|sanctions|China", 2},
        Row{"InTheField", weighing(4), Item{.title = "x", .body = "Taiwan"}, kMiss},
        Row{"OverFields", weighing(8), Item{.title = "China", .body = "sanctions"}, "China|sanctions", 8},
        Row{"Nothing", weighing(1), "Weather", kMiss},
        Row{"Fractions", weighing(0.75, {{"a", 0.25}, {"b", 0.5}}), "a b", "a|b", 0.75},
        Row{"FractionsNotReached", weighing(0.75, {{"a", 0.25}, {"b", 0.25}, {"c", 0.5}}), "a b", kMiss},
        Row{"Expression", weighing(2, {{"a NEAR/1 b", 2}}), "a x b", "a|b", 2},
        Row{"ExpressionFalse", weighing(2, {{"a NEAR/0 b", 2}, {"c", 1}}), "a x b c", kMiss},
        Row{"Tag", weighing(3, {{"a", 1}, {"tags:us", 2}}), Item{.title = "a", .tags = {"us"}}, "a|us", 3},
        Row{"Absence", weighing(3, {{"a", 1}, {"NOT b", 2}}), "a", "a", 3},
        Row{"TitleFactor", weighing(twofold(kDistinct, {{"a", 2}}, 4)), "a", "a", 4},
        Row{"TitleFactorNotForTheBody", weighing(twofold(kDistinct, {{"a", 2}}, 4)), Item{.body = "a"}, kMiss},
        Row{"TitleFactorOnce", weighing(twofold(kDistinct, {{"a", 2}}, 4)), Item{.title = "a a", .body = "a"}, "a|a|a",
            4},
        Row{"TitleFactorOfBothInTheTitle", weighing(twofold(kDistinct, {{"a AND b", 2}}, 4)), "a b", "a|b", 4},
        Row{"TitleFactorOfHalfInTheTitle", weighing(twofold(kDistinct, {{"a AND b", 2}}, 2)),
            Item{.title = "a", .body = "b"}, "a|b", 2},
        Row{"TitleFactorOfWhatIsAgainst", weighing(twofold(kDistinct, {{"a", 2}, {"b", -1}}, 2)), "a b", "a", 2},
        Row{"Occurrences", weighing(twofold(kOccurrences, {{"a", 1}}, 3)), Item{.body = "a a a"}, "a|a|a", 3},
        Row{"OccurrencesTooFew", weighing(twofold(kOccurrences, {{"a", 1}}, 3)), Item{.body = "a a"}, kMiss},
        Row{"OccurrencesCapped", weighing(twofold(kOccurrences, {{"a", 1}}, 3, 2)), Item{.body = "a a a a"}, kMiss},
        Row{"OccurrencesInTheTitle", weighing(twofold(kOccurrences, {{"a", 1}}, 4)), "a a", "a|a", 4},
        Row{"OccurrencesTitleFirst", weighing(twofold(kOccurrences, {{"a", 1}}, 3, 2)),
            Item{.title = "a", .body = "a a a"}, "a|a|a|a", 3},
        Row{"OccurrencesTitleFillsTheCap", weighing(twofold(kOccurrences, {{"a", 1}}, 4, 2)),
            Item{.title = "a a a", .body = "a"}, "a|a|a|a", 4},
        Row{"OccurrencesShareNoWord", weighing(twofold(kOccurrences, {{"\"a b\" OR b", 1}}, 2)), Item{.body = "a b"},
            kMiss},
        Row{"OccurrencesOfNear", weighing(twofold(kOccurrences, {{"a NEAR/0 b", 1}}, 2)), Item{.body = "a b x b a"},
            "a|b|b|a", 2},
        Row{"OccurrencesAgainst", weighing(twofold(kOccurrences, {{"a", 3}, {"b", -1}}, 1)), Item{.body = "a b b"}, "a",
            1},
        Row{"MatchToo", with(weighing(5), "eu"), "EU sanctions", "EU|sanctions", 5},
        Row{"MatchTooButFalse", with(weighing(5), "eu"), "UN sanctions", kMiss},
        Row{"MatchTooButTooLight", with(weighing(9), "eu"), "EU sanctions", kMiss},
        Row{"Unless", with(weighing(5), "", "football"), "Football sanctions", kMiss}),
    rule_name_of);

INSTANTIATE_TEST_SUITE_P(
    Exclusions, RuleSemantics,
    testing::Values(Row{"Silences", excluding("sanctions", {"sport"}), "Football sanctions", kMiss},
                    Row{"False", excluding("sanctions", {"sport"}), "EU sanctions", "sanctions"},
                    Row{"InItsOwnField", excluding("sanctions", {"sport"}),
                        Item{.title = "Sanctions", .body = "football"}, "Sanctions"},
                    Row{"EachOfTwo", excluding("sanctions", {"sport", "quiz"}), "Sanctions: a quiz", kMiss},
                    Row{"OnlyThoseNamed", excluding("sanctions", {"sport"}), "Sanctions: a quiz", "Sanctions"},
                    Row{"Phrase", excluding("sanctions", {"sport"}), "World Cup sanctions", kMiss},
                    Row{"Chinese", excluding("制裁", {"sport"}), "足球制裁", kMiss},
                    Row{"BesideUnless", with(excluding("sanctions", {"sport"}), "sanctions", "crossword"),
                        "Sanctions crossword", kMiss}),
    rule_name_of);

}  // namespace
}  // namespace tb::rules
