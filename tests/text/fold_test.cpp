// Folding, in every script, and the way back to the shipped bytes.
#include "tenbells/text/fold.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "tenbells/text/utf8.hpp"

namespace tb::text {
namespace {

struct FoldCase {
  const char* name;
  const char* shipped;
  const char* folded;
};

class FoldTo : public testing::TestWithParam<FoldCase> {};

TEST_P(FoldTo, IsTheFoldedText) {
  EXPECT_EQ(fold(GetParam().shipped).text, GetParam().folded);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, FoldTo,
    testing::Values(
        FoldCase{"Empty", "", ""}, FoldCase{"AsciiCapitals", "The PLA Navy", "the pla navy"},
        FoldCase{"FrenchAccents", "États-Unis", "etats-unis"}, FoldCase{"AccentAsItsOwnMark", "E\u0301tats", "etats"},
        FoldCase{"Vietnamese", "Việt Nam", "viet nam"}, FoldCase{"GermanSharpS", "Straße", "strasse"},
        FoldCase{"PolishStroke", "Łódź", "lodz"}, FoldCase{"Strokes", "Đđ Øø Ħħ Ŧŧ Ðð ı", "dd oo hh tt dd i"},
        FoldCase{"LigaturesAndThorn", "Æsir cœur Þór", "aesir coeur thor"},
        FoldCase{"StrokeWithAccent", "Ǿ ǽ ø\u0301 Ǣ", "o ae o ae"},
        FoldCase{"TurkishDottedCapital", "İstanbul", "istanbul"}, FoldCase{"GreekFinalSigma", "Ἀθῆνάς", "αθηνασ"},
        FoldCase{"RussianCapitals", "ТАЙВАНЬ", "тайвань"}, FoldCase{"RussianYo", "Королёв", "королев"},
        FoldCase{"RussianShortIStays", "Китай", "китай"}, FoldCase{"RussianStressMark", "за\u0301мок", "замок"},
        FoldCase{"UkrainianYiStays", "Київ", "київ"}, FoldCase{"ArabicVowelSigns", "تَايْوَان", "تايوان"},
        FoldCase{"ArabicAlefForms", "أمريكا إيران آسيا", "امريكا ايران اسيا"},
        FoldCase{"ArabicTatweel", "الصـــين", "الصين"}, FoldCase{"HebrewPoints", "יִשְׂרָאֵל", "ישראל"},
        FoldCase{"ChineseStays", "台湾海峡", "台湾海峡"},
        FoldCase{"TraditionalChinese", "臺灣台灣關係後裡", "台湾台湾关系后里"},
        FoldCase{"TraditionalPairThatIcuExchanges", "苧苎薴", "苎苎苎"},
        FoldCase{"TraditionalRadicalAndForms", "⾺ ㊍ 㐆 臺\U000E0100", "马 木 㐆 台"},
        FoldCase{"ChineseQuotesStay", "「國」", "「国」"}, FoldCase{"HebrewGeresh", "ג׳ורג'", "ג'ורג'"},
        FoldCase{"FullWidthLatin", "ＰＬＡ　２０２６", "pla 2026"},
        FoldCase{"HalfWidthKatakana", "ﾀｲﾜﾝ ｶﾞ", "タイワン ガ"}, FoldCase{"JapaneseVoicingStays", "が か", "が か"},
        FoldCase{"JapaneseVoicingAsItsOwnMark", "か\u3099", "が"}, FoldCase{"KoreanStays", "대한민국", "대한민국"},
        FoldCase{"KoreanJamoAreComposed", "\u1112\u1161\u11ab", "한"},
        FoldCase{"HindiVowelSignsStay", "हिन्दी", "हिन्दी"}, FoldCase{"ThaiStays", "ไต้หวัน", "ไต้หวัน"},
        FoldCase{"SoftHyphen", "mili\u00ADtary", "military"},
        FoldCase{"ZeroWidthCharacters", "mil\u200Bi\u200Dta\uFEFFry", "military"},
        FoldCase{"CurlyApostrophes", "Xi’an O‘Neil ʼ", "xi'an o'neil '"}, FoldCase{"Ligature", "ﬁnance", "finance"},
        FoldCase{"OtherApostrophes", "Xi`an Xi´an Xi′an é`é é´é", "xi'an xi'an xi'an e'e e'e"},
        FoldCase{"Fraction", "½", "1\u20442"}, FoldCase{"CircledDigit", "①", "1"},
        FoldCase{"NonBreakingHyphen", "mil\u2011to", "mil\u2010to"},
        FoldCase{"BytesThatAreNoUtf8", "a\xff\xfe z", "a   z"}, FoldCase{"HalfACharacterAtTheEnd", "a\xe5\x8f", "a  "}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Fold, KeepsCapitalsWhereAsked) {
  EXPECT_EQ(fold("É.U. ＵＳ ﬁ Łódź Ærø `´", Case::keep).text, "E.U. US fi Lodz AEro ''");
}

TEST(Fold, KeepsTraditionalChineseWhereCapitalsAreKept) {
  EXPECT_EQ(fold("臺灣", Case::keep).text, "臺灣");
}

/// The shipped bytes that the folded text's `part` came from.
std::string shipped_of(std::string_view shipped, std::string_view part) {
  const Folded folded = fold(shipped);
  const std::size_t at = folded.text.find(part);
  const std::size_t begin = folded.shipped_begin(at);
  return std::string(shipped.substr(begin, folded.shipped_end(at + part.size()) - begin));
}

TEST(FoldedWayBack, KeepsTheAccentThatWasFoldedAway) {
  EXPECT_EQ(shipped_of("les E\u0301tats-Unis", "etats"), "E\u0301tats");
}

TEST(FoldedWayBack, GoesBackToTheWholeOfAnExpandedCharacter) {
  EXPECT_EQ(shipped_of("(㈱東芝)", "株"), "㈱");
}

TEST(FoldedWayBack, GoesBackToTraditionalCharacters) {
  EXPECT_EQ(shipped_of("在臺灣海峽", "台湾"), "臺灣");
}

TEST(FoldedWayBack, GoesBackToLettersWithStroke) {
  EXPECT_EQ(shipped_of("do Łodzi", "l"), "Ł");
  EXPECT_EQ(shipped_of("do Łodzi", "odz"), "odz");
  EXPECT_EQ(shipped_of("a cœurs", "e"), "œ");
  EXPECT_EQ(shipped_of("a cœurs", "urs"), "urs");
  EXPECT_EQ(shipped_of("Þór", "h"), "Þ");
  EXPECT_EQ(shipped_of("in Xi´an", "xi'an"), "Xi´an");
}

TEST(FoldedWayBack, SpansWhatIsIgnoredInside) {
  EXPECT_EQ(shipped_of("the mili\u00ADtary talks", "military"), "mili\u00ADtary");
}

TEST(FoldedWayBack, CountsBytesThatAreNoUtf8) {
  EXPECT_EQ(shipped_of("a\xff\xff\xffTaiwan", "taiwan"), "Taiwan");
}

/// Letters with marks, compatibility forms, ignored characters, Hangul and kana in parts: what normalisation is hard
/// on.
std::string random_text(std::mt19937& random) {
  static const std::vector<char32_t> kAlphabet{
      U'a',  U'B', U' ', U'-',      U'é',  U'Å',      U'ß',      U'ё',          U'Я',          U'د',     U'台',
      U'か', U'ｶ', U'ﾞ', U'\u3099', U'한', U'\u0301', U'\u0316', U'\u00AD',     U'\u200D',     U'đ',     U'Ł',
      U'ø',  U'Ǿ', U'æ', U'Œ',      U'ħ',  U'Ð',      U'þ',      U'ŧ',          U'ı',          U'`',     U'´',
      U'′',  U'ﬁ', U'½', U'㈱',     U'Σ',  U'ς',      U'İ',      U'\U0001F600', U'\U00020000', U'\u0345'};
  std::uniform_int_distribution<std::size_t> pick(0, kAlphabet.size() - 1);
  std::uniform_int_distribution<int> length(0, 24);
  std::string text;
  for (int i = length(random); i > 0; --i) append_utf8(text, kAlphabet[pick(random)]);
  return text;
}

std::string plain_of(char32_t letter) {
  switch (letter) {
    case U'đ':
    case U'ð':
      return "d";
    case U'ł':
      return "l";
    case U'ø':
      return "o";
    case U'æ':
      return "ae";
    case U'œ':
      return "oe";
    case U'ħ':
      return "h";
    case U'þ':
      return "th";
    case U'ŧ':
      return "t";
    case U'ı':
      return "i";
    case U'`':
    case U'′':
      return "'";
    default:
      break;
  }
  std::string same;
  append_utf8(same, letter);
  return same;
}

/// The same folding by ICU over the whole text at once.
std::string folded_whole(const std::string& shipped) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* fold_all = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const auto* decompose = icu::Normalizer2::getNFDInstance(status);
  const auto* compose = icu::Normalizer2::getNFCInstance(status);
  static const icu::UnicodeSet kAccents(
      icu::UnicodeString::fromUTF8("[[:Mn:]&[[:sc=Zinh:][:sc=Latn:][:sc=Grek:][:sc=Cyrl:][:sc=Arab:][:sc=Hebr:]]"
                                   "-[\\u3099\\u309A]]"),
      status);
  icu::UnicodeString whole = icu::UnicodeString::fromUTF8(shipped);
  whole.findAndReplace(icu::UnicodeString(UChar32{0xB4}), icu::UnicodeString(UChar32{'\''}));
  const icu::UnicodeString parts = decompose->normalize(fold_all->normalize(whole, status), status);
  icu::UnicodeString bare;
  for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    if (!kAccents.contains(parts.char32At(i))) bare.append(parts.char32At(i));
  }
  std::string result;
  const icu::UnicodeString composed = compose->normalize(bare, status);
  for (std::int32_t i = 0; i < composed.length(); i = composed.moveIndex32(i, 1)) {
    result += plain_of(static_cast<char32_t>(composed.char32At(i)));
  }
  return result;
}

TEST(FoldProperty, ClusterByClusterIsTheSameAsTheWholeTextAtOnce) {
  std::mt19937 random(20260101);
  for (int i = 0; i < 20'000; ++i) {
    const std::string shipped = random_text(random);
    ASSERT_EQ(fold(shipped).text, folded_whole(shipped)) << "round " << i << ": " << shipped;
  }
}

TEST(FoldProperty, TheShippedBytesOfAnyPartFoldToThatPart) {
  std::mt19937 random(20260102);
  for (int i = 0; i < 5'000; ++i) {
    const std::string shipped = random_text(random);
    const Folded folded = fold(shipped);
    for (std::size_t at = 0; at < folded.text.size();) {
      const std::size_t next = at + sequence_length(folded.text, at);
      const std::size_t begin = folded.shipped_begin(at);
      const std::size_t end = folded.shipped_end(next);
      ASSERT_LT(begin, end);
      ASSERT_LE(end, shipped.size());
      const std::string part = shipped.substr(begin, end - begin);
      ASSERT_TRUE(is_valid_utf8(part)) << "round " << i << ": " << shipped;
      ASSERT_THAT(fold(part).text, testing::HasSubstr(folded.text.substr(at, next - at))) << "round " << i;
      at = next;
    }
  }
}

TEST(Fold, AMegabyteOfMarksIsFoldedInPartsOfThirtyTwo) {
  std::string shipped = "a";
  for (int i = 0; i < 250'000; ++i) shipped += i % 2 == 0 ? "\u0301" : "\u0316";
  EXPECT_EQ(fold(shipped).text, "a");
}

}  // namespace
}  // namespace tb::text
