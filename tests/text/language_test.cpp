// Languages that are recognised, and texts that say too little.
#include "tenbells/text/language.hpp"

#include <gmock/gmock.h>

#include <string>

namespace tb::text {
namespace {

struct Row {
  std::string name;
  std::string text;
  std::string want;  // empty: unsure
};

class Language : public testing::TestWithParam<Row> {};

TEST_P(Language, IsRecognisedWhereItIsCertain) {
  EXPECT_EQ(detect_language(GetParam().text), GetParam().want);
}

std::string row_name(const testing::TestParamInfo<Row>& info) {
  return info.param.name;
}

const Row kByLetters[] = {
    {"English", "The harbour authority said the new ferry line would open in the spring after two years of delays",
     "en"},
    {"German", "Der Stadtrat hat beschlossen, die alte Brücke im kommenden Jahr vollständig zu erneuern", "de"},
    {"French", "Le conseil municipal a décidé de rénover entièrement le vieux pont au cours de l’année prochaine",
     "fr"},
    {"Spanish", "El ayuntamiento ha decidido renovar por completo el puente viejo durante el próximo año", "es"},
    {"Italian",
     "Il consiglio comunale ha deciso di rinnovare completamente il vecchio ponte nel corso del prossimo anno", "it"},
    {"Portuguese",
     "A câmara municipal decidiu renovar completamente a ponte velha durante o próximo ano, disse a presidente", "pt"},
    {"Dutch", "De gemeenteraad heeft besloten om de oude brug volgend jaar volledig te vernieuwen", "nl"},
    {"Polish", "Rada miejska zdecydowała, że stary most zostanie w przyszłym roku całkowicie wyremontowany", "pl"},
    {"Czech", "Městská rada rozhodla, že starý most bude v příštím roce kompletně opraven", "cs"},
    {"Hungarian", "A városi tanács úgy döntött, hogy a régi hidat jövőre teljesen felújítják", "hu"},
    {"Romanian", "Consiliul local a hotărât ca podul vechi să fie renovat complet în cursul anului viitor", "ro"},
    {"Swedish", "Kommunfullmäktige har beslutat att den gamla bron ska renoveras helt under nästa år", "sv"},
    {"Danish", "Byrådet har besluttet, at den gamle bro skal renoveres fuldstændigt i løbet af næste år", "da"},
    {"Norwegian", "Kommunestyret har bestemt at den gamle brua skal pusses helt opp i løpet av neste år", "no"},
    {"Finnish", "Kaupunginvaltuusto on päättänyt, että vanha silta korjataan kokonaan ensi vuonna", "fi"},
    {"Turkish", "Belediye meclisi, eski köprünün gelecek yıl tamamen yenilenmesine karar verdi", "tr"},
    {"Indonesian",
     "Dewan kota memutuskan bahwa jembatan tua itu akan diperbaiki seluruhnya pada tahun depan karena sudah rusak",
     "id"},
    {"Vietnamese", "Hội đồng thành phố đã quyết định sửa chữa toàn bộ cây cầu cũ trong năm tới", "vi"},
    {"Russian", "Городской совет решил полностью отремонтировать старый мост в следующем году", "ru"},
    {"Ukrainian", "Міська рада вирішила повністю відремонтувати старий міст наступного року", "uk"},
    {"Bulgarian", "Градският съвет реши старият мост да бъде изцяло ремонтиран през следващата година", "bg"},
    {"Arabic", "قرر مجلس المدينة تجديد الجسر القديم بالكامل خلال العام المقبل", "ar"},
    {"Persian", "شورای شهر تصمیم گرفت پل قدیمی را در سال آینده به طور کامل بازسازی کند", "fa"},
    {"Urdu", "سٹی کونسل نے فیصلہ کیا ہے کہ پرانے پل کی اگلے سال مکمل مرمت کی جائے گی", "ur"},
    {"Hindi", "नगर परिषद ने अगले साल पुराने पुल की पूरी मरम्मत करने का फैसला किया है", "hi"},
    {"Bengali", "নগর পরিষদ আগামী বছর পুরনো সেতুটি সম্পূর্ণ মেরামত করার সিদ্ধান্ত নিয়েছে", "bn"},
    {"SimplifiedChinese", "市议会决定明年对旧桥进行全面翻修，预计工程将持续八个月", "zh"},
    {"TraditionalChinese", "市議會決定明年對舊橋進行全面翻修，預計工程將持續八個月", "zh-Hant"},
};

INSTANTIATE_TEST_SUITE_P(ByLetters, Language, testing::ValuesIn(kByLetters), row_name);

const Row kByScript[] = {
    {"Japanese", "市議会は古い橋を改修する", "ja"},
    {"JapaneseWithNames", "JR東日本の新しい駅がオープン", "ja"},
    {"Korean", "시의회, 다리 보수 결정", "ko"},
    {"KoreanWithName", "LG 전자가 새 공장을 짓는다", "ko"},
    {"Thai", "สภาเมืองตัดสินใจซ่อมสะพาน", "th"},
    {"Greek", "Το δημοτικό συμβούλιο", "el"},
    {"Hebrew", "מועצת העיר החליטה", "he"},
    {"Armenian", "Քաղաքային խորհուրդը", "hy"},
    {"Georgian", "საქალაქო საბჭო", "ka"},
    {"Tamil", "நகர சபை முடிவு", "ta"},
    {"Telugu", "నగర పాలక మండలి", "te"},
    {"Khmer", "ក្រុមប្រឹក្សាក្រុង", "km"},
    {"Burmese", "မြို့တော်ကောင်စီ", "my"},
};

INSTANTIATE_TEST_SUITE_P(ByScript, Language, testing::ValuesIn(kByScript), row_name);

const Row kUnsure[] = {
    {"Nothing", "", ""},
    {"Word", "OK", ""},
    {"ShortHeadline", "Markets rally again", ""},
    {"Digits", "1234 5678 9012 3456 7890 1234 5678 9012 3456 7890 1234 5678", ""},
    {"Names", "Apple iPhone 17 Pro Max", ""},
    {"Link", "https://example.org/", ""},
    {"Marks", "… – !!! ??? *** $$$ %%% … – !!! ??? *** $$$ %%% … – !!!", ""},
    {"Emoji", "🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉", ""},
    {"IdeographsThatTwoLanguagesShare", "東京新聞", ""},
    {"TwoLetters", "한국", ""},
    {"TwoLanguages",
     "The harbour authority said the new ferry line would open in the spring after two years of delays. Der Stadtrat "
     "hat "
     "beschlossen, die alte Brücke im kommenden Jahr vollständig zu erneuern und den Verkehr umzuleiten.",
     ""},
    {"InvalidBytes", "\xFF\xFE\xC3\x28 the rest of it is never seen, however long it is and whatever it says", ""},
};

INSTANTIATE_TEST_SUITE_P(Unsure, Language, testing::ValuesIn(kUnsure), row_name);

TEST(DetectLanguage, LooksAtNoMoreThanItSays) {
  const std::string german =
      "Der Stadtrat hat beschlossen, die alte Brücke im kommenden Jahr vollständig zu erneuern. ";
  std::string text;
  while (text.size() < kMostLanguageBytes) text += german;
  for (int i = 0; i < 1'000; ++i) text += "The harbour authority said the new ferry line would open in the spring. ";
  EXPECT_EQ(detect_language(text), "de");
}

TEST(DetectLanguage, CutsNoLetterInTwo) {
  std::string text = "x";
  while (text.size() <= kMostLanguageBytes) text += "Городской совет решил отремонтировать старый мост. ";
  EXPECT_EQ(detect_language(text), "ru");
}

}  // namespace
}  // namespace tb::text
