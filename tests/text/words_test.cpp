// What a word is, in each script, and which bytes of the shipped text it stands for.
#include "tenbells/text/words.hpp"

#include <gtest/gtest.h>

#include <string>

namespace tb::text {
namespace {

std::string letters_of(const Words& words) {
  std::string all;
  for (std::size_t i = 0; i < words.size(); ++i) all += (i > 0 ? "|" : "") + std::string(words.text(i));
  return all;
}

std::string spans_of(const Words& words, std::string_view shipped) {
  std::string all;
  for (std::size_t i = 0; i < words.size(); ++i) {
    all += i > 0 ? "|" : "";
    all += shipped.substr(words.list[i].begin, words.list[i].end - words.list[i].begin);
  }
  return all;
}

struct WordsCase {
  const char* name;
  const char* shipped;
  const char* letters;  ///< of the words, with | between
  const char* spans;    ///< in the shipped text; null: the same
};

class WordsOf : public testing::TestWithParam<WordsCase> {};

TEST_P(WordsOf, AreThese) {
  const WordsCase& row = GetParam();
  const Words found = words(row.shipped);
  EXPECT_EQ(letters_of(found), row.letters);
  EXPECT_EQ(spans_of(found, row.shipped), row.spans != nullptr ? row.spans : row.letters);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, WordsOf,
    testing::Values(
        WordsCase{"None", "", "", nullptr}, WordsCase{"PunctuationAlone", "-- … ?!", "", nullptr},
        WordsCase{"English", "Talks, at last!", "talks|at|last", "Talks|at|last"},
        WordsCase{"Hyphens", "mil-to-mil", "mil|to|mil", nullptr},
        WordsCase{"OtherDashes", "mil\u2011to\u2013mil\u2014now", "mil|to|mil|now", nullptr},
        WordsCase{"Slash", "and/or", "and|or", nullptr}, WordsCase{"Underscore", "a_b", "a|b", nullptr},
        WordsCase{"Digits", "F-16 5,000 7.5%", "f|16|5|000|7|5", "F|16|5|000|7|5"},
        WordsCase{"LettersAndDigits", "DF21D", "df21d", "DF21D"},
        WordsCase{"ApostropheInside", "Xi'an don’t", "xi'an|don't", "Xi'an|don’t"},
        WordsCase{"OtherApostrophesInside", "Xi`an Xi´an Xi′an Xi''an", "xi'an|xi'an|xi'an|xi'an",
                  "Xi`an|Xi´an|Xi′an|Xi''an"},
        WordsCase{"OtherPossessives", "Taiwan`s Taiwan´s Taiwan''s", "taiwan|taiwan|taiwan", "Taiwan|Taiwan|Taiwan"},
        WordsCase{"Backticks", "`talks` ''talks''", "talks|talks", nullptr},
        WordsCase{"ThreeApostrophes", "a'''b", "a|b", nullptr},
        WordsCase{"LettersWithStroke", "do Łodzi, cœur", "do|lodzi|coeur", "do|Łodzi|cœur"},
        WordsCase{"Possessive", "Taiwan's and Taiwan’s", "taiwan|and|taiwan", "Taiwan|and|Taiwan"},
        WordsCase{"PossessiveInCapitals", "TAIWAN'S", "taiwan", "TAIWAN"},
        WordsCase{"PossessiveOfPlural", "the states' rights", "the|states|rights", nullptr},
        WordsCase{"NoPossessive", "it'sx", "it'sx", nullptr}, WordsCase{"QuotedWord", "'talks'", "talks", nullptr},
        WordsCase{"FrenchElision", "l'Iran, d’État qu'il", "l|iran|d|etat|qu|il", "l|Iran|d|État|qu|il"},
        WordsCase{"ItalianElision", "dell'Iran", "dell|iran", "dell|Iran"},
        WordsCase{"DottedAcronym", "the U.S. Army", "the|us|army", "the|U.S.|Army"},
        WordsCase{"DottedAcronymWithoutLastDot", "U.S.A", "usa", "U.S.A"},
        WordsCase{"DottedAcronymWithHyphen", "U.S.-China", "us|china", "U.S.|China"},
        WordsCase{"DottedAcronymPossessive", "U.S.'s", "us", "U.S."},
        WordsCase{"DottedAcronymThenWord", "J.K.Rowling", "jk|rowling", "J.K.|Rowling"},
        WordsCase{"DottedAcronymInRussian", "К.Н.Р.", "кнр", "К.Н.Р."},
        WordsCase{"NoAcronymOfOneLetter", "plan B. Then x.com", "plan|b|then|x|com", "plan|B|Then|x|com"},
        WordsCase{"NoAcronymInsideAWord", "aU.S.", "au|s", "aU|S"},
        WordsCase{"Chinese", "台湾海峡", "台|湾|海|峡", nullptr},
        WordsCase{"ChineseWithLatin", "美国CHIPS法案", "美|国|chips|法|案", "美|国|CHIPS|法|案"},
        WordsCase{"ChineseOutsideTheFirstPlane", "\U00020000\U00020001", "\U00020000|\U00020001", nullptr},
        WordsCase{"JapaneseKana", "タイワンの", "タ|イ|ワ|ン|の", nullptr},
        WordsCase{"JapaneseLongVowel", "データ", "デ|ー|タ", nullptr},
        WordsCase{"JapaneseMiddleDot", "ナンシー・ペロシ", "ナ|ン|シ|ー|ペ|ロ|シ", nullptr},
        WordsCase{"HalfWidthKatakana", "ﾀﾞ", "ダ", "ﾀﾞ"}, WordsCase{"Thai", "ไทย", "ไ|ท|ย", nullptr},
        WordsCase{"Korean", "대만은 중국", "대만은|중국", nullptr},
        WordsCase{"Arabic", "الصِّين وتايوان", "الصين|وتايوان", "الصِّين|وتايوان"},
        WordsCase{"ArabicComma", "الصين،تايوان", "الصين|تايوان", nullptr},
        WordsCase{"ChineseTraditional", "臺灣關係", "台|湾|关|系", "臺|灣|關|係"},
        WordsCase{"HebrewGershayim", "ארה״ב ארה\"ב ארה”ב ארה''ב", "ארהב|ארהב|ארהב|ארהב", "ארה״ב|ארה\"ב|ארה”ב|ארה''ב"},
        WordsCase{"HebrewGershayimBehindPointedLetter", "צַהַ״ל", "צהל", "צַהַ״ל"},
        WordsCase{"HebrewQuotes", "\"ארה״ב\" ”צבא” \"צבא\", א\" ב", "ארהב|צבא|צבא|א|ב", "ארה״ב|צבא|צבא|א|ב"},
        WordsCase{"HebrewGeresh", "ג׳ורג׳ ג'ורג' ג’ורג’", "ג'ורג|ג'ורג|ג'ורג", "ג׳ורג׳|ג'ורג|ג’ורג"},
        WordsCase{"HebrewGereshBehindOneLetter", "רח׳ ה׳", "רח|ה", "רח׳|ה׳"},
        WordsCase{"HebrewPrefixBeforeAQuote", "ה\"צבא", "הצבא", "ה\"צבא"},
        WordsCase{"NoGershayimInOtherScripts", "a\"b 5״6 а״б א״b", "a|b|5|6|а|б|א|b", nullptr},
        WordsCase{"Hindi", "चीन और", "चीन|और", nullptr}, WordsCase{"Emoji", "war🔥talks", "war|talks", nullptr},
        WordsCase{"SoftHyphen", "mili\u00ADtary", "military", "mili\u00ADtary"},
        WordsCase{"SoftHyphenBehind", "military\u00AD talks", "military|talks", nullptr},
        WordsCase{"ZeroWidthBehind", "talks\u200B\u200D\uFEFF É\u2060.", "talks|e", "talks|É"},
        WordsCase{"DirectionBehind", "\u202Atalks\u202C \u2066Émile\u2069", "talks|emile", "talks|Émile"},
        WordsCase{"IgnoredBehindAMark", "cafe\u0301\u00AD!", "cafe", "cafe\u0301"},
        WordsCase{"IgnoredBehindAnIdeograph", "中\u200B国\u200B\u00AD。", "中|国", nullptr},
        WordsCase{"IgnoredBehindAnAcronym", "U.S.\u200B x", "us|x", "U.S.|x"},
        WordsCase{"IgnoredBehindAPossessive", "Taiwan\u200B's", "taiwan", "Taiwan"},
        WordsCase{"VariantOfAnIdeographStays", "葛\U000E0100 x", "葛|x", "葛\U000E0100|x"},
        WordsCase{"NonBreakingSpace", "a\u00A0b", "a|b", nullptr},
        WordsCase{"BytesThatAreNoUtf8", "war\xfftalks", "war|talks", nullptr}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Words, OfAScriptWithoutSpacesAreJoinedWhereNothingStandsBetween) {
  const Words found = words("中国，国 会a国");
  std::string joined;
  for (const Word& word : found.list) joined += word.joined ? '+' : '.';
  EXPECT_EQ(joined, ".+....");
}

TEST(Words, AreJoinedAcrossWhatIsIgnored) {
  EXPECT_TRUE(words("中\u200B国").list[1].joined);
}

TEST(Words, SayWhichWereWrittenWithDots) {
  const Words found = words("U.S. us");
  EXPECT_TRUE(found.list[0].dotted);
  EXPECT_FALSE(found.list[1].dotted);
}

TEST(Words, KeepCapitalsWhereAsked) {
  EXPECT_EQ(letters_of(words("U.S. ＰＬＡ Émile's", Case::keep)), "US|PLA|Emile");
}

TEST(Words, OfOneTextAfterAnotherAreTheSameInUsedMemory) {
  Words reused;
  for (const char* shipped :
       {"The U.S. Army in Xi''an, ארה״ב", "短い", "", "A much longer text than those before it, twice"}) {
    words(shipped, reused);
    EXPECT_EQ(letters_of(reused), letters_of(words(shipped)));
    EXPECT_EQ(spans_of(reused, shipped), spans_of(words(shipped), shipped));
  }
}

TEST(Words, TakeNoMoreMemoryOnceTheyHaveHeldATextAsLong) {
  const std::string shipped = "The U.S. Army, l’État, 臺灣 и Тайвань; Xi''an, " + std::string(4000, 'x') + " U.K. 中国";
  Words reused;
  words(shipped, reused);
  const auto* const letters = reused.letters.data();
  const auto* const list = reused.list.data();
  const auto* const pieces = reused.pieces.data();
  for (int i = 0; i < 3; ++i) words(shipped, reused);
  EXPECT_EQ(reused.letters.data(), letters);
  EXPECT_EQ(reused.list.data(), list);
  EXPECT_EQ(reused.pieces.data(), pieces);
}

TEST(Words, AreCutAtTheSamePlacesWhereverABlockBegins) {
  for (std::size_t before = 0; before < 130; ++before) {
    const std::string shipped = std::string(before, ' ') + "Taiwan's U.S. don’t-x 中 éa's " + std::string(before, 'y');
    const Words found = words(shipped);
    EXPECT_EQ(letters_of(found),
              std::string("taiwan|us|don't|x|中|ea") + (before > 0 ? "|" : "") + std::string(before, 'y'));
    EXPECT_EQ(found.list[0].begin, before);
  }
}

TEST(Words, AMegabyteOfOneWordIsOneWord) {
  const std::string shipped(1 << 20, 'x');
  const Words found = words(shipped);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.list[0].end, shipped.size());
}

}  // namespace
}  // namespace tb::text
