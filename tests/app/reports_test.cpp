// What the commands print of rules: explanations, test reports, lists and statistics.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/explanation_text.hpp"
#include "app/loaded.hpp"
#include "app/rules_report.hpp"
#include "app/test_report.hpp"

namespace tb::app {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

rules::Explanation an_explanation() {
  rules::ExplainedPart there{.what = "ferry", .text = "ferry", .holds = true};
  there.spans = {{.field = Field::title, .begin = 0, .end = 5, .text = "Ferry", .term = "ferry"}};
  const rules::ExplainedPart lacking{.what = "fog", .text = "fog", .why_not = "it does not stand in the item"};
  rules::Explanation explanation{.rule = "late", .summary = "no hit: fog: it does not stand in the item"};
  explanation.match = rules::ExplainedPart{
      .what = "AND", .text = "ferry AND fog", .why_not = "not all of it is true", .parts = {there, lacking}};
  return explanation;
}

TEST(ExplanationText, HasTheSummaryFirstAndThenTheTree) {
  EXPECT_EQ(explanation_text(an_explanation(), {.title = "Ferry late"}, Signs::unicode, Colour::off),
            "✗ no hit: fog: it does not stand in the item\n"
            "rule late\n"
            "item Ferry late\n"
            "match: must be true\n"
            "  ✗ AND  — not all of it is true\n"
            "    ✓ ferry  → Ferry\n"
            "    ✗ fog  — it does not stand in the item\n");
}

TEST(ExplanationText, NeedsNoUnicode) {
  rules::Explanation explanation = an_explanation();
  for (int i = 0; i < 9; ++i) {
    explanation.match->parts.front().spans.push_back({.text = "ferry " + std::to_string(i)});
  }
  const std::string text = explanation_text(explanation, {.title = "Ferry late"}, Signs::ascii, Colour::off);
  for (const char byte : text) EXPECT_GE(byte, 0) << text;
  EXPECT_THAT(text, AllOf(HasSubstr("    + ferry  at Ferry, ferry 0"), HasSubstr(", ...\n")));
}

TEST(ExplanationText, OfALongListTellsHowManyMoreAreUntrue) {
  rules::Explanation explanation = an_explanation();
  for (int i = 0; i < 30; ++i) {
    explanation.match->parts.push_back({.what = "w", .text = "w", .why_not = "absent"});
  }
  const std::string text = explanation_text(explanation, {}, Signs::ascii, Colour::off);
  EXPECT_THAT(text, HasSubstr("    - and 25 more that are not true\n"));
}

TEST(ExplanationText, MakesHostileTextsHarmless) {
  rules::Explanation explanation = an_explanation();
  explanation.summary = "x\x1b[2J";
  explanation.match->parts.front().spans.front().text = "\x1b]0;x\x07";
  EXPECT_THAT(explanation_text(explanation, {.title = "\x1b[2J"}, Signs::unicode, Colour::off), Not(HasSubstr("\x1b")));
}

TEST(ExplanationJson, HasTheTree) {
  EXPECT_EQ(explanation_json(an_explanation(), {.title = "Ferry late"}),
            R"({"rule":"late","title":"Ferry late","hit":false,"enabled":true,)"
            R"("summary":"no hit: fog: it does not stand in the item","match":{"what":"AND","text":"ferry AND fog",)"
            R"("holds":false,"why_not":"not all of it is true","parts":[{"what":"ferry","text":"ferry","holds":true,)"
            R"("spans":[{"field":"title","begin":0,"end":5,"text":"Ferry","term":"ferry"}]},)"
            R"({"what":"fog","text":"fog","holds":false,"why_not":"it does not stand in the item"}]}})");
}

PlacedOutcome an_outcome(bool passed) {
  PlacedOutcome test{.pack = "sea", .line = 7, .column = 14};
  test.outcome.rule = "late";
  test.outcome.file = "sea.yaml";
  test.outcome.test.item.title = "Ferry <late> & \"slow\"\x1b";
  test.outcome.passed = passed;
  test.outcome.why = passed ? "" : "it lacks fog";
  return test;
}

TEST(TestReport, NamesAFailureOnOneLine) {
  EXPECT_EQ(failure_line(an_outcome(false)),
            "sea.yaml:7:14: rule late should hit: \"Ferry <late> & \"slow\"\xEF\xBF\xBD\"; it lacks fog");
}

TEST(TestReport, CountsAndSaysThatThereAreNone) {
  EXPECT_EQ(summary_line({an_outcome(true), an_outcome(false)}, 1), "1 rule: 1 passed, 1 failed");
  EXPECT_THAT(summary_line({}, 3), HasSubstr("3 rules: no tests"));
}

TEST(TestReport, InJUnitsXmlIsASuiteAPackAndEscaped) {
  const std::string xml =
      tests_junit({an_outcome(true), an_outcome(false)}, {{.name = "sea", .file = "sea.yaml"}, {.name = "a<b"}});
  EXPECT_THAT(xml, AllOf(HasSubstr("<testsuites name=\"tenbells\" tests=\"2\" failures=\"1\""),
                         HasSubstr("<testsuite name=\"sea\" tests=\"2\" failures=\"1\""),
                         HasSubstr("<testsuite name=\"a&lt;b\" tests=\"0\""),
                         HasSubstr("name=\"hit: Ferry &lt;late&gt; &amp; &quot;slow&quot;\xEF\xBF\xBD\""),
                         HasSubstr("file=\"sea.yaml\" line=\"7\""), HasSubstr("it lacks fog"), Not(HasSubstr("\x1b"))));
}

TEST(EscapeXml, LeavesNothingThatXmlCannotHold) {
  EXPECT_EQ(escape_xml("a\x01\xEF\xBF\xBE\xEF\xBF\xBFz"), "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz");
}

std::vector<rules::RulePack> packs() {
  rules::Rule late{.id = "late", .title = "Late ferries", .severity = Severity::urgent};
  rules::Rule old{.id = "old", .title = "", .status = "deprecated"};
  rules::Rule off{.id = "off", .title = "Off", .status = "deprecated", .enabled = false};
  return {{.name = "sea", .file = "sea.yaml", .rules = {late, old, off}}};
}

TEST(RulesText, IsATableOfAllRules) {
  EXPECT_EQ(rules_text(packs()),
            "id    pack  severity  status        enabled  title\n"
            "late  sea   urgent    stable        yes      Late ferries\n"
            "old   sea   routine   deprecated    yes\n"
            "off   sea   routine   deprecated    no       Off\n");
}

TEST(RulesJson, HasTheSame) {
  EXPECT_THAT(rules_json(packs()), HasSubstr(R"({"id":"late","pack":"sea","file":"sea.yaml","severity":"urgent",)"
                                             R"("status":"stable","enabled":true,"title":"Late ferries"})"));
}

TEST(DeprecatedRules, AreThoseInForce) {
  EXPECT_THAT(deprecated_rules(packs()), ElementsAre("old"));
}

RulesReport a_report() {
  RulesReport report{.size = {.rules = 2, .without_words = {"slow"}, .bytes = 3 << 20}};
  report.corpus = CorpusCost{.items = 10,
                             .items_hit = 4,
                             .nanoseconds = 20'000,
                             .costs = {{.rule = "late", .asked = 5, .hits = 4, .nanoseconds = 1'000},
                                       {.rule = "slow", .asked = 10, .hits = 0, .nanoseconds = 3'000}}};
  return report;
}

TEST(StatsText, HasTheDearestRuleFirstAndWhatNeverHits) {
  const std::string text = stats_text(a_report(), 1);
  EXPECT_THAT(text, AllOf(HasSubstr("memory         3.0 MiB"), HasSubstr("1 rule (asked of every item): slow"),
                          HasSubstr("10 items, 4 hit; 20.0 µs in all, 2.0 µs an item"), HasSubstr(" 75.0%"),
                          HasSubstr("and 1 rule more"), HasSubstr("1 rule never hit: slow")));
}

TEST(StatsJson, HasEveryRuleTheDearestFirst) {
  EXPECT_THAT(stats_json(a_report()),
              HasSubstr(R"("rules":[{"rule":"slow","asked":10,"hits":0,"nanoseconds":3000},{"rule":"late",)"));
}

}  // namespace
}  // namespace tb::app
