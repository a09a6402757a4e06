// The grammar, construct by construct: which tree a text is, and where a mistake of form stands and what it says.
#include "rules/parser.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "rules/canonical.hpp"
#include "rules/expression_text.hpp"
#include "rules/lexer.hpp"
#include "rules/truth.hpp"

namespace tb::rules {
namespace {

using testing::HasSubstr;

std::string mistakes_text(const std::vector<Mistake>& mistakes) {
  std::string text;
  for (const Mistake& mistake : mistakes) text += std::to_string(mistake.offset) + ": " + mistake.message + "\n";
  return text;
}

struct TreeCase {
  const char* name;
  const char* text;
  const char* tree;
};

class Parse : public testing::TestWithParam<TreeCase> {};

TEST_P(Parse, GivesTheTree) {
  const auto parsed = parse(GetParam().text);
  ASSERT_TRUE(parsed.has_value()) << mistakes_text(parsed.error());
  EXPECT_EQ(to_text(*parsed), GetParam().tree);
}

struct FormCase {
  const char* name;
  std::string text;
  std::size_t offset;
  const char* says;  ///< part of the message
};

class MistakeOfForm : public testing::TestWithParam<FormCase> {};

TEST_P(MistakeOfForm, IsToldWhereItStands) {
  const auto parsed = parse(GetParam().text);
  ASSERT_FALSE(parsed.has_value()) << to_text(*parsed);
  ASSERT_EQ(parsed.error().size(), 1U) << mistakes_text(parsed.error());
  EXPECT_EQ(parsed.error()[0].offset, GetParam().offset) << parsed.error()[0].message;
  EXPECT_THAT(parsed.error()[0].message, HasSubstr(GetParam().says));
}

template <class Case>
std::string row_name(const testing::TestParamInfo<Case>& row) {
  return row.param.name;
}

INSTANTIATE_TEST_SUITE_P(
    Leaves, Parse,
    testing::Values(TreeCase{"Word", "taiwan", "[taiwan]"}, TreeCase{"Phrase", "\"arms sale\"", "[arms sale]"},
                    TreeCase{"CurlyPhrase", "“arms sale”", "[arms sale]"},
                    TreeCase{"Prefix", "sanction*", "[sanction*]"},
                    TreeCase{"PrefixPhrase", "\"export sanction*\"", "[export sanction*]"},
                    TreeCase{"PrefixPhraseInCurlyQuotes", "“export sanction*”", "[export sanction*]"},
                    TreeCase{"PrefixPhraseWithABlankAfterIt", "\"export sanction* \"", "[export sanction*]"},
                    TreeCase{"PrefixOfABareTermOfTwoWords", "mil-to-mil*", "[mil-to-mil*]"},
                    TreeCase{"KoreanPrefixOfOneSyllable", "중*", "[중*]"},
                    TreeCase{"Regex", "/J-\\d+/is", "/J-\\d+/is"}, TreeCase{"Entity", "@pla-navy", "@pla-navy"},
                    TreeCase{"StarAmongBlanksIsText", "\"5 * 3\"", "[5 * 3]"},
                    TreeCase{"SlashInsideAWord", "24/7", "[24/7]"}, TreeCase{"NumberWithAComma", "1,000", "[1,000]"},
                    TreeCase{"SmallOperatorsInQuotes", "\"near/5\"", "[near/5]"},
                    TreeCase{"FunctionNameInQuotes", "\"COUNT\"", "[COUNT]"},
                    TreeCase{"FunctionNameInSmallLetters", "count", "[count]"},
                    TreeCase{"WordLikeAnOperatorWithANumber", "N95", "[N95]"}),
    row_name<TreeCase>);

INSTANTIATE_TEST_SUITE_P(
    AsSpelt, Parse,
    testing::Values(TreeCase{"Word", "=ROC", "=[ROC]"},
                    TreeCase{"Phrase", "=\"State Department\"", "=[State Department]"},
                    TreeCase{"CurlyPhrase", "=“State Department”", "=[State Department]"},
                    TreeCase{"Prefix", "=Sanction*", "=[Sanction*]"},
                    TreeCase{"PrefixPhrase", "=\"State Dep*\"", "=[State Dep*]"},
                    TreeCase{"Group", "exact:(ROC OR PLA AND \"x y\")", "(OR =[ROC] (AND =[PLA] =[x y]))"},
                    TreeCase{"ExactOfOne", "exact:ROC", "=[ROC]"}, TreeCase{"ExactWithABlank", "exact: ROC", "=[ROC]"},
                    TreeCase{"ExactOfNothingElse", "exact:ROC OR pla", "(OR =[ROC] [pla])"},
                    TreeCase{"InAField", "title:=ROC", "title:=[ROC]"},
                    TreeCase{"ExactInAField", "title:exact:ROC", "title:=[ROC]"},
                    TreeCase{"FieldInExact", "exact:title:(ROC OR PLA)", "(OR title:=[ROC] title:=[PLA])"},
                    TreeCase{"TwiceIsOnce", "exact:(=ROC)", "=[ROC]"},
                    TreeCase{"WordLikeAnOperator", "=US AND =OR", "(AND =[US] =[OR])"},
                    TreeCase{"InAFunction", "AT_LEAST(1,=US,=\"UK, too\")", "(AT_LEAST/1 =[US] =[UK, too])"},
                    TreeCase{"ExactAsAWord", "exact OR a", "(OR [exact] [a])"}),
    row_name<TreeCase>);

INSTANTIATE_TEST_SUITE_P(
    FieldNames, Parse,
    testing::Values(
        TreeCase{"Title", "title:a", "title:[a]"}, TreeCase{"Summary", "summary:a", "summary:[a]"},
        TreeCase{"Body", "body:a", "body:[a]"}, TreeCase{"Author", "author:\"jane doe\"", "author:[jane doe]"},
        TreeCase{"Category", "category:sport*", "category:[sport*]"},
        TreeCase{"Link", "link:/example\\.org/", "link:/example\\.org/"},
        TreeCase{"Source", "source:reuters-asia", "source:[reuters-asia]"},
        TreeCase{"Tags", "tags:\"south asia\"", "tags:[south asia]"},
        TreeCase{"TagsPrefix", "tags:us-*", "tags:[us-*]"}, TreeCase{"TagsPrefixOfOneLetter", "tags:u*", "tags:[u*]"},
        TreeCase{"TagsChinesePrefix", "tags:台湾*", "tags:[台湾*]"},
        TreeCase{"TagsRegex", "tags:/^us/i", "tags:/^us/i"},
        TreeCase{"TagsGroup", "tags:(us OR NOT asia)", "(OR tags:[us] (NOT tags:[asia]))"},
        TreeCase{"Lang", "lang:zh", "lang:[zh]"}, TreeCase{"LangWithScript", "lang:zh-Hant", "lang:[zh-Hant]"},
        TreeCase{"LangInQuotes", "lang:\"pt-BR\"", "lang:[pt-BR]"},
        TreeCase{"LangGroup", "lang:(zh OR yue)", "(OR lang:[zh] lang:[yue])"},
        TreeCase{"LangRegex", "lang:/^(zh|en)/", "lang:/^(zh|en)/"},
        TreeCase{"BlankAfterTheColon", "title: taiwan", "title:[taiwan]"},
        TreeCase{"EntityInAField", "title:@us", "title:@us"}, TreeCase{"EntityInAuthor", "author:@us", "author:@us"},
        TreeCase{"FieldOfOneTerm", "title:a OR b", "(OR title:[a] [b])"}),
    row_name<TreeCase>);

INSTANTIATE_TEST_SUITE_P(Binding, Parse,
                         testing::Values(TreeCase{"AndBeforeOr", "a OR b AND c", "(OR [a] (AND [b] [c]))"},
                                         TreeCase{"Chain", "a OR b OR c", "(OR [a] [b] [c])"},
                                         TreeCase{"Brackets", "(a OR b) AND c", "(AND (OR [a] [b]) [c])"},
                                         TreeCase{"Not", "NOT a AND b", "(AND (NOT [a]) [b])"},
                                         TreeCase{"NotNot", "NOT NOT a", "(NOT (NOT [a]))"},
                                         TreeCase{"NearBeforeAnd", "a AND b NEAR/5 c", "(AND [a] (NEAR/5 [b] [c]))"},
                                         TreeCase{"NotOfNearInBrackets", "NOT (a NEAR/5 b)", "(NOT (NEAR/5 [a] [b]))"},
                                         TreeCase{"FieldOfAGroup", "title:(a AND b) OR c",
                                                  "(OR (AND title:[a] title:[b]) [c])"}),
                         row_name<TreeCase>);

INSTANTIATE_TEST_SUITE_P(
    Near, Parse,
    testing::Values(
        TreeCase{"Near", "a NEAR/5 b", "(NEAR/5 [a] [b])"}, TreeCase{"Before", "a BEFORE/0 b", "(BEFORE/0 [a] [b])"},
        TreeCase{"Farthest", "a NEAR/1000 b", "(NEAR/1000 [a] [b])"},
        TreeCase{"LeftToRight", "a NEAR/5 b BEFORE/3 c", "(BEFORE/3 (NEAR/5 [a] [b]) [c])"},
        TreeCase{"RightInBrackets", "a NEAR/5 (b BEFORE/3 c)", "(NEAR/5 [a] (BEFORE/3 [b] [c]))"},
        TreeCase{"AndAside", "(a AND b) NEAR/5 c", "(NEAR/5 (AND [a] [b]) [c])"},
        TreeCase{"AndNotAside", "(a AND NOT b) NEAR/5 c", "(NEAR/5 (AND [a] (NOT [b])) [c])"},
        TreeCase{"AtLeastAside", "a NEAR/5 AT_LEAST(2, b, c, d)", "(NEAR/5 [a] (AT_LEAST/2 [b] [c] [d]))"},
        TreeCase{"SentenceAside", "SAME_SENTENCE(a, b) NEAR/50 c", "(NEAR/50 (SAME_SENTENCE [a] [b]) [c])"},
        TreeCase{"RegexAside", "/J-\\d+/ NEAR/5 @pla", "(NEAR/5 /J-\\d+/ @pla)"},
        TreeCase{"NotDeepInside", "(a AND (b OR NOT c)) NEAR/5 d", "(NEAR/5 (AND [a] (OR [b] (NOT [c]))) [d])"},
        TreeCase{"AtLeastOneNotTooMany", "AT_LEAST(2, a, NOT b) NEAR/5 c", "(NEAR/5 (AT_LEAST/2 [a] (NOT [b])) [c])"},
        TreeCase{"InAField", "title:(a NEAR/5 b)", "(NEAR/5 title:[a] title:[b])"},
        TreeCase{"InAuthor", "author:(jane BEFORE/1 doe)", "(BEFORE/1 author:[jane] author:[doe])"},
        TreeCase{"Exact", "=US NEAR/5 =ROC", "(NEAR/5 =[US] =[ROC])"}),
    row_name<TreeCase>);

INSTANTIATE_TEST_SUITE_P(
    Functions, Parse,
    testing::Values(
        TreeCase{"SameSentence", "SAME_SENTENCE(a, b)", "(SAME_SENTENCE [a] [b])"},
        TreeCase{"SentenceOfExpressions", "SAME_SENTENCE(a OR b, NOT c, d AND e)",
                 "(SAME_SENTENCE (OR [a] [b]) (NOT [c]) (AND [d] [e]))"},
        TreeCase{"SentenceInTheTitle", "title:SAME_SENTENCE(a, b)", "(SAME_SENTENCE title:[a] title:[b])"},
        TreeCase{"SentenceInASentence", "SAME_SENTENCE(a, SAME_SENTENCE(b, c))",
                 "(SAME_SENTENCE [a] (SAME_SENTENCE [b] [c]))"},
        TreeCase{"CountInASentence", "SAME_SENTENCE(COUNT(a) >= 2, b)", "(SAME_SENTENCE (COUNT/2 [a]) [b])"},
        TreeCase{"AtLeast", "AT_LEAST(2, a, b, c)", "(AT_LEAST/2 [a] [b] [c])"},
        TreeCase{"AtLeastWithoutBlanks", "AT_LEAST(2,a,\"b, c\",de*)", "(AT_LEAST/2 [a] [b, c] [de*])"},
        TreeCase{"AtLeastOfAll", "AT_LEAST(2, a, b)", "(AT_LEAST/2 [a] [b])"},
        TreeCase{"AtLeastOfOne", "AT_LEAST(1, a)", "(AT_LEAST/1 [a])"},
        TreeCase{"AtLeastInAtLeast", "AT_LEAST(1, AT_LEAST(2, a, b), c)", "(AT_LEAST/1 (AT_LEAST/2 [a] [b]) [c])"},
        TreeCase{"BlanksBeforeTheBracket", "AT_LEAST (1, a)", "(AT_LEAST/1 [a])"},
        TreeCase{"NumberAsAPart", "AT_LEAST(1, 2049, 2050)", "(AT_LEAST/1 [2049] [2050])"},
        TreeCase{"ThousandInQuotes", "AT_LEAST(1, \"1,000\", b)", "(AT_LEAST/1 [1,000] [b])"},
        TreeCase{"CommasDividePlainNumbers", "AT_LEAST(1, 1,000)", "(AT_LEAST/1 [1] [000])"},
        TreeCase{"Count", "COUNT(a) >= 3", "(COUNT/3 [a])"}, TreeCase{"CountMoreThan", "COUNT(a) > 3", "(COUNT/4 [a])"},
        TreeCase{"CountWithoutBlanks", "COUNT(a)>=3", "(COUNT/3 [a])"},
        TreeCase{"CountBlankAfterTheSign", "COUNT(a)>= 3", "(COUNT/3 [a])"},
        TreeCase{"CountMoreThanNone", "COUNT(a) > 0", "(COUNT/1 [a])"},
        TreeCase{"CountMost", "COUNT(a) >= 1000", "(COUNT/1000 [a])"},
        TreeCase{"CountOfAnOr", "COUNT(a OR @us OR \"b cd*\") >= 2", "(COUNT/2 (OR [a] @us [b cd*]))"},
        TreeCase{"CountOfNear", "COUNT(a NEAR/5 (b OR c)) >= 2", "(COUNT/2 (NEAR/5 [a] (OR [b] [c])))"},
        TreeCase{"CountOfSentences", "COUNT(SAME_SENTENCE(a, b AND c)) >= 2",
                 "(COUNT/2 (SAME_SENTENCE [a] (AND [b] [c])))"},
        TreeCase{"CountOfARegex", "COUNT(/\\d{4}/) >= 2", "(COUNT/2 /\\d{4}/)"},
        TreeCase{"CountInBrackets", "COUNT((a)) >= 2", "(COUNT/2 [a])"},
        TreeCase{"CountInAField", "body:COUNT(a) >= 2", "(COUNT/2 body:[a])"},
        TreeCase{"CountAndMore", "COUNT(a) >= 2 AND b", "(AND (COUNT/2 [a]) [b])"},
        TreeCase{"NotCount", "a AND NOT COUNT(a) >= 3", "(AND [a] (NOT (COUNT/3 [a])))"},
        TreeCase{"CountsAsParts", "AT_LEAST(1, COUNT(a) >= 2, COUNT(b) > 2)",
                 "(AT_LEAST/1 (COUNT/2 [a]) (COUNT/3 [b]))"},
        TreeCase{"GroupsInside", "SAME_SENTENCE((a OR b) AND c, d)", "(SAME_SENTENCE (AND (OR [a] [b]) [c]) [d])"}),
    row_name<TreeCase>);

INSTANTIATE_TEST_SUITE_P(Distances, MistakeOfForm,
                         testing::Values(FormCase{"NearWithoutNumber", "a NEAR b", 2,
                                                  "NEAR needs the number of words that may stand between"},
                                         FormCase{"BeforeWithoutNumber", "a BEFORE b", 2, "BEFORE needs the number"},
                                         FormCase{"BeforeTooFar", "a BEFORE/1001 b", 2, "0 to 1000: BEFORE/5"},
                                         FormCase{"NearSigned", "a NEAR/+5 b", 2, "NEAR needs the number"},
                                         FormCase{"NearAsAFunction", "NEAR(a b, 5)", 0,
                                                  "it stands between two terms: a NEAR/5 b"},
                                         FormCase{"SmallNear", "a near/7 b", 2, "Did you mean \"NEAR/7\"?"},
                                         FormCase{"SmallBefore", "a before/7 b", 2, "Did you mean \"BEFORE/7\"?"},
                                         FormCase{"MixedNear", "a Near/7 b", 2, "Did you mean \"NEAR/7\"?"},
                                         FormCase{"W", "a w/5 b", 2, "Did you mean \"NEAR/5\"?"},
                                         FormCase{"CapitalW", "a W/5 b", 2, "Did you mean \"NEAR/5\"?"},
                                         FormCase{"N", "a N/5 b", 2, "Did you mean \"NEAR/5\"?"},
                                         FormCase{"Pre", "a PRE/5 b", 2, "Did you mean \"BEFORE/5\"?"},
                                         FormCase{"SmallPre", "a pre/5 b", 2, "Did you mean \"BEFORE/5\"?"},
                                         FormCase{"Onear", "a ONEAR/5 b", 2, "Did you mean \"BEFORE/5\"?"},
                                         FormCase{"WithinSlash", "a WITHIN/5 b", 2, "Did you mean \"NEAR/5\"?"},
                                         FormCase{"NumberWrittenOn", "a NEAR5 b", 2, "Did you mean \"NEAR/5\"?"},
                                         FormCase{"AdjWithNumber", "a ADJ3 b", 2, "Did you mean \"BEFORE/3\"?"},
                                         FormCase{"AdjAlone", "a ADJ b", 2, "Did you mean \"BEFORE/0\"?"},
                                         FormCase{"NearAlone", "a near b", 2, "Did you mean \"NEAR/5\"?"},
                                         FormCase{"SlashNumber", "a /5 b", 2, "Did you mean \"NEAR/5\"?"},
                                         FormCase{"SameSentenceOfOthers", "a w/s b", 2, "SAME_SENTENCE(a, b)"},
                                         FormCase{"PhraseWithSlop", "\"military talks\"~5", 16, "write a NEAR/5 b"}),
                         row_name<FormCase>);

INSTANTIATE_TEST_SUITE_P(
    SidesOfNear, MistakeOfForm,
    testing::Values(FormCase{"Not", "NOT a NEAR/5 b", 0, "NOT stands outside of NEAR"},
                    FormCase{"NotInBrackets", "a NEAR/5 (NOT b)", 9, "a AND NOT (a NEAR/5 b)"},
                    FormCase{"OrNot", "a NEAR/5 (b OR NOT c)", 9, "NOT stands outside of NEAR"},
                    FormCase{"NotsAlone", "(NOT a AND NOT b) BEFORE/5 c", 0, "NOT stands outside of NEAR"},
                    FormCase{"TooManyNots", "AT_LEAST(1, a, NOT b) NEAR/5 c", 0, "NOT stands outside of NEAR"},
                    FormCase{"Count", "a NEAR/5 COUNT(b) >= 2", 9, "COUNT stands nowhere"},
                    FormCase{"CountInside", "a NEAR/5 (b AND COUNT(c) >= 2)", 16, "COUNT stands nowhere"},
                    FormCase{"Tags", "tags:us NEAR/5 b", 0, "compared as a whole and stand nowhere"},
                    FormCase{"LangInside", "a NEAR/5 (b AND NOT lang:zh)", 20, "compared as a whole"},
                    FormCase{"InWholeField", "tags:(a NEAR/5 b)", 8, "NEAR/5 has no place in source:, tags: and lang:"},
                    FormCase{"OtherField", "title:a NEAR/5 b", 0, "title:(a NEAR/5 b)"},
                    FormCase{"OtherFieldRight", "a BEFORE/5 author:b", 11, "put the field around the whole"},
                    FormCase{"OtherFieldDeep", "a NEAR/5 (b NEAR/2 c AND title:(d NEAR/1 e))", 32,
                             "one field at a time"},
                    FormCase{"SideMissing", "a NEAR/5", 8, "ends where a term is missing"}),
    row_name<FormCase>);

INSTANTIATE_TEST_SUITE_P(
    Functions, MistakeOfForm,
    testing::Values(
        FormCase{"AtLeastWithoutNumber", "AT_LEAST(a, b)", 0, "AT_LEAST begins with a number and a comma"},
        FormCase{"AtLeastNumberAlone", "AT_LEAST(2)", 0, "AT_LEAST begins with a number and a comma"},
        FormCase{"AtLeastNumberInQuotes", "AT_LEAST(\"2\", a, b)", 0, "AT_LEAST begins with a number"},
        FormCase{"AtLeastNumberThenNothing", "AT_LEAST(2,", 11, "ends where a term is missing"},
        FormCase{"AtLeastNone", "AT_LEAST(0, a, b)", 9, "AT_LEAST has 2 parts, so its number is 1 to 2"},
        FormCase{"AtLeastTooMany", "AT_LEAST(4, a, b, c)", 9, "its number is 1 to 3"},
        FormCase{"AtLeastHuge", "AT_LEAST(99999999999999999999, a, b)", 9, "its number is 1 to 2"},
        FormCase{"AtLeastWithOrs", "AT_LEAST(2, a OR b OR c)", 9, "put commas between the parts"},
        FormCase{"AtLeastOf", "AT_LEAST 2 of (a, b)", 0, "AT_LEAST(2, taiwan, drill, blockade)"},
        FormCase{"AtLeastClosedEarly", "AT_LEAST()", 0, "AT_LEAST begins with a number"},
        FormCase{"AtLeastEnds", "AT_LEAST(", 0, "AT_LEAST begins with a number"},
        FormCase{"AtLeastOneWord", "ATLEAST(2, a, b)", 0, "Did you mean \"AT_LEAST(\"?"},
        FormCase{"AtLeastWithTheNumberOn", "ATLEAST3(a)", 0, "Did you mean \"COUNT(a) >= 3\"?"},
        FormCase{"SentenceOfOne", "SAME_SENTENCE(a)", 0, "needs two parts or more"},
        FormCase{"SentenceOfAnAnd", "SAME_SENTENCE(a AND b)", 0, "SAME_SENTENCE(taiwan, talks)"},
        FormCase{"SentenceEmpty", "SAME_SENTENCE()", 13, "these brackets are empty"},
        FormCase{"SentenceWithoutBrackets", "a SAME_SENTENCE b", 2, "needs brackets directly behind it"},
        FormCase{"SentenceWithAuthor", "SAME_SENTENCE(a, author:b)", 17, "title, summary and body alone"},
        FormCase{"SentenceWithTags", "SAME_SENTENCE(a, NOT (b OR tags:c))", 27, "title, summary and body alone"},
        FormCase{"SentenceInAuthor", "author:SAME_SENTENCE(a, b)", 7, "title, summary and body alone"},
        FormCase{"SmallSentence", "same_sentence(a, b)", 0, "Did you mean \"SAME_SENTENCE(\"?"},
        FormCase{"SentenceNeverClosed", "SAME_SENTENCE(a, b", 13, "this ( is never closed"},
        FormCase{"SentenceEndsInAComma", "SAME_SENTENCE(a, b,)", 19, "a term is missing before )"},
        FormCase{"TwoCommas", "SAME_SENTENCE(a,, b)", 16, "a term is missing before ,"},
        FormCase{"WideComma", "SAME_SENTENCE(台湾，军售)", 20, "， separates nothing; write ,"},
        FormCase{"TwoWords", "SAME_SENTENCE(a b, c)", 16, "write \"a b\" in quotes"},
        FormCase{"CommaInAGroup", "SAME_SENTENCE((a, b), c)", 16, "not of a group; write OR or AND"},
        FormCase{"CountWithoutNumber", "COUNT(a)", 0, "COUNT needs a number behind its brackets"},
        FormCase{"CountAndWithoutNumber", "COUNT(a) AND b", 0, "COUNT(taiwan) >= 3"},
        FormCase{"CountInItsBrackets", "COUNT(a, 3)", 9, "its number stands behind the brackets"},
        FormCase{"CountLess", "COUNT(a) < 3", 9, "for fewer NOT COUNT(a) >= 3"},
        FormCase{"CountAtMost", "COUNT(a) <= 3", 9, "<= compares nothing here"},
        FormCase{"CountEqual", "COUNT(a) = 3", 9, "= compares nothing here"},
        FormCase{"CountBeautiful", "COUNT(a) ≥ 3", 9, "≥ compares nothing here"},
        FormCase{"CountNone", "COUNT(a) >= 0", 9, "a number behind >=, 1 to 1000"},
        FormCase{"CountTooMany", "COUNT(a) > 1001", 9, "a number behind >, 0 to 1000"},
        FormCase{"CountNoNumber", "COUNT(a) >= many", 9, "COUNT needs a number"},
        FormCase{"CountPart", "COUNT(a) >= 2.5", 9, "COUNT needs a number"},
        FormCase{"CountOfAnAnd", "COUNT(a AND b) >= 2", 6, "COUNT(a) >= 2 AND COUNT(b) >= 2"},
        FormCase{"CountOfANot", "COUNT(a OR NOT b) >= 2", 11, "what is absent has no places"},
        FormCase{"CountOfAtLeast", "COUNT(AT_LEAST(1, a, b)) >= 2", 6, "count an OR of its parts"},
        FormCase{"CountOfACount", "COUNT(COUNT(a) >= 2) >= 2", 6, "a COUNT stands nowhere"},
        FormCase{"CountOfTags", "COUNT(tags:us) >= 2", 6, "compared as a whole"},
        FormCase{"CountInTags", "tags:COUNT(us) >= 2", 5, "nothing to COUNT"},
        FormCase{"CountOfADistributedNear", "COUNT((a AND b) NEAR/5 c) >= 2", 6, "an AND stands in no one place"},
        FormCase{"ComparedOutside", "a >= 3", 2, ">= compares nothing here; only a COUNT is compared"},
        FormCase{"ComparisonInAWord", "sources>3", 7, "nothing can be compared but COUNT(a) >= 3"},
        FormCase{"SmallCount", "count(a) >= 3", 0, "Did you mean \"COUNT(\"?"},
        FormCase{"TooDeep",
                 [] {
                   std::string text;
                   for (int i = 0; i < 201; ++i) text += "SAME_SENTENCE(a,";
                   return text;
                 }(),
                 3200, "more than 200 deep"}),
    row_name<FormCase>);

INSTANTIATE_TEST_SUITE_P(
    Commas, MistakeOfForm,
    testing::Values(FormCase{"AtTheEndOfAWord", "taiwan, talks", 6, "write OR or AND between two terms"},
                    FormCase{"AtTheBeginOfAWord", "taiwan ,talks", 7, "write OR or AND between two terms"},
                    FormCase{"Alone", "taiwan , talks", 7, "Did you mean \"OR\"?"},
                    FormCase{"AfterAPhrase", "\"a b\", c", 5, "Did you mean \"OR\"?"},
                    FormCase{"AfterAnEntity", "@us, @china", 3, "Did you mean \"OR\"?"},
                    FormCase{"InAGroup", "(taiwan, talks)", 7, "only inside the brackets of a function"},
                    FormCase{"AfterAFunction", "AT_LEAST(1, a), b", 14, "Did you mean \"OR\"?"},
                    FormCase{"WideAtTheEnd", "台湾， 军售", 6, "write OR between two terms"},
                    FormCase{"IdeographicAtTheEnd", "台湾、 军售", 6, "write OR between two terms"}),
    row_name<FormCase>);

INSTANTIATE_TEST_SUITE_P(
    AsSpelt, MistakeOfForm,
    testing::Values(FormCase{"Alone", "a AND = b", 6, "= stands directly before a word"},
                    FormCase{"AtTheEnd", "a AND =", 6, "= stands directly before a word"},
                    FormCase{"Group", "=(a OR b)", 0, "exact:(ROC OR PLA)"},
                    FormCase{"Entity", "=@us", 0, "which of its names count as spelt"},
                    FormCase{"Regex", "=/a/", 0, "counts capitals anyway"},
                    FormCase{"ExactEntity", "exact:@us", 6, "put @us outside of exact:"},
                    FormCase{"ExactRegexInAGroup", "exact:(ROC OR /a+/)", 14, "put /a+/ outside of exact:"},
                    FormCase{"Twice", "==ROC", 0, "one = is enough"},
                    FormCase{"BeforeAField", "=title:ROC", 0, "title:=…"},
                    FormCase{"Tags", "tags:=US", 5, "are compared in any case"},
                    FormCase{"ExactTags", "exact:tags:US", 11, "are compared in any case"},
                    FormCase{"NoWord", "=--", 0, "holds no letter or digit"},
                    FormCase{"OpenQuote", "=\"a b", 1, "this quote is never closed"},
                    FormCase{"FieldWithEquals", "lang=zh", 4, "a field is written lang:zh, with a colon"},
                    FormCase{"FieldWithTwoEquals", "lang==zh", 4, "a field is written lang:zh"},
                    FormCase{"NoFieldWithEquals", "a=b", 1, "nothing can be compared"}),
    row_name<FormCase>);

INSTANTIATE_TEST_SUITE_P(
    FieldNames, MistakeOfForm,
    testing::Values(FormCase{"Unlike", "titel:taiwan", 0, "Did you mean \"title\"?"},
                    FormCase{"NamesAll", "quetzal:a", 0,
                             "(title, summary, body, author, category, link, source, tags, lang)"},
                    FormCase{"InCapitals", "Title:a", 0, "Did you mean \"title\"?"},
                    FormCase{"Tag", "tag:a", 0, "Did you mean \"tags\"?"},
                    FormCase{"Authors", "authors:a", 0, "Did you mean \"author\"?"},
                    FormCase{"Headline", "headline:a", 0, "Did you mean \"title\"?"},
                    FormCase{"Language", "language:zh", 0, "Did you mean \"lang\"?"},
                    FormCase{"Site", "site:example.org", 0, "Did you mean \"link\"?"},
                    FormCase{"Address", "https://example.org/a", 0, "an address stands in quotes"},
                    FormCase{"InAnother", "title:(a AND body:b)", 13, "a field inside another field"},
                    FormCase{"OfNothing", "title:", 6, "ends where a term is missing"},
                    FormCase{"EntityInTags", "tags:@us", 5, "write @us without the field"},
                    FormCase{"EntityInLang", "lang:(zh OR @us)", 12, "compared as a whole"},
                    FormCase{"LanguageByName", "lang:chinese", 5, "\"chinese\" is no language's code; write lang:zh"},
                    FormCase{"LanguageWithUnderscore", "lang:zh_TW", 5, "lang:zh-TW"},
                    FormCase{"LanguagePrefix", "lang:zh*", 5, "leave the * out"},
                    FormCase{"LanguageOfOneLetter", "lang:z", 5, "write two or three letters"},
                    FormCase{"LanguageTooLong", "lang:zh-abcdefghi", 5, "write two or three letters"},
                    FormCase{"LanguagePhrase", "lang:\"zh or en\"", 5, "write two or three letters"},
                    FormCase{"NoLetterInTags", "tags:\"--\"", 5, "holds no letter or digit"}),
    row_name<FormCase>);

INSTANTIATE_TEST_SUITE_P(
    Prefixes, MistakeOfForm,
    testing::Values(FormCase{"TooShort", "s*", 0, "at least 2 letters"},
                    FormCase{"TooShortInCyrillic", "с*", 0, "at least 2"},
                    FormCase{"TooShortInAPhrase", "\"export s*\"", 0, "at least 2 letters"},
                    FormCase{"InsideAWord", "sanc*ion", 4, "* stands only at the end of a word"},
                    FormCase{"InsideAPhrase", "\"export* control\"", 7, "only at the end of the last word"},
                    FormCase{"BeforeALetterInAPhrase", "“a *b”", 5, "only at the end of the last word"},
                    FormCase{"Chinese", "台湾*", 0, "terms match inside there anyway"},
                    FormCase{"OneChineseCharacter", "台*", 0, "terms match inside there anyway"},
                    FormCase{"ChineseAfterLatin", "AI芯片*", 0, "terms match inside there anyway"},
                    FormCase{"ChinesePhrase", "\"台湾 军售*\"", 0, "terms match inside there anyway"},
                    FormCase{"Thai", "ไต้*", 0, "terms match inside there anyway"},
                    FormCase{"Acronym", "U.S.*", 0, "an acronym with dots"},
                    FormCase{"AfterAHyphen", "mil-*", 0, "has no letter before the *"},
                    FormCase{"Alone", "a AND *", 6, "holds no letter or digit"}),
    row_name<FormCase>);

INSTANTIATE_TEST_SUITE_P(Regexes, MistakeOfForm,
                         testing::Values(FormCase{"FlagG", "/ab/g", 4, "\"g\" is no flag of a regular expression"},
                                         FormCase{"FlagGHasAdvice", "/ab/g", 4, "Did you mean /…/i or /(?i)…/"},
                                         FormCase{"FlagCapitalI", "/ab/I", 4, "did you mean /…/i or /(?i)…/"},
                                         FormCase{"FlagM", "/ab/m", 4, "did you mean /(?m)…/"},
                                         FormCase{"FlagX", "/ab/x", 4, "blanks in a pattern always count"},
                                         FormCase{"FlagU", "/ab/u", 4, "every text is Unicode"},
                                         FormCase{"FlagUnknown", "/ab/q", 4, "s (. matches line ends too)"},
                                         FormCase{"SecondFlag", "/ab/ig", 5, "\"g\" is no flag"}),
                         row_name<FormCase>);

TEST(ParseMistakes, AreAllToldWhereTheyDoNotDependOnOneAnother) {
  const auto parsed =
      parse("-quiz OR titel:x OR a w/5 b OR AT_LEAST(2, sanc*ion, ==b) OR COUNT(c) < 3 OR lang=zh OR \"c");
  ASSERT_FALSE(parsed.has_value());
  std::string offsets;
  for (const Mistake& mistake : parsed.error()) offsets += std::to_string(mistake.offset) + " ";
  EXPECT_EQ(offsets, "0 9 22 47 53 70 81 88 ") << mistakes_text(parsed.error());
}

TEST(ParsePlaces, CoverWhatWasWritten) {
  const std::string text = "x OR title:(SAME_SENTENCE(a, =\"b c\")) AND COUNT(d) >= 3";
  const auto parsed = parse(text);
  ASSERT_TRUE(parsed.has_value());
  const auto written = [&](const Expression& part) {
    return text.substr(part.place.begin, part.place.end - part.place.begin);
  };
  const Expression& both = parsed->operands[1];
  EXPECT_EQ(written(both), "title:(SAME_SENTENCE(a, =\"b c\")) AND COUNT(d) >= 3");
  EXPECT_EQ(written(both.operands[0]), "title:(SAME_SENTENCE(a, =\"b c\"))");
  EXPECT_EQ(written(both.operands[1]), "COUNT(d) >= 3");
  EXPECT_EQ(both.operands[0].operands[1].written, "=\"b c\"");
}

TEST(ParseLimits, AChainOfNearIsNoTower) {
  std::string text = "a";
  for (int i = 0; i < 900; ++i) text += " NEAR/1 a";
  EXPECT_TRUE(parse(text).has_value());
  for (int i = 0; i < 6000; ++i) text += " NEAR/1 a";
  const auto parsed = parse(text);
  ASSERT_FALSE(parsed.has_value());
  EXPECT_THAT(parsed.error()[0].message, HasSubstr("more than 1000 deep"));
}

TEST(ParseLimits, AnyBytesEnd) {
  for (const std::string_view piece : {"(",
                                       "COUNT(",
                                       "AT_LEAST(1,",
                                       "exact:",
                                       "title:",
                                       "NOT ",
                                       "=",
                                       ",",
                                       ">=",
                                       "\"",
                                       "/",
                                       "@",
                                       "*",
                                       "a",
                                       "\xFF",
                                       "（",
                                       "“",
                                       "”",
                                       " ",
                                       "NEAR/1 ",
                                       "a NEAR/1 ",
                                       "w/5(",
                                       "SAME_SENTENCE("}) {
    std::string text;
    while (text.size() + piece.size() <= 65'536) text += piece;
    const auto parsed = parse(text);
    EXPECT_TRUE(parsed.has_value() || !parsed.error().empty());
  }
}

/// A random expression of every construct, as text and as the tree it must be.
class RandomExpression {
 public:
  explicit RandomExpression(unsigned seed) : random_(seed) {}

  struct Made {
    std::string text;
    std::string tree;
  };

  Made any_of(int depth) {
    return chain(depth, "OR", 3, [&](int d) { return all_of(d); });
  }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }
  std::string blank() { return below(8) == 0 ? "  \n" : " "; }

  template <class Operand>
  Made chain(int depth, const std::string& op, std::size_t most, Operand operand) {
    const std::size_t parts = depth > 0 ? 1 + below(most) : 1;
    Made made = operand(depth);
    for (std::size_t i = 1; i < parts; ++i) {
      const Made next = operand(depth);
      made.text += blank() + op + blank() + next.text;
      made.tree += " " + next.tree;
    }
    if (parts > 1) made.tree = "(" + op + " " + made.tree + ")";
    return made;
  }

  Made all_of(int depth) {
    return chain(depth, "AND", 2, [&](int d) { return below(4) == 0 ? near() : negation(d); });
  }

  Made near() {
    Made made = leaf();
    for (std::size_t links = 1 + below(2); links > 0; --links) {
      const std::string op = (below(2) == 0 ? "NEAR/" : "BEFORE/") + std::to_string(below(1001));
      const Made right = below(3) == 0 ? in_brackets(leaf(), leaf()) : leaf();
      made = {made.text + blank() + op + blank() + right.text, "(" + op + " " + made.tree + " " + right.tree + ")"};
    }
    return made;
  }

  static Made in_brackets(const Made& one, const Made& other) {
    return {"(" + one.text + " OR " + other.text + ")", "(OR " + one.tree + " " + other.tree + ")"};
  }

  Made negation(int depth) {
    if (below(6) != 0) return single(depth);
    const Made operand = negation(depth);
    return {"NOT" + blank() + operand.text, "(NOT " + operand.tree + ")"};
  }

  Made single(int depth) {
    if (depth == 0) return leaf();
    switch (below(6)) {
      case 0: {
        Made inner = any_of(depth - 1);
        return {"(" + inner.text + (below(2) == 0 ? " )" : ")"), inner.tree};
      }
      case 1:
        return function("SAME_SENTENCE(", "SAME_SENTENCE", 2, depth);
      case 2:
        return function("AT_LEAST(2,", "AT_LEAST/2", 2, depth);
      case 3: {
        const Made counted = below(2) == 0 ? near() : in_brackets(leaf(), leaf());
        const std::size_t number = 1 + below(1000);
        const std::string sign = below(2) == 0 ? ">=" : ">";
        return {"COUNT(" + counted.text + ")" + blank() + sign + (below(2) == 0 ? " " : "") + std::to_string(number),
                "(COUNT/" + std::to_string(number + sign.size() % 2) + " " + counted.tree + ")"};
      }
      default:
        return leaf();
    }
  }

  Made function(const std::string& open, const std::string& name, std::size_t parts, int depth) {
    Made made{open, "(" + name};
    for (std::size_t i = 0, all = parts + below(3); i < all; ++i) {
      const Made part = any_of(depth - 1);
      made.text += (i == 0 ? "" : below(2) == 0 ? "," : " , ") + part.text;
      made.tree += " " + part.tree;
    }
    return {made.text + ")", made.tree + ")"};
  }

  Made leaf() {
    static const std::vector<Made> kLeaves{
        {"taiwan", "[taiwan]"},
        {"\"arms, sale)\"", "[arms, sale)]"},
        {"sanction*", "[sanction*]"},
        {"“export co*”", "[export co*]"},
        {"/a(b|\\/)+/i", "/a(b|\\/)+/i"},
        {"@us", "@us"},
        {"=ROC", "=[ROC]"},
        {"exact:\"State De*\"", "=[State De*]"},
        {"台湾", "[台湾]"},
        {"1.5", "[1.5]"},
        {"U.S.", "[U.S.]"},
        {"\"AND\"", "[AND]"},
    };
    return kLeaves[below(kLeaves.size())];
  }

  std::mt19937 random_;
};

TEST(ParseRandomExpressions, GivesTheTreeThatWasWritten) {
  for (unsigned seed = 0; seed < 2000; ++seed) {
    const RandomExpression::Made made = RandomExpression(seed).any_of(static_cast<int>(seed % 5));
    const auto parsed = parse(made.text);
    ASSERT_TRUE(parsed.has_value()) << made.text << "\n" << mistakes_text(parsed.error());
    ASSERT_EQ(to_text(*parsed), made.tree) << made.text;
  }
}

struct TruthCase {
  const char* name;
  const char* text;
  bool needs_nothing;
  Truth truth;
};

class TruthOf : public testing::TestWithParam<TruthCase> {};

TEST_P(TruthOf, IsKnownBeforeAnyNews) {
  const auto parsed = parse(GetParam().text);
  ASSERT_TRUE(parsed.has_value()) << mistakes_text(parsed.error());
  EXPECT_EQ(needs_nothing(*parsed), GetParam().needs_nothing);
  EXPECT_EQ(truth(*parsed), GetParam().truth);
}

INSTANTIATE_TEST_SUITE_P(
    Constructs, TruthOf,
    testing::Values(TruthCase{"Word", "a", false, Truth::sometimes},
                    TruthCase{"Contradiction", "a AND NOT A", false, Truth::never},
                    TruthCase{"ContradictionInFields", "title:a AND NOT body:a", false, Truth::sometimes},
                    TruthCase{"Tautology", "a OR NOT \"a\"", true, Truth::always},
                    TruthCase{"ExactIsAnother", "a AND NOT =a", false, Truth::sometimes},
                    TruthCase{"ExactOfOtherCapitals", "=ROC AND NOT =Roc", false, Truth::sometimes},
                    TruthCase{"ExactContradiction", "=ROC AND NOT exact:ROC", false, Truth::never},
                    TruthCase{"PrefixIsAnother", "sanction AND NOT sanction*", false, Truth::sometimes},
                    TruthCase{"PrefixPhrase", "\"a be*\" AND NOT \"A BE*\"", false, Truth::never},
                    TruthCase{"AtLeastAll", "AT_LEAST(2, a, NOT a)", false, Truth::never},
                    TruthCase{"AtLeastOne", "AT_LEAST(1, a, NOT a)", true, Truth::always},
                    TruthCase{"AtLeastNots", "AT_LEAST(2, NOT a, NOT b, c)", true, Truth::sometimes},
                    TruthCase{"AtLeastNeedsOne", "AT_LEAST(2, NOT a, b, c)", false, Truth::sometimes},
                    TruthCase{"NearSame", "a NEAR/5 b AND NOT (a NEAR/5 b)", false, Truth::never},
                    TruthCase{"NearSidesChanged", "a NEAR/5 b AND NOT (b NEAR/5 a)", false, Truth::never},
                    TruthCase{"NearOtherNumber", "a NEAR/5 b AND NOT (a NEAR/4 b)", false, Truth::sometimes},
                    TruthCase{"BeforeSidesChanged", "a BEFORE/5 b AND NOT (b BEFORE/5 a)", false, Truth::sometimes},
                    TruthCase{"BeforeIsNotNear", "a NEAR/5 b AND NOT (a BEFORE/5 b)", false, Truth::sometimes},
                    TruthCase{"CountSame", "COUNT(a) >= 3 AND NOT COUNT(a) > 2", false, Truth::never},
                    TruthCase{"CountOther", "COUNT(a) >= 2 AND NOT COUNT(a) >= 3", false, Truth::sometimes},
                    TruthCase{"SentenceSame", "SAME_SENTENCE(a, b) AND NOT SAME_SENTENCE(b, a)", false, Truth::never},
                    TruthCase{"SentenceOfNots", "SAME_SENTENCE(NOT a, NOT b)", true, Truth::sometimes},
                    TruthCase{"SentenceOfOneNot", "SAME_SENTENCE(a, NOT b)", false, Truth::sometimes},
                    TruthCase{"TagsContradiction", "tags:us AND NOT tags:US", false, Truth::never},
                    TruthCase{"ManyTerms", "a AND b AND c AND d AND e AND f AND g AND h AND i AND NOT a", false,
                              Truth::sometimes}),
    row_name<TruthCase>);

struct SameCase {
  const char* name;
  const char* one;
  const char* other;
  bool same;
};

class CanonicalOf : public testing::TestWithParam<SameCase> {};

TEST_P(CanonicalOf, IsEqualExactlyForTheSame) {
  const auto one = parse(GetParam().one);
  const auto other = parse(GetParam().other);
  ASSERT_TRUE(one.has_value() && other.has_value());
  EXPECT_EQ(canonical(*one) == canonical(*other), GetParam().same);
}

INSTANTIATE_TEST_SUITE_P(
    Pairs, CanonicalOf,
    testing::Values(SameCase{"Capitals", "Taiwan", "\"TAIWAN\"", true}, SameCase{"OrderOfOr", "a OR b", "b OR a", true},
                    SameCase{"OrderOfAnd", "a AND (b OR c)", "(c OR b) AND a", true},
                    SameCase{"BracketsInOr", "a OR (b OR c)", "a OR b OR c", true},
                    SameCase{"Twice", "a OR a", "a", true}, SameCase{"TwoNots", "NOT NOT a", "a", true},
                    SameCase{"FieldOfAGroup", "title:(a OR b)", "title:a OR title:b", true},
                    SameCase{"CountMoreThan", "COUNT(a) > 2", "COUNT(a) >= 3", true},
                    SameCase{"FlagsOfARegex", "/a/is", "/a/si", true},
                    SameCase{"SidesOfNear", "a NEAR/1 b", "b NEAR/1 a", true},
                    SameCase{"SidesOfBefore", "a BEFORE/1 b", "b BEFORE/1 a", false},
                    SameCase{"AndOr", "a AND b", "a OR b", false}, SameCase{"Field", "title:a", "a", false},
                    SameCase{"PhraseAndItsWords", "\"a b\"", "\"ab\"", false},
                    SameCase{"JoinedOrNot", "台湾", "\"台 湾\"", false}, SameCase{"Dots", "U.S.", "us", false},
                    SameCase{"AtLeastTwice", "AT_LEAST(2, a, a, b)", "AT_LEAST(2, a, b, b)", false},
                    SameCase{"WholeValue", "tags:us-china", "tags:\"us china\"", false},
                    SameCase{"EntityAndWord", "@us", "us", false}),
    row_name<SameCase>);

}  // namespace
}  // namespace tb::rules
