// The rule language, case by case: what each construct matches, in which scripts, and what it shows as evidence.
#include <gtest/gtest.h>

#include <string>

#include "rules/makers.hpp"

namespace tb::rules {
namespace {

struct LanguageCase {
  const char* name;
  const char* match;
  const char* title;
  const char* want;  ///< the evidence's texts with | between; null: no hit
};

class Language : public testing::TestWithParam<LanguageCase> {
 protected:
  /// The evidence of the rule in the title; "no hit" for a miss.
  static std::string found(const LanguageCase& row) {
    const std::vector<Hit> hits = compiled({a_pack(row.match)})->match(titled(row.title));
    return hits.empty() ? "no hit" : texts_of(hits.front().evidence);
  }
};

TEST_P(Language, MatchesAsDocumented) {
  EXPECT_EQ(found(GetParam()), GetParam().want != nullptr ? GetParam().want : "no hit");
}

std::string row_name(const testing::TestParamInfo<LanguageCase>& row) {
  return row.param.name;
}

constexpr const char* kNoHit = nullptr;

INSTANTIATE_TEST_SUITE_P(
    Words, Language,
    testing::Values(LanguageCase{"Word", "talks", "Talks resume", "Talks"},
                    LanguageCase{"WordInNoOther", "talk", "Talks resume", kNoHit},
                    LanguageCase{"EveryOccurrence", "war", "War, war and war", "War|war|war"},
                    LanguageCase{"CapitalsInTheRule", "TALKS", "talks", "talks"},
                    LanguageCase{"AtTheEnd", "talks", "no talks", "talks"},
                    LanguageCase{"BesidePunctuation", "talks", "(talks)", "talks"},
                    LanguageCase{"BareHyphenated", "mil-to-mil", "A mil-to-mil call", "mil-to-mil"},
                    LanguageCase{"Number", "2049", "By 2049, says report", "2049"},
                    LanguageCase{"NumberInNoOther", "204", "By 2049", kNoHit},
                    LanguageCase{"ApostropheInside", "Xi'an", "Fog in Xi’an", "Xi’an"},
                    LanguageCase{"NoPartOfApostropheWord", "xi", "Fog in Xi'an", kNoHit},
                    LanguageCase{"Possessive", "Taiwan", "Taiwan’s vote", "Taiwan"},
                    LanguageCase{"PossessiveInTheRule", "\"Taiwan's vote\"", "Taiwan vote", "Taiwan vote"},
                    LanguageCase{"FrenchElision", "Iran", "Avec l’Iran", "Iran"},
                    LanguageCase{"Accent", "Erdogan", "Erdoğan warns", "Erdoğan"},
                    LanguageCase{"AccentInTheRule", "Erdoğan", "Erdogan warns", "Erdogan"},
                    LanguageCase{"SharpS", "Strasse", "Straße gesperrt", "Straße"},
                    LanguageCase{"FullWidth", "PLA", "ＰＬＡ　drill", "ＰＬＡ"},
                    LanguageCase{"SoftHyphen", "military", "mili\u00ADtary", "mili\u00ADtary"},
                    LanguageCase{"ZeroWidthSpace", "military", "mili\u200Btary", "mili\u200Btary"}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    Acronyms, Language,
    testing::Values(LanguageCase{"DotsInTheRule", "U.S.", "The U.S. says", "U.S."},
                    LanguageCase{"DotsInTheRuleAndCapitals", "U.S.", "US says", "US"},
                    LanguageCase{"DotsInTheRuleAndThePronoun", "U.S.", "Give us peace", kNoHit},
                    LanguageCase{"DotsInTheRuleAndCapitalizedPronoun", "U.S.", "Us and them", kNoHit},
                    LanguageCase{"DotsInTheText", "PLA", "P.L.A. drill", "P.L.A."},
                    LanguageCase{"DotsInSmallLetters", "U.S.", "the u.s. says", "u.s."},
                    LanguageCase{"InAPhrase", "\"U.S. Army\"", "US Army base", "US Army"},
                    LanguageCase{"InAPhraseWithoutCapitals", "\"U.S. Army\"", "let us army folk", kNoHit},
                    LanguageCase{"BesideAHyphen", "\"US-China\"", "U.S.-China talks", "U.S.-China"},
                    LanguageCase{"Possessive", "U.S.", "the U.S.’s role", "U.S."},
                    LanguageCase{"Russian", "К.Н.Р.", "КНР и США", "КНР"}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    Phrases, Language,
    testing::Values(LanguageCase{"Phrase", "\"export control\"", "An export control list", "export control"},
                    LanguageCase{"InThisOrder", "\"export control\"", "control export", kNoHit},
                    LanguageCase{"WithNothingBetween", "\"export control\"", "export and control", kNoHit},
                    LanguageCase{"AcrossAHyphen", "\"export control\"", "export-control list", "export-control"},
                    LanguageCase{"AnyDash", "\"military-to-military\"", "military—to–military", "military—to–military"},
                    LanguageCase{"SpacesForHyphens", "\"military-to-military\"", "Military to military talks",
                                 "Military to military"},
                    LanguageCase{"NonBreakingHyphen", "\"mil-to-mil\"", "mil\u2011to\u2011mil", "mil\u2011to\u2011mil"},
                    LanguageCase{"CurlyQuotesInTheRule", "“export control”", "export control", "export control"},
                    LanguageCase{"OverlappingItself", "\"a b a\"", "a b a b a", "a b a|a b a"},
                    LanguageCase{"StartedTwice", "\"de de risking\"", "de de de risking", "de de risking"},
                    LanguageCase{"LongerThanTheText", "\"export control\"", "export", kNoHit},
                    LanguageCase{"PunctuationInTheRule", "\"export, control!\"", "export control", "export control"},
                    LanguageCase{"Apostrophe", "\"People's Liberation Army\"", "People’s Liberation Army",
                                 "People’s Liberation Army"},
                    LanguageCase{"OperatorsInQuotes", "\"and or not\"", "and or not", "and or not"},
                    LanguageCase{"AcrossLines", "\"export control\"", "export\ncontrol", "export\ncontrol"}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    Scripts, Language,
    testing::Values(
        LanguageCase{"ChineseInsideARun", "台湾", "美国对台湾军售", "台湾"},
        LanguageCase{"ChineseAcrossAComma", "中国", "在军事中，国家", kNoHit},
        LanguageCase{"ChineseAcrossASpace", "中国", "特朗普访中 国务卿随行", kNoHit},
        LanguageCase{"ChineseTraditionalIsSimplified", "台湾", "臺灣海峽", "臺灣"},
        LanguageCase{"ChineseTraditional", "臺灣", "臺灣海峽", "臺灣"},
        LanguageCase{"ChineseAndLatin", "AI芯片", "对AI芯片的管制", "AI芯片"},
        LanguageCase{"ChineseAndLatinWithSpace", "AI芯片", "对 AI 芯片的管制", "AI 芯片"},
        LanguageCase{"ChineseTwice", "台湾", "台湾人说台湾", "台湾|台湾"},
        LanguageCase{"ChineseNear", "台湾 NEAR/4 军售", "对台湾的新军售", "台湾|军售"},
        LanguageCase{"JapaneseKatakana", "タイワン", "これはタイワンだ", "タイワン"},
        LanguageCase{"JapaneseHalfWidth", "タイワン", "ﾀｲﾜﾝ", "ﾀｲﾜﾝ"},
        LanguageCase{"JapaneseVoicingCounts", "か", "が", kNoHit},
        LanguageCase{"JapaneseMiddleDotInTheRule", "\"ナンシー・ペロシ\"", "ナンシーペロシ氏", "ナンシーペロシ"},
        LanguageCase{"JapaneseMiddleDotInBoth", "\"ナンシー・ペロシ\"", "ナンシー・ペロシ氏", "ナンシー・ペロシ"},
        LanguageCase{"JapaneseMiddleDotInTheTextAlone", "ナンシーペロシ", "ナンシー・ペロシ氏", kNoHit},
        LanguageCase{"JapaneseKanji", "日米", "日米首脳会談", "日米"},
        LanguageCase{"Korean", "\"한미 동맹\"", "오늘 한미 동맹 논의", "한미 동맹"},
        LanguageCase{"KoreanParticle", "대만", "대만은 안전", "대만은"},
        LanguageCase{"KoreanParticleByPrefix", "대만*", "대만은 안전", "대만은"},
        LanguageCase{"Russian", "Тайвань", "ТАЙВАНЬ и Китай", "ТАЙВАНЬ"},
        LanguageCase{"RussianYo", "учёные", "ученые спорят", "ученые"},
        LanguageCase{"RussianShortI", "мой", "мои права", kNoHit},
        LanguageCase{"Arabic", "الصين", "قالت الصِّين إن", "الصِّين"},
        LanguageCase{"ArabicAlef", "أمريكا", "امريكا تعلن", "امريكا"},
        LanguageCase{"ArabicTatweel", "تايوان", "تايـــوان", "تايـــوان"},
        LanguageCase{"ArabicPhrase", "\"بحر الصين\"", "في بحر الصين الجنوبي", "بحر الصين"},
        LanguageCase{"Hebrew", "ישראל", "יִשְׂרָאֵל", "יִשְׂרָאֵל"}, LanguageCase{"Greek", "Αθήνα", "ΑΘΗΝΑ", "ΑΘΗΝΑ"},
        LanguageCase{"Thai", "ไต้หวัน", "ช่องแคบไต้หวันวันนี้", "ไต้หวัน"},
        LanguageCase{"Vietnamese", "\"Biển Đông\"", "tại Biển Đông", "Biển Đông"},
        LanguageCase{"Hindi", "चीन", "भारत और चीन", "चीन"}),
    row_name);

INSTANTIATE_TEST_SUITE_P(Operators, Language,
                         testing::Values(LanguageCase{"AndBoth", "taiwan AND talks", "Talks on Taiwan", "Talks|Taiwan"},
                                         LanguageCase{"AndOne", "taiwan AND talks", "Talks", kNoHit},
                                         LanguageCase{"OrFirst", "taiwan OR talks", "Taiwan", "Taiwan"},
                                         LanguageCase{"OrBoth", "taiwan OR talks", "Taiwan talks", "Taiwan|talks"},
                                         LanguageCase{"OrNone", "taiwan OR talks", "Nothing", kNoHit},
                                         LanguageCase{"NotAbsent", "taiwan AND NOT quiz", "Taiwan votes", "Taiwan"},
                                         LanguageCase{"NotPresent", "taiwan AND NOT quiz", "Taiwan quiz", kNoHit},
                                         LanguageCase{"NotNot", "NOT NOT taiwan", "Taiwan", "Taiwan"},
                                         LanguageCase{"NotOfAGroup", "a AND NOT (b AND c)", "a b", "a"},
                                         LanguageCase{"NotOfAGroupAllThere", "a AND NOT (b AND c)", "a b c", kNoHit},
                                         LanguageCase{"NotOfOr", "a AND NOT (b OR c)", "a c", kNoHit},
                                         LanguageCase{"NotInsideNot", "NOT (NOT a OR b)", "a c", "a"},
                                         LanguageCase{"AndBindsTighterThanOrLeft", "a AND b OR c", "c", "c"},
                                         LanguageCase{"AndBindsTighterThanOrRight", "a OR b AND c", "a", "a"},
                                         LanguageCase{"Brackets", "(a OR b) AND c", "a", kNoHit},
                                         LanguageCase{"NotBindsTightest", "NOT a AND b", "b", "b"},
                                         LanguageCase{"FalseSideOfOrGivesNoEvidence", "(a AND b) OR c", "a c", "c"},
                                         LanguageCase{"NotGivesNoEvidence", "a AND NOT (b AND c)", "a b", "a"},
                                         LanguageCase{"LongChain", "a AND b AND c AND d", "d c b a", "d|c|b|a"},
                                         LanguageCase{"SameTermTwice", "a AND (a OR b)", "a", "a"}),
                         row_name);

INSTANTIATE_TEST_SUITE_P(
    Near, Language,
    testing::Values(LanguageCase{"NextToEachOther", "a NEAR/0 b", "a b", "a|b"},
                    LanguageCase{"EitherOrder", "a NEAR/0 b", "b a", "b|a"},
                    LanguageCase{"OneBetween", "a NEAR/1 b", "a x b", "a|b"},
                    LanguageCase{"OneTooMany", "a NEAR/1 b", "a x x b", kNoHit},
                    LanguageCase{"OneTooManyBackwards", "a NEAR/1 b", "b x x a", kNoHit},
                    LanguageCase{"Zero", "a NEAR/0 b", "a x b", kNoHit},
                    LanguageCase{"CountsFromThePhrasesEnd", "\"a b c\" NEAR/1 d", "a b c x d", "a b c|d"},
                    LanguageCase{"CountsToThePhrasesBegin", "d NEAR/1 \"a b c\"", "d x a b c", "d|a b c"},
                    LanguageCase{"OnlyTheSpansNearEnough", "a NEAR/1 b", "a x x a b x x x b", "a|b"},
                    LanguageCase{"Group", "(a OR b) NEAR/1 (c OR d)", "b x d", "b|d"},
                    LanguageCase{"GroupInGroup", "(a OR (b OR c)) NEAR/1 d", "c d", "c|d"},
                    LanguageCase{"Entities", "@us NEAR/3 @china", "China accuses the US", "China|US"},
                    LanguageCase{"EntityAndWord", "@pla NEAR/2 drill*", "PLA starts drills", "PLA|drills"},
                    LanguageCase{"NotWithItself", "a NEAR/5 a", "a x", kNoHit},
                    LanguageCase{"WithAnotherOfItself", "a NEAR/5 a", "a x a", "a|a"},
                    LanguageCase{"NoOverlap", "\"a b\" NEAR/5 b", "a b", kNoHit},
                    LanguageCase{"BindsTighterThanAnd", "c AND a NEAR/0 b", "a b c", "a|b|c"},
                    LanguageCase{"NotNear", "a AND NOT (a NEAR/1 b)", "a x x b", "a"},
                    LanguageCase{"NotNearButNear", "a AND NOT (a NEAR/1 b)", "a b", kNoHit},
                    LanguageCase{"PunctuationIsNoWord", "a NEAR/0 b", "a -- (b)", "a|b"},
                    LanguageCase{"PossessiveIsNoWord", "taiwan NEAR/0 vote", "Taiwan's vote", "Taiwan|vote"}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    Prefixes, Language,
    testing::Values(LanguageCase{"Prefix", "sanction*", "Sanctions and sanctioned", "Sanctions|sanctioned"},
                    LanguageCase{"TheWordItself", "sanction*", "a sanction", "sanction"},
                    LanguageCase{"NotInside", "sanction*", "unsanctioned", kNoHit},
                    LanguageCase{"TwoLengths", "decoupl* OR de*", "Decoupling denied", "Decoupling|Decoupling|denied"},
                    LanguageCase{"Accents", "élect*", "Elections", "Elections"},
                    LanguageCase{"Russian", "санкц*", "Санкции", "Санкции"}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    PrefixPhrases, Language,
    testing::Values(LanguageCase{"LastWordGoesOn", "\"export control*\"", "New export controls", "export controls"},
                    LanguageCase{"LastWordItself", "\"export control*\"", "An export control", "export control"},
                    LanguageCase{"FirstWordIsWhole", "\"export control*\"", "Exports controlled", kNoHit},
                    LanguageCase{"InThisOrder", "\"export control*\"", "controls on export", kNoHit},
                    LanguageCase{"BareTermOfTwoWords", "mil-to-mil*", "A mil-to-military line", "mil-to-military"}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    AsSpelt, Language,
    testing::Values(LanguageCase{"Spelt", "=ROC", "The ROC votes", "ROC"},
                    LanguageCase{"OtherCapitals", "=ROC", "The Roc flies", kNoHit},
                    LanguageCase{"Phrase", "=\"State Department\"", "The State Department says", "State Department"},
                    LanguageCase{"PhraseInSmallLetters", "=\"State Department\"", "the state department", kNoHit},
                    LanguageCase{"Group", "exact:(US OR PLA)", "Give us the PLA", "PLA"},
                    LanguageCase{"Prefix", "=Sanction*", "Sanctions and sanctions", "Sanctions"},
                    LanguageCase{"OperatorAsAWord", "=OR AND =ID", "From OR to ID", "OR|ID"},
                    LanguageCase{"NoParticle", "=대만", "대만은 안전", kNoHit},
                    LanguageCase{"NoOtherCharacters", "=台湾", "臺灣海峽", kNoHit}),
    row_name);

INSTANTIATE_TEST_SUITE_P(Before, Language,
                         testing::Values(LanguageCase{"InThisOrder", "a BEFORE/1 b", "a x b", "a|b"},
                                         LanguageCase{"NotInTheOther", "a BEFORE/1 b", "b x a", kNoHit},
                                         LanguageCase{"NextToEachOther", "a BEFORE/0 b", "a b", "a|b"},
                                         LanguageCase{"TooFar", "a BEFORE/0 b", "a x b", kNoHit},
                                         LanguageCase{"LeftToRight", "a NEAR/0 b BEFORE/0 c", "b a c", "b|a|c"},
                                         LanguageCase{"LeftToRightTheOtherWay", "a NEAR/0 b BEFORE/0 c", "c a b",
                                                      kNoHit}),
                         row_name);

INSTANTIATE_TEST_SUITE_P(
    NearOfExpressions, Language,
    testing::Values(LanguageCase{"Both", "(a AND b) NEAR/1 c", "a c b", "a|c|b"},
                    LanguageCase{"OnlyOne", "(a AND b) NEAR/1 c", "a c x x b", kNoHit},
                    LanguageCase{"OneWithoutTheOther", "(a AND NOT b) NEAR/1 c", "a c x x b", "a|c"},
                    LanguageCase{"OneWithTheOther", "(a AND NOT b) NEAR/1 c", "a c b", kNoHit},
                    LanguageCase{"AtLeastTwo", "AT_LEAST(2, a, b, d) NEAR/1 c", "d c a x x b", "d|c|a"},
                    LanguageCase{"Regex", "/\\d{3}/ NEAR/1 dead", "120 are dead", "120|dead"}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    Functions, Language,
    testing::Values(
        LanguageCase{"OneSentence", "SAME_SENTENCE(taiwan, talks)", "Talks on Taiwan fail. Rain.", "Talks|Taiwan"},
        LanguageCase{"TwoSentences", "SAME_SENTENCE(taiwan, talks)", "Taiwan votes. Talks fail.", kNoHit},
        LanguageCase{"SentenceWithout", "SAME_SENTENCE(taiwan, NOT quiz)", "The Taiwan quiz. Taiwan votes.", "Taiwan"},
        LanguageCase{"SentenceOfAlternatives", "SAME_SENTENCE(taiwan, talks OR votes)", "Taiwan votes.",
                     "Taiwan|votes"},
        LanguageCase{"AtLeastTwo", "AT_LEAST(2, a, b, c)", "c x a", "c|a"},
        LanguageCase{"AtLeastTwoOfWhichOneIs", "AT_LEAST(2, a, b, c)", "c x x", kNoHit},
        LanguageCase{"AtLeastTwoTimesOne", "AT_LEAST(2, a, b, c)", "c c c", kNoHit},
        LanguageCase{"CountReached", "COUNT(war) >= 3", "War, war and war", "War|war|war"},
        LanguageCase{"CountMissed", "COUNT(war) >= 3", "War and war", kNoHit},
        LanguageCase{"CountMore", "COUNT(war) > 2", "War, war and war", "War|war|war"},
        LanguageCase{"CountOfAlternatives", "COUNT(war OR peace) >= 2", "War and peace", "War|peace"},
        LanguageCase{"CountOfWhatSharesAWord", "COUNT(\"a b\" OR \"b c\") >= 2", "a b c", kNoHit},
        LanguageCase{"NotCount", "war AND NOT COUNT(war) >= 2", "War", "War"},
        LanguageCase{"NotCountReached", "war AND NOT COUNT(war) >= 2", "War and war", kNoHit}),
    row_name);

INSTANTIATE_TEST_SUITE_P(
    Regexes, Language,
    testing::Values(
        LanguageCase{"Regex", "/Type 0\\d\\d/", "The Type 055 ship", "Type 055"},
        LanguageCase{"CaseCounts", "/pla/", "PLA", kNoHit}, LanguageCase{"FlagForAnyCase", "/pla/i", "PLA", "PLA"},
        LanguageCase{"InlineFlag", "/(?i)pla/", "PLA", "PLA"}, LanguageCase{"DotAndLineEnds", "/a.b/", "a\nb", kNoHit},
        LanguageCase{"FlagForLineEnds", "/a.b/s", "a\nb", "a\nb"}, LanguageCase{"BothFlags", "/A.b/is", "a\nB", "a\nB"},
        LanguageCase{"InsideWords", "/anc/", "sanctions", "anc"}, LanguageCase{"OnTheShippedText", "/É/", "État", "É"},
        LanguageCase{"NotOnTheFoldedText", "/etat/", "État", kNoHit},
        LanguageCase{"Several", "/\\b[A-Z]-\\d+/", "J-20 and H-6", "J-20|H-6"},
        LanguageCase{"SlashInside", "/9\\/11/", "after 9/11", "9/11"},
        LanguageCase{"Chinese", "/(歼|轰)-\\d+/", "歼-20战机", "歼-20"},
        LanguageCase{"AndWord", "/J-\\d+/ AND taiwan", "J-20 near Taiwan", "J-20|Taiwan"},
        LanguageCase{"NotRegex", "taiwan AND NOT /quiz|test/", "Taiwan test", kNoHit},
        LanguageCase{"StartOfText", "/^Breaking/", "Breaking: war", "Breaking"},
        LanguageCase{"StartOfTextOnly", "/^Breaking/", "No Breaking", kNoHit}),
    row_name);

INSTANTIATE_TEST_SUITE_P(Entities, Language,
                         testing::Values(LanguageCase{"AnyName", "@taiwan", "Taipei says", "Taipei"},
                                         LanguageCase{"AnyCase", "@taiwan", "TAIPEI", "TAIPEI"},
                                         LanguageCase{"ChineseName", "@taiwan", "美国与台湾", "台湾"},
                                         LanguageCase{"RussianName", "@taiwan", "Тайвань", "Тайвань"},
                                         LanguageCase{"ArabicName", "@china", "وزير خارجية الصين", "الصين"},
                                         LanguageCase{"ExactName", "@taiwan", "the ROC army", "ROC"},
                                         LanguageCase{"ExactNameInAnotherCase", "@taiwan", "the roc flies", kNoHit},
                                         LanguageCase{"ExactNameMixedCase", "@taiwan", "the Roc flies", kNoHit},
                                         LanguageCase{"PronounIsNoCountry", "@us", "It is up to us now", kNoHit},
                                         LanguageCase{"ExactNameWithDots", "@us", "U.S.A. wins", "U.S.A."},
                                         LanguageCase{"ExactNameFullWidth", "@pla", "ＰＬＡ drill", "ＰＬＡ"},
                                         LanguageCase{"ExactNamePossessive", "@pla", "PLA’s drill", "PLA"},
                                         LanguageCase{"NameWithPossessive", "@pla", "The People’s Liberation Army",
                                                      "People’s Liberation Army"},
                                         LanguageCase{"ManyNames", "@us AND @china", "Beijing, America: 中国",
                                                      "Beijing|America|中国"},
                                         LanguageCase{"NotEntity", "talks AND NOT @us", "U.S. talks", kNoHit}),
                         row_name);

TEST(LanguageFields, AFieldLooksOnlyThere) {
  const auto set = compiled({a_pack("title:taiwan")});
  EXPECT_TRUE(set->match({.summary = "Taiwan", .body = "Taiwan"}).empty());
  EXPECT_EQ(set->match({.title = "Taiwan"}).size(), 1U);
}

TEST(LanguageFields, AGroupHoldsItsWholeExpressionToTheField) {
  const auto set = compiled({a_pack("summary:(\"export control\" AND (chips OR @china))")});
  EXPECT_TRUE(set->match({.title = "China", .summary = "export control"}).empty());
  EXPECT_EQ(set->match({.summary = "China: export control"}).size(), 1U);
}

TEST(LanguageFields, ARegexIsHeldToTheField) {
  const auto set = compiled({a_pack("body:/J-\\d+/")});
  EXPECT_TRUE(set->match({.title = "J-20"}).empty());
  EXPECT_EQ(set->match({.body = "J-20"}).size(), 1U);
}

TEST(LanguageFields, DifferentFieldsMayHoldDifferentTerms) {
  const auto set = compiled({a_pack("title:taiwan AND body:talks")});
  EXPECT_EQ(set->match({.title = "Taiwan", .body = "talks"}).size(), 1U);
  EXPECT_TRUE(set->match({.title = "talks", .body = "Taiwan"}).empty());
}

TEST(LanguageFields, WithoutAFieldAllAreLookedAt) {
  const auto set = compiled({a_pack("taiwan AND talks")});
  EXPECT_EQ(set->match({.title = "Taiwan", .body = "talks"}).size(), 1U);
}

TEST(LanguageFields, APhraseDoesNotGoFromOneFieldToTheNext) {
  const auto set = compiled({a_pack("\"export control\"")});
  EXPECT_TRUE(set->match({.title = "export", .summary = "control"}).empty());
}

TEST(LanguageFields, NearIsWithinOneField) {
  const auto set = compiled({a_pack("a NEAR/5 b")});
  EXPECT_TRUE(set->match({.title = "a", .summary = "b"}).empty());
  EXPECT_EQ(set->match({.title = "a", .summary = "b a"}).size(), 1U);
}

TEST(LanguageFields, NearInAFieldGroupLooksOnlyThere) {
  const auto set = compiled({a_pack("title:(a NEAR/5 b)")});
  EXPECT_TRUE(set->match({.body = "a b"}).empty());
  EXPECT_EQ(set->match({.title = "a b"}).size(), 1U);
}

TEST(LanguageFields, AuthorCategoryAndLinkAreLookedThroughWordByWord) {
  const Item item{.link = "https://example.org/asia/taiwan-votes",
                  .title = "x",
                  .authors = {"Lin Mei"},
                  .categories = {"World news"}};
  for (const char* match : {"author:mei", "category:\"world news\"", "link:taiwan", "link:/asia\\/taiwan/"}) {
    EXPECT_EQ(compiled({a_pack(match)})->match(item).size(), 1U) << match;
  }
  EXPECT_TRUE(compiled({a_pack("mei OR world OR asia")})->match(item).empty());
}

TEST(LanguageFields, NothingGoesAcrossTwoAuthors) {
  const Item item{.authors = {"Lin Mei", "Chen Hao"}};
  EXPECT_TRUE(compiled({a_pack("author:\"mei chen\"")})->match(item).empty());
  EXPECT_TRUE(compiled({a_pack("author:(mei NEAR/5 chen)")})->match(item).empty());
  EXPECT_EQ(compiled({a_pack("author:(mei AND chen)")})->match(item).size(), 1U);
}

TEST(LanguageFields, SourceTagsAndLangAreComparedWhole) {
  const Item item{.source = "wire-asia", .title = "x", .tags = {"us-china", "South Asia"}, .language = "zh-TW"};
  for (const char* match : {"source:wire-asia", "tags:us-china", "tags:us*", "tags:\"south asia\"", "tags:/^us/",
                            "lang:zh", "lang:zh-tw", "tags:(us OR us-china)"}) {
    EXPECT_EQ(compiled({a_pack(match)})->match(item).size(), 1U) << match;
  }
  for (const char* match : {"source:wire", "tags:us", "tags:asia", "lang:zh-Hant", "lang:en"}) {
    EXPECT_TRUE(compiled({a_pack(match)})->match(item).empty()) << match;
  }
}

TEST(LanguageUnless, SilencesTheRuleWhereItIsTrue) {
  const auto set = compiled({a_pack("taiwan", "title:(quiz OR crossword)")});
  EXPECT_TRUE(set->match({.title = "The Taiwan quiz"}).empty());
  EXPECT_EQ(set->match({.title = "Taiwan", .body = "quiz"}).size(), 1U);
}

TEST(LanguageUnless, MayAskForWhatIsAbsent) {
  const auto set = compiled({a_pack("taiwan", "NOT strait")});
  EXPECT_TRUE(set->match(titled("Taiwan")).empty());
  EXPECT_EQ(set->match(titled("Taiwan strait")).size(), 1U);
}

}  // namespace
}  // namespace tb::rules
