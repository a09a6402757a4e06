// What the rule language refuses: where the mistake stands and which advice is given.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "rules/makers.hpp"

namespace tb::rules {
namespace {

using testing::HasSubstr;

struct MistakeCase {
  const char* name;
  std::string match;
  std::size_t offset;
  const char* says;  ///< part of the message
};

class MistakeIn : public testing::TestWithParam<MistakeCase> {};

TEST_P(MistakeIn, IsShownWhereItStands) {
  const std::vector<Diagnostic> found = mistakes_in({a_pack(GetParam().match)});
  ASSERT_EQ(found.size(), 1U) << to_text(found);
  EXPECT_EQ(found.front().file, "pack.yaml");
  EXPECT_EQ(found.front().pointer, "/rules/0/match");
  EXPECT_EQ(found.front().offset, GetParam().offset) << found.front().message;
  EXPECT_THAT(found.front().message, HasSubstr(GetParam().says));
}

std::string row_name(const testing::TestParamInfo<MistakeCase>& row) {
  return row.param.name;
}

INSTANTIATE_TEST_SUITE_P(
    Operators, MistakeIn,
    testing::Values(MistakeCase{"TwoWords", "export control", 7, "write \"export control\" in quotes for a phrase"},
                    MistakeCase{"TwoTerms", "@us @china", 4, "an operator is missing before @china"},
                    MistakeCase{"TwoWordsInBrackets", "a AND (b c)", 9, "write \"b c\" in quotes"},
                    MistakeCase{"LowerAnd", "taiwan and talks", 7, "Did you mean \"AND\"?"},
                    MistakeCase{"LowerOr", "taiwan or talks", 7, "Did you mean \"OR\"?"},
                    MistakeCase{"MixedOr", "taiwan Or talks", 7, "Did you mean \"OR\"?"},
                    MistakeCase{"LowerNot", "not talks", 0, "Did you mean \"NOT\"?"},
                    MistakeCase{"LowerNotAfterAnd", "taiwan AND not talks", 11, "Did you mean \"NOT\"?"},
                    MistakeCase{"LowerNear", "taiwan near/5 talks", 7, "Did you mean \"NEAR/5\"?"},
                    MistakeCase{"SwappedAnd", "taiwan ADN talks", 7, "Did you mean \"AND\"?"},
                    MistakeCase{"LongAnd", "taiwan ANDD talks", 7, "Did you mean \"AND\"?"},
                    MistakeCase{"Ampersands", "taiwan && talks", 7, "Did you mean \"AND\"?"},
                    MistakeCase{"Pipes", "taiwan || talks", 7, "Did you mean \"OR\"?"},
                    MistakeCase{"Comma", "taiwan , talks", 7, "Did you mean \"OR\"?"},
                    MistakeCase{"Exclamation", "taiwan ! talks", 7, "Did you mean \"NOT\"?"},
                    MistakeCase{"NothingAfter", "taiwan AND", 10, "ends where a term is missing"},
                    MistakeCase{"NothingBefore", "OR taiwan", 0, "a term is missing before OR"},
                    MistakeCase{"OperatorTwice", "taiwan AND OR talks", 11, "a term is missing before OR"},
                    MistakeCase{"NotAtTheEnd", "taiwan AND NOT", 14, "ends where a term is missing"}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    Brackets, MistakeIn,
    testing::Values(MistakeCase{"NeverClosed", "taiwan AND (a OR b", 11, "this ( is never closed"},
                    MistakeCase{"ClosesNothing", "taiwan) AND a", 6, "this ) closes nothing"},
                    MistakeCase{"Empty", "taiwan AND ()", 11, "these brackets are empty"},
                    MistakeCase{"FullWidth", "taiwan AND （a OR b）", 11, "a full-width bracket groups nothing"},
                    MistakeCase{"TooDeep", std::string(201, '(') + "a" + std::string(201, ')'), 200,
                                "more than 200 deep"},
                    MistakeCase{"TenThousand", std::string(10'000, '('), 200, "more than 200 deep"}),
    row_name);

INSTANTIATE_TEST_SUITE_P(Near, MistakeIn,
                         testing::Values(MistakeCase{"WithoutNumber", "a NEAR b", 2, "NEAR needs the number of words"},
                                         MistakeCase{"NoNumber", "a NEAR/x b", 2, "NEAR needs the number of words"},
                                         MistakeCase{"Negative", "a NEAR/-1 b", 2, "NEAR needs the number of words"},
                                         MistakeCase{"TooFar", "a NEAR/1001 b", 2, "0 to 1000"},
                                         MistakeCase{"Overflow", "a NEAR/99999999999 b", 2, "0 to 1000"},
                                         MistakeCase{"Not", "NOT a NEAR/5 b", 0, "NOT stands outside of NEAR"},
                                         MistakeCase{"OneSideInAField", "title:a NEAR/5 b", 0, "title:(a NEAR/5 b)"}),
                         row_name);

INSTANTIATE_TEST_SUITE_P(
    Leaves, MistakeIn,
    testing::Values(MistakeCase{"Empty", "", 0, "the expression is empty"},
                    MistakeCase{"Spaces", " \n ", 0, "the expression is empty"},
                    MistakeCase{"QuoteNeverClosed", "a AND \"b c", 6, "this quote is never closed"},
                    MistakeCase{"CurlyQuoteNeverClosed", "a AND “b c", 6, "end the phrase with ”"},
                    MistakeCase{"CurlyQuoteClosesNothing", "a AND ”", 6, "closes nothing"},
                    MistakeCase{"NoWord", "a AND --", 6, "-- holds no letter or digit"},
                    MistakeCase{"NoWordInQuotes", "a AND \"...\"", 6, "\"...\" holds no letter or digit"},
                    MistakeCase{"StarAlone", "a AND *", 6, "holds no letter or digit"},
                    MistakeCase{"StarInside", "sanc*ion", 4, "* stands only at the end"},
                    MistakeCase{"PrefixTooShort", "s*", 0, "at least 2 letters"},
                    MistakeCase{"PrefixInChinese", "台湾*", 0, "terms match inside there anyway"},
                    MistakeCase{"UnknownEntity", "@taiwn", 0, "there is no entity @taiwn. Did you mean \"@taiwan\"?"},
                    MistakeCase{"EntityUnlikeAny", "@quetzalcoatl", 0, "there is no entity @quetzalcoatl."},
                    MistakeCase{"EntityWithoutId", "a AND @ b", 6, "@ needs the id of an entity"},
                    MistakeCase{"TooLong", std::string(70'000, 'a'), 65'536, "the most is 65536"}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    Regexes, MistakeIn,
    testing::Values(MistakeCase{"NeverClosed", "a AND /b", 6, "never closed"},
                    MistakeCase{"NeverClosedAfterEscape", "/b\\/", 0, "never closed"},
                    MistakeCase{"WrongSyntax", "a AND /(b/", 6, "missing )"},
                    MistakeCase{"WrongFlag", "a AND /b/ig", 10, "\"g\" is no flag"},
                    MistakeCase{"Lookahead", "/a(?=b)/", 0, "regular expression is wrong"},
                    MistakeCase{"CanBeEmpty", "/x*/", 0, "can match nothing at all"},
                    MistakeCase{"CanBeEmptyAtAWordsEdge", "/\\b/", 0, "can match nothing at all"},
                    MistakeCase{"CanBeEmptyAtALinesStart", "/(?m)^(abc)?/", 0, "can match nothing at all"},
                    MistakeCase{"CanBeEmptyInOneBranch", "/abc|/", 0, "can match nothing at all"},
                    MistakeCase{"Bytes", "/a\\C/", 0, "would split characters"},
                    MistakeCase{"Huge", "/((a{100}){100}){100}/", 0, "regular expression is wrong"},
                    MistakeCase{"TooLong", "/" + std::string(5000, 'a') + "/", 0, "the most is 4096"}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    NotInThisLanguage, MistakeIn,
    testing::Values(MistakeCase{"UnknownField", "titel:taiwan", 0, "tags, lang). Did you mean \"title\"?"},
                    MistakeCase{"Url", "https://example.org/a", 0, "an address stands in quotes"},
                    MistakeCase{"FieldInField", "title:(a AND body:b)", 13, "a field inside another field"},
                    MistakeCase{"LeadingMinus", "taiwan OR -quiz", 10, "- is not part of the rule language: to forbid"},
                    MistakeCase{"LeadingMinusOfAnEntity", "taiwan AND -@us", 11, "write NOT before it"},
                    MistakeCase{"LeadingMinusInAField", "title:-quiz", 6, "write NOT before it"},
                    MistakeCase{"LeadingPlus", "+taiwan AND talks", 0, "put AND before it"},
                    MistakeCase{"LeadingExclamation", "taiwan AND !quiz", 11, "write NOT before it"},
                    MistakeCase{"Fuzzy", "taiwan~1", 6, "~ is not part of the rule language"},
                    MistakeCase{"PhraseWithSlop", "\"military talks\"~5", 16, "write a NEAR/5 b"},
                    MistakeCase{"Weight", "taiwan^2 OR talks", 6, "terms have no weights"},
                    MistakeCase{"Comparison", "sources>3", 7, "nothing can be compared"},
                    MistakeCase{"Less", "a<b", 1, "nothing can be compared"},
                    MistakeCase{"Equals", "title=taiwan", 5, "title:taiwan"},
                    MistakeCase{"PipeInside", "taiwan|talks", 6, "write OR between two terms"},
                    MistakeCase{"QuestionMark", "analy?e OR analyse?", 18, "no sign stands for one letter"},
                    MistakeCase{"StarInAPhrase", "\"export* sanction\"", 7, "at the end of the last word"},
                    MistakeCase{"StarBeforeALetterInAPhrase", "“a *b”", 5, "at the end of the last word"},
                    MistakeCase{"FieldOfNothing", "title:", 6, "ends where a term is missing"}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    Logic, MistakeIn,
    testing::Values(MistakeCase{"NotAlone", "NOT taiwan", 0, "holds none of its terms"},
                    MistakeCase{"NotBesideOr", "taiwan OR NOT china", 0, "holds none of its terms"},
                    MistakeCase{"Always", "taiwan OR NOT Taiwan", 0, "holds none of its terms"},
                    MistakeCase{"Never", "taiwan AND NOT \"Taiwan\"", 0, "can never be true"},
                    MistakeCase{"AtLeastNots", "AT_LEAST(1, taiwan, NOT china)", 0, "holds none of its terms"},
                    MistakeCase{"AtLeastNever", "AT_LEAST(2, taiwan, NOT taiwan)", 0, "can never be true"},
                    MistakeCase{"SentenceOfNots", "SAME_SENTENCE(NOT taiwan, NOT china)", 0, "holds none of its terms"},
                    MistakeCase{"CountNever", "COUNT(taiwan) >= 3 AND NOT COUNT(taiwan) > 2", 0, "can never be true"},
                    MistakeCase{"NearNever", "taiwan NEAR/5 talks AND NOT (talks NEAR/5 taiwan)", 0,
                                "can never be true"}),
    row_name);

TEST(MistakesInAnExpression, OfOneKindAreAllShown) {
  const std::vector<Diagnostic> found = mistakes_in({a_pack("@taiwn AND (@chna OR /(/)")});
  ASSERT_EQ(found.size(), 3U) << to_text(found);
  EXPECT_EQ(found[0].offset, 0U);
  EXPECT_EQ(found[1].offset, 12U);
  EXPECT_EQ(found[2].offset, 21U);
}

TEST(MistakesInAnExpression, OfItsFormDoNotHideUnknownEntities) {
  const std::vector<Diagnostic> found = mistakes_in({a_pack("@taiwn AND (@us OR @chna")});
  ASSERT_EQ(found.size(), 3U) << to_text(found);
  EXPECT_THAT(found[0].message, HasSubstr("this ( is never closed"));
  EXPECT_EQ(found[1].offset, 0U);
  EXPECT_EQ(found[2].offset, 19U);
}

TEST(MistakesInAnExpression, OfSeveralPiecesAreAllShown) {
  const std::vector<Diagnostic> found =
      mistakes_in({a_pack("-quiz OR titel:x OR \"a* b\" OR (taiwan~1) OR @taiwn OR /b/ig OR \"c")});
  std::string offsets;
  for (const Diagnostic& d : found) offsets += std::to_string(d.offset) + " ";
  EXPECT_EQ(offsets, "0 9 22 37 58 63 44 ") << to_text(found);
}

TEST(MistakesInAnExpression, AreShownUpToTen) {
  std::string match = "-a";
  for (int i = 0; i < 1000; ++i) match += " OR -a";
  EXPECT_EQ(mistakes_in({a_pack(match)}).size(), 10U);
}

TEST(SignsOfOtherLanguages, InQuotesOrInsideAWordAreText) {
  for (const char* match : {"\"-quiz\"", "mil-to-mil", "AT&T", "\"5 * 3\"", "C++", "\"a|b\"", "Yahoo!"}) {
    EXPECT_EQ(to_text(mistakes_in({a_pack(match)})), "") << match;
  }
}

TEST(MistakesInUnless, PointToIt) {
  const std::vector<Diagnostic> found = mistakes_in({a_pack("taiwan", "quiz AND (")});
  ASSERT_EQ(found.size(), 1U) << to_text(found);
  EXPECT_EQ(found.front().pointer, "/rules/0/unless");
  EXPECT_EQ(found.front().offset, 10U);
}

TEST(MistakesInUnless, AlwaysTrueIsRefused) {
  EXPECT_THAT(to_text(mistakes_in({a_pack("taiwan", "quiz OR NOT quiz")})), HasSubstr("the rule would never ring"));
}

TEST(MistakesInUnless, TrueWhereverTheRuleIsRefused) {
  EXPECT_THAT(to_text(mistakes_in({a_pack("taiwan AND talks", "Taiwan")})), HasSubstr("true wherever `match` is"));
}

TEST(MistakesInLongExpressions, OfManyTermsAreNotSearchedForContradictions) {
  EXPECT_TRUE(mistakes_in({a_pack("a AND b AND c AND d AND e AND f AND g AND h AND i AND NOT a")}).empty());
}

}  // namespace
}  // namespace tb::rules
