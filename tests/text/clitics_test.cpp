// Under which shorter forms a word is found too.
#include "tenbells/text/clitics.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>

#include "tenbells/text/utf8.hpp"

namespace tb::text {
namespace {

std::string forms_of(std::string_view letters) {
  std::string all;
  for_each_bare_form(letters, [&](std::string_view form) { all += (all.empty() ? "" : "|") + std::string(form); });
  return all;
}

struct FormsCase {
  const char* name;
  const char* word;
  const char* forms;
};

class BareFormsOf : public testing::TestWithParam<FormsCase> {};

TEST_P(BareFormsOf, AreThese) {
  EXPECT_EQ(forms_of(GetParam().word), GetParam().forms);
}

INSTANTIATE_TEST_SUITE_P(
    Arabic, BareFormsOf,
    testing::Values(FormsCase{"Article", "الصين", "صين"}, FormsCase{"And", "وتايوان", "تايوان"},
                    FormsCase{"So", "فتايوان", "تايوان"}, FormsCase{"InTo", "بتايوان", "تايوان"},
                    FormsCase{"Like", "كتايوان", "تايوان"}, FormsCase{"To", "لتايوان", "تايوان"},
                    FormsCase{"Will", "ستايوان", "تايوان"}, FormsCase{"AndTheArticle", "والصين", "الصين|صين"},
                    FormsCase{"SoTheArticle", "فالصين", "الصين|صين"}, FormsCase{"InTheArticle", "بالصين", "الصين|صين"},
                    FormsCase{"LikeTheArticle", "كالصين", "الصين|صين"},
                    FormsCase{"AndInTheArticle", "وبالصين", "بالصين|الصين|صين"},
                    FormsCase{"AndTo", "ولتايوان", "لتايوان|تايوان"},
                    FormsCase{"ToTheArticle", "للصين", "لصين|صين|الصين"},
                    FormsCase{"AndToTheArticle", "وللصين", "للصين|لصين|صين|الصين"},
                    FormsCase{"ThreeLettersRemain", "بصين", "صين"}, FormsCase{"NotTwo", "والد", "الد"},
                    FormsCase{"NothingToStrip", "تايوان", ""}, FormsCase{"TheArticleAlone", "ال", ""}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Hebrew, BareFormsOf,
    testing::Values(FormsCase{"In", "בישראל", "ישראל"}, FormsCase{"And", "וסין", "סין"},
                    FormsCase{"From", "מארהב", "ארהב"}, FormsCase{"AndThe", "והממשלה", "הממשלה|ממשלה"},
                    FormsCase{"ThatIn", "שבישראל", "בישראל|ישראל"}, FormsCase{"FromThe", "מהצבא", "הצבא|צבא"},
                    FormsCase{"When", "כשישראל", "שישראל|ישראל"},
                    FormsCase{"WhenTo", "לכשישראל", "כשישראל|שישראל|ישראל"},
                    FormsCase{"AndWhen", "וכשישראל", "כשישראל|שישראל|ישראל"},
                    FormsCase{"NoCombination", "הוטאיוואן", "וטאיוואן"}, FormsCase{"NotTwo", "בסין", "סין"},
                    FormsCase{"ShortStays", "בית", ""}, FormsCase{"NothingToStrip", "טאיוואן", ""}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Korean, BareFormsOf,
    testing::Values(FormsCase{"Topic", "대만은", "대만"}, FormsCase{"TopicAfterVowel", "우크라이나는", "우크라이나"},
                    FormsCase{"Subject", "중국이", "중국"}, FormsCase{"SubjectAfterVowel", "러시아가", "러시아"},
                    FormsCase{"Object", "북한을", "북한"}, FormsCase{"Of", "미국의", "미국"},
                    FormsCase{"At", "대만에", "대만"}, FormsCase{"AtLonger", "대만에서", "대만"},
                    FormsCase{"AtAsTopic", "대만에서는", "대만|대만에서"}, FormsCase{"ToPerson", "장관에게", "장관"},
                    FormsCase{"AtToo", "중국에도", "중국|중국에"}, FormsCase{"With", "중국과", "중국"},
                    FormsCase{"Too", "대만도", "대만"}, FormsCase{"Towards", "미국으로", "미국|미국으"},
                    FormsCase{"TowardsAfterL", "서울로", "서울"}, FormsCase{"Until", "평양까지", "평양"},
                    FormsCase{"From", "중국부터", "중국"}, FormsCase{"Than", "미국보다", "미국"},
                    FormsCase{"As", "중국처럼", "중국"}, FormsCase{"Honoured", "대통령께서", "대통령"},
                    FormsCase{"Quoted", "중국이라고", "중국|중국이"}, FormsCase{"Plural", "군인들이", "군인|군인들"},
                    FormsCase{"LatinName", "tsmc는", "tsmc"}, FormsCase{"LatinNameWithDigits", "kf21이", "kf21"},
                    FormsCase{"TwoSyllablesRemain", "인도", ""}, FormsCase{"ThatEndsLikeAParticle", "우크라이나", ""},
                    FormsCase{"WrongParticle", "중국는", ""}, FormsCase{"NothingToStrip", "대한민국", ""}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(Others, BareFormsOf,
                         testing::Values(FormsCase{"Empty", "", ""}, FormsCase{"Latin", "walking", ""},
                                         FormsCase{"Cyrillic", "китай", ""}, FormsCase{"Chinese", "中国人民解放军", ""},
                                         FormsCase{"Kana", "ニュースを", ""}, FormsCase{"Hindi", "चीन", ""}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(BareForms, OfAWordLongerThanAnyAreStillFewAndShort) {
  std::string word = "ولل";
  for (int i = 0; i < 100'000; ++i) word += "ص";
  EXPECT_EQ(BareForms(word).all().size(), 3U);  // the form with the article is not made
}

TEST(BareForms, AreFewDifferentValidAndShorterOrWithTheArticle) {
  constexpr std::u32string_view kLetters = U"واللبكسفصهשוהבכלמאר'a1은이에서는로들가국";
  std::mt19937 random(20260401);
  for (int i = 0; i < 50'000; ++i) {
    std::string word;
    for (auto n = random() % 9; n > 0; --n) append_utf8(word, kLetters[random() % kLetters.size()]);
    const BareForms forms(word);
    std::set<std::string_view> seen{word};
    ASSERT_LE(forms.all().size(), BareForms::kMost);
    for (const std::string_view form : forms.all()) {
      ASSERT_TRUE(seen.insert(form).second) << word << ": " << form;
      ASSERT_TRUE(is_valid_utf8(form)) << word;
      ASSERT_LE(form.size(), word.size()) << word;
    }
  }
}

}  // namespace
}  // namespace tb::text
