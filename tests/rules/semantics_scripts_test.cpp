// The scripts of the world, and regular expressions over them.
#include "rules/semantics.hpp"

namespace tb::rules {
namespace {

using Row = SemanticsRow;

INSTANTIATE_TEST_SUITE_P(Chinese, Semantics,
                         testing::Values(Row{"InsideARun", "台湾", "美国对台湾军售", "台湾"},
                                         Row{"AcrossAComma", "中国", "在军事中，国家利益优先", kMiss},
                                         Row{"AcrossASpace", "中国", "特朗普访中 国务卿随行", kMiss},
                                         Row{"TraditionalText", "台湾", "臺灣海峽局勢", "臺灣"},
                                         Row{"TraditionalRule", "臺灣", "台湾海峡局势", "台湾"},
                                         Row{"BothTraditional", "軍售", "對臺軍售案", "軍售"},
                                         Row{"CountryInTraditional", "中国", "中國外交部回應", "中國"},
                                         Row{"TraditionalPhrase", "\"出口管制\"", "美國宣布新的出口管制", "出口管制"},
                                         Row{"TraditionalOfOneToOne", "发展", "經濟發展", "發展"},
                                         Row{"WithLatin", "AI芯片", "对AI芯片的管制", "AI芯片"},
                                         Row{"WithLatinSpaced", "AI芯片", "对 AI 芯片的管制", "AI 芯片"},
                                         Row{"FullWidthLatin", "AI芯片", "对ＡＩ芯片的管制", "ＡＩ芯片"},
                                         Row{"NumberInside", "歼20", "歼20战机升空", "歼20"},
                                         Row{"Twice", "台湾", "台湾人说台湾", "台湾|台湾"},
                                         Row{"And", "制裁 AND 俄罗斯", "美国制裁俄罗斯", "制裁|俄罗斯"},
                                         Row{"Not", "制裁 AND NOT 足球", "足球联盟遭制裁", kMiss},
                                         Row{"Near", "外长 NEAR/4 会晤", "两国外长在北京会晤", "外长|会晤"},
                                         Row{"NearTooFar", "外长 NEAR/2 会晤", "两国外长在北京会晤", kMiss},
                                         Row{"ZeroWidthInside", "台湾", "台\u200B湾", "台\u200B湾"},
                                         Row{"BookTitleMarks", "人民日报", "《人民日报》发文", "人民日报"}),
                         name_of);

INSTANTIATE_TEST_SUITE_P(
    Japanese, Semantics,
    testing::Values(Row{"Kanji", "日米", "日米首脳会談を開催", "日米"},
                    Row{"Katakana", "タイワン", "これはタイワンだ", "タイワン"},
                    Row{"HalfWidthKatakana", "タイワン", "ﾀｲﾜﾝ海峡", "ﾀｲﾜﾝ"}, Row{"VoicedIsAnother", "か", "が", kMiss},
                    Row{"HalfWidthVoiced", "ガザ", "ｶﾞｻﾞ情勢", "ｶﾞｻﾞ"},
                    Row{"LongVowelMark", "サイバー", "サイバー攻撃", "サイバー"},
                    Row{"MiddleDotInTheText", "\"ナンシー・ペロシ\"", "ナンシー・ペロシ氏が訪台", "ナンシー・ペロシ"},
                    Row{"MiddleDotInTheRuleOnly", "\"ナンシー・ペロシ\"", "ナンシーペロシ氏", "ナンシーペロシ"},
                    Row{"MiddleDotInTheTextOnly", "ナンシーペロシ", "ナンシー・ペロシ氏", kMiss},
                    Row{"Hiragana", "ひまわり", "衛星ひまわりの画像", "ひまわり"},
                    Row{"KanjiWithParticle", "地震", "地震が発生した", "地震"},
                    Row{"Near", "北朝鮮 NEAR/3 ミサイル", "北朝鮮がミサイルを発射", "北朝鮮|ミサイル"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Korean, Semantics,
    testing::Values(Row{"TopicParticle", "대만", "대만은 안전하다", "대만은"},
                    Row{"LocativeParticle", "대만", "대만에서 지진", "대만에서"},
                    Row{"SubjectParticle", "정부", "정부가 발표했다", "정부가"},
                    Row{"ObjectParticle", "미사일", "북한이 미사일을 발사했다", "미사일을"},
                    Row{"Genitive", "한국", "한국의 대통령", "한국의"}, Row{"With", "한국", "한국과 일본", "한국과"},
                    Row{"NoParticle", "대만", "대만 총통", "대만"}, Row{"LongerWord", "대만", "대만해협 긴장", kMiss},
                    Row{"LongerWordByPrefix", "대만*", "대만해협 긴장", "대만해협"},
                    Row{"Phrase", "\"한미 동맹\"", "한미 동맹을 강화", "한미 동맹을"},
                    Row{"ParticleInTheRule", "\"대만은\"", "대만 총통", kMiss},
                    Row{"ParticleInBoth", "\"대만은\"", "대만은 섬", "대만은"},
                    Row{"Entity", "@us OR 미국", "미국이 밝혔다", "미국이"},
                    Row{"Near", "북한 NEAR/2 미사일", "북한이 또 미사일을 발사", "북한이|미사일을"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(Arabic, Semantics,
                         testing::Values(Row{"Plain", "الصين", "قالت الصين إنها", "الصين"},
                                         Row{"VowelSigns", "الصين", "قالت الصِّين إن", "الصِّين"},
                                         Row{"Conjunction", "الصين", "روسيا والصين", "والصين"},
                                         Row{"PrepositionBi", "الصين", "مصانع بالصين", "بالصين"},
                                         Row{"PrepositionLi", "الصين", "زيارة للصين", "للصين"},
                                         Row{"WithoutTheArticle", "صاروخ", "إطلاق الصاروخ", "الصاروخ"},
                                         Row{"ArticleInTheRuleAlone", "الصاروخ", "إطلاق صاروخ", kMiss},
                                         Row{"AlefWithHamza", "أمريكا", "امريكا تعلن", "امريكا"},
                                         Row{"Tatweel", "تايوان", "تايـوان", "تايـوان"},
                                         Row{"Phrase", "\"بحر الصين\"", "في بحر الصين الجنوبي", "بحر الصين"},
                                         Row{"PhraseWithConjunction", "\"بحر الصين\"", "وبحر الصين", "وبحر الصين"},
                                         Row{"Comma", "الصين AND روسيا", "الصين، روسيا", "الصين|روسيا"},
                                         Row{"Digits", "٢٠٤٩", "عام ٢٠٤٩", "٢٠٤٩"},
                                         Row{"DigitsAreTheirOwn", "2049", "عام ٢٠٤٩", kMiss},
                                         Row{"Persian", "ایران", "رئیس‌جمهور ایران", "ایران"}),
                         name_of);

INSTANTIATE_TEST_SUITE_P(Hebrew, Semantics,
                         testing::Values(Row{"Plain", "ישראל", "מדינת ישראל", "ישראל"},
                                         Row{"Points", "ישראל", "יִשְׂרָאֵל", "יִשְׂרָאֵל"},
                                         Row{"In", "ישראל", "הבחירות בישראל", "בישראל"},
                                         Row{"And", "ישראל", "ארצות הברית וישראל", "וישראל"},
                                         Row{"Article", "ממשלה", "הממשלה החליטה", "הממשלה"},
                                         Row{"Gershayim", "ארה״ב", "נשיא ארה״ב", "ארה״ב"},
                                         Row{"GershayimAsAQuotationMark", "ארה״ב", "נשיא ארה\"ב", "ארה\"ב"},
                                         Row{"GershayimAsACurlyMark", "ארה״ב", "נשיא ארה”ב", "ארה”ב"},
                                         Row{"GershayimWithAPrefix", "ארה״ב", "בארה\"ב אמרו", "בארה\"ב"},
                                         Row{"QuotationAround", "שלום", "\"שלום\" אמר", "שלום"},
                                         Row{"LongerWord", "ישראל", "ישראלים רבים", kMiss},
                                         Row{"LongerWordByPrefix", "ישראל*", "ישראלים רבים", "ישראלים"}),
                         name_of);

INSTANTIATE_TEST_SUITE_P(Cyrillic, Semantics,
                         testing::Values(Row{"AnyCase", "Тайвань", "ТАЙВАНЬ и Китай", "ТАЙВАНЬ"},
                                         Row{"Yo", "учёные", "Ученые спорят", "Ученые"},
                                         Row{"ShortIIsAnother", "мой", "мои права", kMiss},
                                         Row{"CaseEndings", "санкц*", "против санкций", "санкций"},
                                         Row{"NoCaseEndings", "санкции", "против санкций", kMiss},
                                         Row{"UkrainianYi", "Україна", "Україна і світ", "Україна"},
                                         Row{"UkrainianApostrophe", "п'ять", "п’ять ракет", "п’ять"},
                                         Row{"Serbian", "Косово", "Косово и Србија", "Косово"},
                                         Row{"Hyphen", "\"северо-восток\"", "на Северо-Восток", "Северо-Восток"},
                                         Row{"Guillemets", "Газпром", "«Газпром» сообщил", "Газпром"},
                                         Row{"Acronym", "ООН", "Совбез ООН", "ООН"},
                                         Row{"Bulgarian", "избори", "Избори 2049", "Избори"}),
                         name_of);

INSTANTIATE_TEST_SUITE_P(
    OtherScripts, Semantics,
    testing::Values(Row{"Thai", "ไต้หวัน", "ช่องแคบไต้หวันวันนี้", "ไต้หวัน"}, Row{"ThaiAnother", "จีน", "รัฐบาลไทย", kMiss},
                    Row{"ThaiAnd", "จีน AND ไทย", "ผู้นำจีนเยือนไทย", "จีน|ไทย"},
                    Row{"ThaiPhraseWithSpace", "\"กรุงเทพ มหานคร\"", "กรุงเทพมหานคร", "กรุงเทพมหานคร"},
                    Row{"Greek", "Αθήνα", "ΑΘΗΝΑ", "ΑΘΗΝΑ"}, Row{"GreekFinalSigma", "ΚΟΣΜΟΣ", "ο κόσμος", "κόσμος"},
                    Row{"Hindi", "चीन", "भारत और चीन", "चीन"},
                    Row{"HindiPhrase", "\"भारत और चीन\"", "भारत और चीन के बीच", "भारत और चीन"},
                    Row{"HindiVowelSignCounts", "कि", "की", kMiss},
                    Row{"Bengali", "বাংলাদেশ", "বাংলাদেশ ও ভারত", "বাংলাদেশ"},
                    Row{"Tamil", "இந்தியா", "இந்தியா சீனா", "இந்தியா"},
                    Row{"Georgian", "თბილისი", "თბილისი დღეს", "თბილისი"}, Row{"Armenian", "Երևան", "ԵՐԵՎԱՆ", kMiss},
                    Row{"ArmenianSame", "Երևան", "Երևան այսօր", "Երևան"}, Row{"Amharic", "ኢትዮጵያ", "ኢትዮጵያ ዛሬ", "ኢትዮጵያ"},
                    Row{"Burmese", "မြန်မာ", "မြန်မာနိုင်ငံ", "မြန်မာ"}, Row{"Khmer", "កម្ពុជា", "ប្រទេសកម្ពុជា", "កម្ពុជា"},
                    Row{"Urdu", "پاکستان", "پاکستان اور بھارت", "پاکستان"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Regexes, Semantics,
    testing::Values(Row{"CaseCounts", "/pla/", "PLA", kMiss}, Row{"AnyCase", "/pla/i", "PLA", "PLA"},
                    Row{"InlineFlag", "/(?i)pla/", "PLA", "PLA"}, Row{"DotStopsAtALineEnd", "/a.b/", "a\nb", kMiss},
                    Row{"DotOverALineEnd", "/a.b/s", "a\nb", "a\nb"}, Row{"BothFlags", "/A.b/is", "a\nB", "a\nB"},
                    Row{"InsideWords", "/anc/", "sanctions", "anc"}, Row{"NothingIsFolded", "/etat/i", "État", kMiss},
                    Row{"Accents", "/É/", "État", "É"}, Row{"Several", "/\\b[A-Z]-\\d+/", "J-20 and H-6", "J-20|H-6"},
                    Row{"Slash", "/9\\/11/", "after 9/11", "9/11"}, Row{"BeginOfTheText", "/^War/", "No War", kMiss},
                    Row{"BeginOfTheTextThere", "/^War/", "War, War", "War"},
                    Row{"EndOfTheText", "/war$/", "war war", "war"},
                    Row{"EachField", "/^War/", Item{.title = "War", .body = "War"}, "War|War"},
                    Row{"WordBoundSeesWhatIsBefore", "/\\bar/", "barar", kMiss},
                    Row{"NoOverlap", "/aa/", "aaaa", "aa|aa"},
                    Row{"Unicode", "/\\p{Han}{2}\\d+/", "歼击20战机", "歼击20"},
                    Row{"Cyrillic", "/санкци[ийя]/i", "САНКЦИЙ", "САНКЦИЙ"},
                    Row{"Money", "/\\$\\d+(\\.\\d+)? ?(m|bn)/", "a $4.5bn deal", "$4.5bn"},
                    Row{"And", "/J-\\d+/ AND taiwan", "J-20 off Taiwan", "J-20|Taiwan"},
                    Row{"Not", "taiwan AND NOT /quiz|test/", "Taiwan test", kMiss},
                    Row{"InAField", "title:/J-\\d+/", Item{.title = "x", .body = "J-20"}, kMiss},
                    Row{"Alternatives", "/rocket|missile/", "missile, rocket", "missile|rocket"}),
    name_of);

}  // namespace
}  // namespace tb::rules
