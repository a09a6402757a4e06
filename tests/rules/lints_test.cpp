// What `check` asks about rules that are right but surely not meant so, and what it leaves in peace.
#include "tenbells/rules/lints.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace tb::rules {
namespace {

using testing::HasSubstr;

/// "pointer+offset: message", a line each.
std::string text_of(const std::vector<Diagnostic>& found) {
  std::string text;
  for (const Diagnostic& d : found) text += d.pointer + "+" + std::to_string(d.offset) + ": " + d.message + "\n";
  return text;
}

RulePack pack_of(std::vector<Rule> rules) {
  return {.name = "pack", .file = "pack.yaml", .rules = std::move(rules)};
}

struct LintCase {
  const char* name;
  const char* match;
  std::size_t offset;
  const char* says;  ///< part of the message; null: nothing is found
};

class LintOf : public testing::TestWithParam<LintCase> {};

TEST_P(LintOf, AMatch) {
  const auto found = lints({pack_of({{.id = "r", .match = GetParam().match}})});
  if (GetParam().says == nullptr) {
    EXPECT_EQ(text_of(found), "");
    return;
  }
  ASSERT_EQ(found.size(), 1U) << text_of(found);
  EXPECT_EQ(found[0].file, "pack.yaml");
  EXPECT_EQ(found[0].pointer, "/rules/0/match");
  EXPECT_EQ(found[0].offset, GetParam().offset);
  EXPECT_THAT(found[0].message, HasSubstr(GetParam().says));
}

std::string row_name(const testing::TestParamInfo<LintCase>& row) {
  return row.param.name;
}

constexpr const char* kNothing = nullptr;

INSTANTIATE_TEST_SUITE_P(Mixing, LintOf,
                         testing::Values(LintCase{"OrThenAnd", "aa OR bb AND cc", 9, "AND binds tighter than OR"},
                                         LintCase{"AndThenOr", "aa AND bb OR cc", 3, "put brackets around (aa AND bb)"},
                                         LintCase{"InAGroup", "dd AND (aa OR bb AND cc)", 17, "AND binds tighter"},
                                         LintCase{"OnceAnOr", "aa AND bb OR cc AND dd", 3, "AND binds tighter"},
                                         LintCase{"AfterAGroup", "(aa OR bb) AND cc OR dd", 11, "AND binds tighter"},
                                         LintCase{"WithNot", "aa OR bb AND NOT cc", 9, "AND binds tighter"},
                                         LintCase{"InBrackets", "aa OR (bb AND cc)", 0, kNothing},
                                         LintCase{"InAField", "aa OR title:(bb AND cc)", 0, kNothing},
                                         LintCase{"BracketsInside", "aa OR ((bb OR dd) AND cc)", 0, kNothing},
                                         LintCase{"NearIsNoAnd", "aa OR bb NEAR/5 cc", 0, kNothing},
                                         LintCase{"InAFunction", "AT_LEAST(2, aa OR bb, cc AND dd, ee)", 0, kNothing}),
                         row_name);

INSTANTIATE_TEST_SUITE_P(
    Repeated, LintOf,
    testing::Values(LintCase{"InOr", "aa OR bb OR aa", 12, "aa stands twice in this OR"},
                    LintCase{"InAnd", "aa AND bb AND AA", 14, "AA says the same as aa in this AND"},
                    LintCase{"InBracketsOfTheSame", "aa OR (bb OR aa)", 13, "aa stands twice in this OR"},
                    LintCase{"Phrases", "\"aa bb\" OR aa-bb", 11, "aa-bb says the same as \"aa bb\""},
                    LintCase{"Groups", "(aa AND bb) OR (bb AND aa)", 15, "says the same as"},
                    LintCase{"InAtLeast", "AT_LEAST(2, aa, bb, aa)", 20, "twice in this AT_LEAST"},
                    LintCase{"InASentence", "SAME_SENTENCE(aa, aa)", 18, "twice in this SAME_SENTENCE"},
                    LintCase{"Entities", "@us OR aa OR @us", 13, "@us stands twice"},
                    LintCase{"InOrAndInAnd", "aa AND (aa OR bb)", 0, kNothing},
                    LintCase{"InTwoFields", "title:aa AND body:aa", 0, kNothing}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    Covered, LintOf,
    testing::Values(LintCase{"ByAPrefix", "sanctions OR sanction*", 0,
                             "sanctions is covered by sanction* in the same OR"},
                    LintCase{"BehindThePrefix", "sanction* OR sanctions", 13, "covered by sanction*"},
                    LintCase{"PhraseByAPrefixPhrase", "\"export controls\" OR \"export control*\"", 0,
                             "\"export controls\" is covered by \"export control*\""},
                    LintCase{"PrefixByAPrefix", "sanction* OR sanctioning*", 13, "covered by sanction*"},
                    LintCase{"FieldByNone", "title:taiwan OR taiwan", 0, "title:taiwan is covered by taiwan"},
                    LintCase{"PrefixInAField", "title:sanctions OR sanction*", 0, "covered by sanction*"},
                    LintCase{"SpeltByAnyCase", "=ROC OR roc", 0, "=ROC is covered by roc"},
                    LintCase{"EntityInAField", "title:@us OR @us", 0, "title:@us is covered by @us"},
                    LintCase{"Deeper", "aa AND (sanctions OR sanction*)", 8, "covered by sanction*"},
                    LintCase{"InAnd", "sanctions AND sanction*", 0, kNothing},
                    LintCase{"ByAPrefixOfAField", "sanctions OR title:sanction*", 0, kNothing},
                    LintCase{"ByASpeltPrefix", "sanctions OR =Sanction*", 0, kNothing},
                    LintCase{"OtherFirstWord", "\"import controls\" OR \"export control*\"", 0, kNothing},
                    LintCase{"WordByPhrase", "controls OR \"export control*\"", 0, kNothing},
                    LintCase{"Acronym", "U.S. OR us", 0, kNothing},
                    LintCase{"WholeFields", "tags:us-china OR tags:us*", 0, kNothing}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    Functions, LintOf,
    testing::Values(LintCase{"AtLeastAll", "AT_LEAST(2, aa, bb)", 0, "is all of them; write AND"},
                    LintCase{"AtLeastOne", "AT_LEAST(1, aa, bb)", 0, "any of them; write OR"},
                    LintCase{"AtLeastOfOne", "AT_LEAST(1, aa)", 0, "write aa alone"},
                    LintCase{"AtLeastSome", "AT_LEAST(2, aa, bb, cc)", 0, kNothing},
                    LintCase{"CountOne", "COUNT(aa) >= 1", 0, "write aa alone"},
                    LintCase{"CountMoreThanNone", "COUNT(aa OR bb) > 0", 0, "write aa OR bb alone"},
                    LintCase{"CountTwo", "COUNT(aa) > 1", 0, kNothing},
                    LintCase{"NearItself", "aa NEAR/5 AA", 10, "COUNT(aa) >= 2"},
                    LintCase{"BeforeItself", "@us BEFORE/5 @us", 13, "both sides are the same term"},
                    LintCase{"NearAnother", "aa NEAR/5 aaa", 0, kNothing},
                    LintCase{"NearAPartOfItself", "\"aa bb\" NEAR/5 bb", 0, kNothing}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    Values, LintOf,
    testing::Values(LintCase{"CountrysCode", "lang:cn AND aa", 0, "the language is zh, so write lang:zh"},
                    LintCase{"LongCode", "lang:zho AND aa", 0, "write lang:zh"},
                    LintCase{"LongCodeOfEnglish", "aa AND lang:eng", 7, "write lang:en"},
                    LintCase{"NoLanguage", "lang:xx AND aa", 0, "no language has the code xx"},
                    LintCase{"LanguageWithoutShortCode", "lang:yue AND aa", 0, kNothing},
                    LintCase{"LanguageOfARegion", "lang:PT-BR AND aa", 0, kNothing},
                    LintCase{"Ukrainian", "lang:uk AND aa", 0, kNothing},
                    LintCase{"TwoLanguages", "lang:zh AND aa AND lang:en", 19, "no item has two of lang:"},
                    LintCase{"LanguageAndItsRegion", "lang:zh AND aa AND lang:zh-TW", 0, kNothing},
                    LintCase{"LanguagesInOr", "aa AND (lang:zh OR lang:en)", 0, kNothing},
                    LintCase{"TwoSources", "source:reuters AND source:afp AND aa", 19, "no item has two of source:"},
                    LintCase{"TwoTags", "tags:asia AND tags:energy", 0, kNothing},
                    LintCase{"SpeltDigits", "=2049 AND aa", 0, "has digits alone"},
                    LintCase{"SpeltLetters", "=B52 AND =ROC", 0, kNothing}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    Regexes, LintOf,
    testing::Values(LintCase{"PlainText", "/hypersonic vehicle/ OR aa", 0,
                             "the words \"hypersonic vehicle\" in quotes"},
                    LintCase{"PlainTextWithFlag", "/Hypersonic/i OR aa", 0, "is plain text"},
                    LintCase{"PlainChinese", "aa OR /台湾/", 6, "is plain text"},
                    LintCase{"SmallLetters", "/magnitude [5-9]/", 0, "did you mean /magnitude [5-9]/i?"},
                    LintCase{"SmallLettersWithFlag", "/magnitude.[5-9]/s", 0, "did you mean /magnitude.[5-9]/is?"},
                    LintCase{"AnyCase", "/magnitude [5-9]/i", 0, kNothing},
                    LintCase{"AnyCaseInline", "/(?i)magnitude [5-9]/", 0, kNothing},
                    LintCase{"CapitalsToo", "/[Mm]agnitude [5-9]/", 0, kNothing},
                    LintCase{"Unit", "aa AND /\\d+ km\\b/", 0, kNothing},
                    LintCase{"LongUnit", "aa AND /\\d+ (percent|pct)/", 0, kNothing},
                    LintCase{"SmallLettersInAGroup", "aa AND /\\b(missile|rocket)s? [0-9]/", 7, "did you mean"},
                    LintCase{"NameOfAGroup", "aa AND /(?P<digits>\\d+) km/", 0, kNothing},
                    LintCase{"OtherScript", "aa AND /магнитудой [6-9]/", 0, kNothing},
                    LintCase{"LineFeedInTheTitle", "aa AND title:/Talks:\\nIran/", 7, "asks for a line feed"},
                    LintCase{"LineFeedInTheBody", "aa AND body:/Talks:\\nIran/", 0, kNothing},
                    LintCase{"LineFeedOrBlank", "aa AND title:/Talks:[ \\n]Iran/", 0, kNothing},
                    LintCase{"Slow", "/\\d{4}-\\d\\d/", 0, "every item is searched"},
                    LintCase{"SlowBranch", "aa OR /\\b[A-Z]{5}\\b/", 6, "put AND and a word beside it"},
                    LintCase{"SlowNear", "/\\d{4}/ NEAR/5 /[A-Z]{5}/", 0, "every item is searched"},
                    LintCase{"SlowBesideAWord", "aa AND /\\d{4}-\\d\\d/", 0, kNothing},
                    LintCase{"SlowUnderNot", "aa AND NOT /\\d{4}-\\d\\d/", 0, kNothing},
                    LintCase{"WithALiteral", "/Type 0\\d\\d/", 0, kNothing}),
    row_name);

TEST(LintsOfRegexes, ThatAreWrongAreTheCompilers) {
  EXPECT_EQ(text_of(lints({pack_of({{.id = "r", .match = "aa OR /(/"}})})), "");
}

TEST(LintsOfExpressions, LookAtUnlessScoreExclusionsAndContexts) {
  RulePack pack = pack_of({{.id = "r", .match = "@e", .unless = "aa OR aa", .exclude = {"x/y"}}});
  pack.rules.push_back({.id = "s",
                        .score = Score{.threshold = 1,
                                       .terms = {{.expression = "aa/bb OR cc/bb OR aa/bb", .weight = 1},
                                                 {.expression = "dd", .weight = 1},
                                                 {.expression = "DD", .weight = 1}}}});
  pack.entities = {{.id = "e", .ambiguous = AmbiguousNames{.names = {"n"}, .context = "aa OR AA"}}};
  pack.exclusions = {{.id = "x/y", .expression = "COUNT(aa) >= 1"}};
  const auto found = lints({pack});
  ASSERT_EQ(found.size(), 5U) << text_of(found);
  EXPECT_EQ(found[0].pointer, "/entities/e/ambiguous/context");
  EXPECT_EQ(found[1].pointer, "/exclusions/x~1y");
  EXPECT_EQ(found[2].pointer, "/rules/0/unless");
  EXPECT_EQ(found[3].pointer, "/rules/1/score/terms/aa~1bb OR cc~1bb OR aa~1bb");
  EXPECT_EQ(found[4].pointer, "/rules/1/score/terms/DD");
  EXPECT_THAT(found[4].message, HasSubstr("DD says the same as dd in this score"));
}

TEST(LintsOfExpressions, OfAListsEntityPointIntoTheList) {
  RulePack pack = pack_of({});
  pack.entities = {{.id = "e",
                    .ambiguous = AmbiguousNames{.names = {"n"}, .context = "aa OR aa"},
                    .file = "list.csv",
                    .pointer = "/12"}};
  const auto found = lints({pack});
  ASSERT_EQ(found.size(), 1U) << text_of(found);
  EXPECT_EQ(found[0].file, "list.csv");
  EXPECT_EQ(found[0].pointer, "/12/ambiguous/context");
}

TEST(LintsOfExpressions, PassOverMistakes) {
  EXPECT_EQ(text_of(lints({pack_of({{.id = "r", .match = "aa OR ("}, {.id = "s", .match = ""}})})), "");
}

/// What is found of the second of two rules.
struct PairCase {
  const char* name;
  Rule one;
  Rule other;
  const char* says;  ///< part of the message; null: nothing is found
};

class LintOfTwo : public testing::TestWithParam<PairCase> {};

TEST_P(LintOfTwo, Rules) {
  Rule one = GetParam().one;
  Rule other = GetParam().other;
  one.id = "one";
  other.id = "other";
  const auto found = lints({pack_of({one}), {.name = "b", .file = "b.yaml", .rules = {other}}});
  if (GetParam().says == nullptr) {
    EXPECT_EQ(text_of(found), "");
    return;
  }
  ASSERT_EQ(found.size(), 1U) << text_of(found);
  EXPECT_EQ(found[0].file, "b.yaml");
  EXPECT_EQ(found[0].pointer, "/rules/0/id");
  EXPECT_THAT(found[0].message, HasSubstr(GetParam().says));
  EXPECT_EQ(found[0].first, (Elsewhere{.file = "pack.yaml", .pointer = "/rules/0/id"}));
}

Rule a_rule(const std::string& match, const std::string& unless = {}) {
  return {.id = "", .match = match, .unless = unless};
}

Rule a_loud_rule(const std::string& match) {
  return {.id = "", .severity = Severity::flash, .match = match};
}

Rule a_rule_to(const std::string& match, const std::vector<std::string>& sinks, const std::string& topic = {},
               const std::map<std::string, std::string>& labels = {}) {
  return {.id = "", .match = match, .labels = labels, .sinks = sinks, .topic = topic};
}

Rule a_score(double threshold, const std::string& match = {}) {
  return {
      .id = "", .match = match, .score = Score{.threshold = threshold, .terms = {{.expression = "aa", .weight = 2}}}};
}

Rule disabled(Rule rule) {
  rule.enabled = false;
  return rule;
}

Rule excluding(Rule rule, std::vector<std::string> ids) {
  rule.exclude = std::move(ids);
  return rule;
}

constexpr const char* kSame = "this rule says the same as \"one\"";
constexpr const char* kWithin = "each alternative of this rule is also one of \"one\"";

INSTANTIATE_TEST_SUITE_P(
    Same, LintOfTwo,
    testing::Values(PairCase{"Match", a_rule("aa AND (bb OR cc)"), a_rule("(CC OR bb) AND aa"), kSame},
                    PairCase{"MatchAndUnless", a_rule("aa", "bb OR cc"), a_rule("aa", "cc OR bb"), kSame},
                    PairCase{"OtherUnless", a_rule("aa", "bb"), a_rule("aa", "cc"), nullptr},
                    PairCase{"UnlessIsNoMatch", a_rule("aa", "bb"), a_rule("aa"), nullptr},
                    PairCase{"OtherSeverity", a_rule("aa"), a_loud_rule("aa"), kSame},
                    PairCase{"OtherSinks", a_rule_to("aa", {"desk"}), a_rule_to("aa", {"night"}), kSame},
                    PairCase{"OtherTopic", a_rule_to("aa", {}, "x"), a_rule_to("aa", {}, "y"), nullptr},
                    PairCase{"OtherLabels", a_rule_to("aa", {}, "", {{"desk", "x"}}),
                             a_rule_to("aa", {}, "", {{"desk", "y"}}), nullptr},
                    PairCase{"Scores", a_score(3), a_score(3), kSame},
                    PairCase{"OtherThreshold", a_score(3), a_score(4), nullptr},
                    PairCase{"ScoreAndMatch", a_score(3), a_score(3, "aa"), nullptr},
                    PairCase{"Disabled", a_rule("aa"), disabled(a_rule("aa")), nullptr},
                    PairCase{"OtherExclusions", excluding(a_rule("aa"), {"x"}), excluding(a_rule("aa"), {"y"}),
                             nullptr},
                    PairCase{"Near", a_rule("aa NEAR/5 bb"), a_rule("bb NEAR/5 aa"), kSame},
                    PairCase{"Before", a_rule("aa BEFORE/5 bb"), a_rule("bb BEFORE/5 aa"), nullptr}),
    [](const testing::TestParamInfo<PairCase>& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Within, LintOfTwo,
    testing::Values(PairCase{"OneBranch", a_rule("aa OR bb OR cc"), a_rule("bb"), kWithin},
                    PairCase{"TwoBranches", a_rule("aa OR (bb OR cc) OR (dd AND ee)"), a_rule("cc OR aa"), kWithin},
                    PairCase{"BranchOfAnd", a_rule("aa OR (bb AND cc)"), a_rule("cc AND bb"), kWithin},
                    PairCase{"Louder", a_rule("aa OR bb"), a_loud_rule("aa"), nullptr},
                    PairCase{"Quieter", a_loud_rule("aa OR bb"), a_rule("aa"), kWithin},
                    PairCase{"OtherSinks", a_rule_to("aa OR bb", {"desk"}), a_rule_to("aa", {"night"}), nullptr},
                    PairCase{"SameSinks", a_rule_to("aa OR bb", {"x", "y"}), a_rule_to("aa", {"y", "x"}), kWithin},
                    PairCase{"OtherUnless", a_rule("aa OR bb", "cc"), a_rule("aa"), nullptr},
                    PairCase{"NotAll", a_rule("aa OR bb"), a_rule("aa OR cc"), nullptr},
                    PairCase{"AndIsNarrower", a_rule("aa"), a_rule("aa AND bb"), nullptr},
                    PairCase{"Score", a_score(3, "aa OR bb"), a_rule("aa"), nullptr},
                    PairCase{"DisabledOther", disabled(a_rule("aa OR bb")), a_rule("aa"), nullptr}),
    [](const testing::TestParamInfo<PairCase>& row) { return std::string(row.param.name); });

TEST(LintsOfRules, AnEarlierOneMayBeWithinALaterOne) {
  const auto found = lints({pack_of({{.id = "one", .match = "aa"}, {.id = "other", .match = "aa OR bb"}})});
  ASSERT_EQ(found.size(), 1U) << text_of(found);
  EXPECT_EQ(found[0].pointer, "/rules/0/id");
  EXPECT_THAT(found[0].message, HasSubstr("\"other\""));
}

TEST(LintsOfUnused, NameEntitiesAndExclusionsNothingUses) {
  RulePack pack = pack_of({{.id = "r", .match = "@a", .exclude = {"x"}}});
  pack.entities = {{.id = "a", .members = {"b"}}, {.id = "b"}, {.id = "c"}, {.id = "d", .file = "list.csv"}};
  pack.exclusions = {{.id = "x", .expression = "qq"}, {.id = "y", .expression = "rr"}};
  const auto found = lints({pack});
  ASSERT_EQ(found.size(), 2U) << text_of(found);
  EXPECT_EQ(found[0].pointer, "/entities/c");
  EXPECT_THAT(found[0].message, HasSubstr("nothing uses the entity @c"));
  EXPECT_EQ(found[1].pointer, "/exclusions/y");
}

TEST(LintsOfUnused, AreSilentOfPacksWithoutRules) {
  RulePack pack = pack_of({});
  pack.entities = {{.id = "c"}};
  pack.exclusions = {{.id = "y", .expression = "qq"}};
  EXPECT_EQ(text_of(lints({pack})), "");
}

TEST(LintsOfUnused, CountUsesInOtherPacksContextsExclusionsAndScores) {
  RulePack one = pack_of({{.id = "r", .match = "@a"}});
  one.entities = {
      {.id = "a", .ambiguous = AmbiguousNames{.names = {"n"}, .context = "@b"}}, {.id = "b"}, {.id = "c"}, {.id = "d"}};
  RulePack two = pack_of({{.id = "s",
                           .score = Score{.threshold = 1, .terms = {{.expression = "title:@c", .weight = 1}}},
                           .exclude = {"x"}}});
  two.exclusions = {{.id = "x", .expression = "NOT @d"}};
  EXPECT_EQ(text_of(lints({one, two})), "");
}

TEST(LintsOfUnused, AreSilentWhereSomethingCouldNotBeRead) {
  RulePack pack = pack_of({{.id = "r", .match = "@a OR ("}});
  pack.entities = {{.id = "a"}, {.id = "c"}};
  EXPECT_EQ(text_of(lints({pack})), "");
  RulePack partial = pack_of({{.id = "r", .match = "aa", .partial = true}});
  partial.entities = {{.id = "c"}};
  EXPECT_EQ(text_of(lints({partial})), "");
}

TEST(LintsOfManyRules, TakeLinearTime) {
  RulePack pack = pack_of({});
  for (int i = 0; i < 50'000; ++i) {
    const std::string n = std::to_string(i);
    pack.rules.push_back({.id = "r" + n, .match = "shared OR word" + n + " OR (other AND \"a phrase " + n + "\")"});
  }
  pack.rules.push_back({.id = "within", .match = "word77 OR shared"});
  const auto start = std::chrono::steady_clock::now();
  const auto found = lints({pack});
  const auto took = std::chrono::steady_clock::now() - start;
  ASSERT_EQ(found.size(), 1U) << text_of(found);
  EXPECT_THAT(found[0].message, HasSubstr("\"r77\""));
  EXPECT_LT(took, std::chrono::seconds(30));  // 2 s in a debug build; far more if rules were compared in pairs
}

}  // namespace
}  // namespace tb::rules
