// Charsets: which one wins when the mark, the header, the declaration and the bytes disagree.
#include "tenbells/text/charset.hpp"

#include <gmock/gmock.h>

#include "tenbells/text/utf8.hpp"

namespace tb::text {
namespace {

using namespace std::string_literals;

struct Row {
  std::string name;
  std::string bytes;
  std::string content_type;
  std::string want;
  std::string charset;
  bool claim_refuted = false;
};

std::string row_name(const testing::TestParamInfo<Row>& info) {
  return info.param.name;
}

class Charset : public testing::TestWithParam<Row> {};

TEST_P(Charset, IsFound) {
  const Utf8Document read = read_as_utf8(GetParam().bytes, GetParam().content_type);
  EXPECT_EQ(read.text, GetParam().want);
  EXPECT_EQ(read.charset, GetParam().charset);
  EXPECT_EQ(!read.claim.empty(), GetParam().claim_refuted);
}

const Row kRows[] = {
    {"NothingSaidAndAscii", "<a>x</a>", "", "<a>x</a>", "utf-8"},
    {"NothingSaidAndUtf8", "<a>é</a>", "", "<a>é</a>", "utf-8"},
    {"NothingSaidAndNoUtf8IsWindows1252", "<a>\x93quoted\x94</a>", "", "<a>“quoted”</a>", "windows-1252"},
    {"MarkOfUtf8", "\xEF\xBB\xBF<a>é</a>", "", "<a>é</a>", "utf-8"},
    {"TwoMarks", "\xEF\xBB\xBF\xEF\xBB\xBF<a/>", "", "<a/>", "utf-8"},
    {"MarkBeatsHeader", "\xEF\xBB\xBF<a>é</a>", "text/xml; charset=iso-8859-1", "<a>é</a>", "utf-8"},
    {"MarkOfUtf16Little", "\xFF\xFE<\0a\0>\0\x1E\x04"s, "", "<a>О", "utf-16le"},
    {"MarkOfUtf16Big", "\xFE\xFF\0<\0a\0>\x04\x1E"s, "", "<a>О", "utf-16be"},
    {"Utf16LittleWithoutMark", "<\0a\0>\0\x1E\x04"s, "", "<a>О", "utf-16le"},
    {"Utf16BigWithoutMark", "\0<\0a\0>\x04\x1E"s, "", "<a>О", "utf-16be"},
    {"Utf16OfOddLength", "<\0a\0>"s, "", "<a\uFFFD", "utf-16le"},
    {"Utf16LoneSurrogate", "<\0a\0\x3D\xD8>\0"s, "", "<a\uFFFD>", "utf-16le"},
    {"Utf32LittleWithoutMark", "<\0\0\0a\0\0\0"s, "", "<a", "utf-32le"},
    {"JsonInUtf16", "{\0}\0"s, "", "{}", "utf-16le"},
    {"HeaderSaysCyrillic", "<a>\xC4\xE0</a>", "application/rss+xml; charset=windows-1251", "<a>Да</a>", "windows-1251"},
    {"HeaderInQuotes", "<a>\xC4\xE0</a>", R"(text/xml; q=1; Charset="Windows-1251")", "<a>Да</a>", "windows-1251"},
    {"HeaderBeatsDeclaration", "<?xml version='1.0' encoding='koi8-r'?><a>\xC4\xE0</a>",
     "text/xml;charset=windows-1251", "<?xml version='1.0' encoding='koi8-r'?><a>Да</a>", "windows-1251"},
    {"DeclarationAlone", "<?xml version=\"1.0\" encoding=\"koi8-r\"?><a>\xE4\xC1</a>", "application/xml",
     "<?xml version=\"1.0\" encoding=\"koi8-r\"?><a>Да</a>", "koi8-r"},
    {"Latin1IsWindows1252", "<?xml version='1.0' encoding='ISO-8859-1'?><a>\x80 5</a>", "",
     "<?xml version='1.0' encoding='ISO-8859-1'?><a>€ 5</a>", "windows-1252"},
    {"Gb2312IsGb18030", "<a>\xB1\xB1\xBE\xA9</a>", "text/xml; charset=gb2312", "<a>北京</a>", "gb18030"},
    {"Big5", "<a>\xA5\x78\xA5\x5F</a>", "text/xml; charset=big5", "<a>台北</a>", "big5-hkscs"},
    {"ShiftJis", "<a>\x93\x8C\x8B\x9E</a>", "text/xml; charset=Shift_JIS", "<a>東京</a>", "ibm-943_p15a-2003"},
    {"EucKr", "<a>\xBC\xAD\xBF\xEF</a>", "text/xml; charset=euc-kr", "<a>서울</a>", "windows-949"},
    {"ServerAddsUtf8ToCyrillic", "<?xml version='1.0' encoding='windows-1251'?><a>\xC4\xE0</a>",
     "text/xml; charset=utf-8", "<?xml version='1.0' encoding='windows-1251'?><a>Да</a>", "windows-1251", true},
    {"SaysLatin1IsUtf8", "<?xml version='1.0' encoding='iso-8859-1'?><a>北京</a>", "",
     "<?xml version='1.0' encoding='iso-8859-1'?><a>北京</a>", "utf-8", true},
    {"SaysUtf8IsWindows1252", "<?xml version='1.0' encoding='utf-8'?><a>caf\xE9</a>", "",
     "<?xml version='1.0' encoding='utf-8'?><a>café</a>", "windows-1252", true},
    {"SaysUtf8AndMostlyIs", "<?xml version='1.0' encoding='utf-8'?><a>北京 é \xFF</a>", "",
     "<?xml version='1.0' encoding='utf-8'?><a>北京 é \uFFFD</a>", "utf-8"},
    {"SaysUtf16IsAscii", "<?xml version='1.0' encoding='utf-16'?><a/>", "",
     "<?xml version='1.0' encoding='utf-16'?><a/>", "utf-8", true},
    {"Utf8CutInACharacter", "<a>é\xE5\x8C", "text/xml; charset=utf-8", "<a>é\uFFFD", "utf-8"},
    {"UnknownName", "<a>é</a>", "text/xml; charset=klingon", "<a>é</a>", "utf-8", true},
    {"Utf7IsNeverDecoded", "<a>+ADw-b+AD4-</a>", "text/xml; charset=utf-7", "<a>+ADw-b+AD4-</a>", "utf-8", true},
    {"EbcdicIsNoFeedCharset", "<a/>", "text/xml; charset=ibm037", "<a/>", "utf-8", true},
    {"UnclaimedChinese",
     "<a>"
     "\261\261\276\251\317\373\317\242\243\272\326\320\271\372\271\372\267\300\262\277\267\242\321\324\310\313\326\334"
     "\266\376\261\355</a>",
     "", "<a>北京消息：中国国防部发言人周二表</a>", "gb18030"},
    {"UnclaimedTraditionalChinese",
     "<a>\260\352\250\276\263\241\265o\250\245\244H\266g\244G\252\355\245\334\241A\250\342\255x\274\366\275u\261N</a>",
     "", "<a>國防部發言人週二表示，兩軍熱線將</a>", "big5-hkscs"},
    {"UnclaimedShiftJis",
     "<a>"
     "\226h\211q\217\310\202\315\223\361\217\134\216l\223\372\201A\222\206\215\221\202\306\202\314\214R\216\226\203z</"
     "a>",
     "", "<a>防衛省は二十四日、中国との軍事ホ</a>", "ibm-943_p15a-2003"},
    {"UnclaimedEucJp",
     "<a>"
     "\313\311\261\322\276\312\244\317\306\363\275\275\273\315\306\374\241\242\303\346\271\361\244\310\244\316\267\263"
     "\273\366\245\333</a>",
     "", "<a>防衛省は二十四日、中国との軍事ホ</a>", "euc-jp-2007"},
    {"UnclaimedKorean",
     "<a>\261\271\271\346\272\316 \264\353\272\257\300\316\300\272 \310\255\277\344\300\317 \276\347\261\271 "
     "\261\272\273\347 \301\367</a>",
     "", "<a>국방부 대변인은 화요일 양국 군사 직</a>", "windows-949"},
    {"UnclaimedCyrillic",
     "<a>\314\350\355\350\361\362\345\360\361\362\342\356 \356\341\356\360\356\355\373 "
     "\361\356\356\341\371\350\353\356 \342\356 \342\362\356\360\355\350\352, \367\362\356 "
     "\343\356\360\377\367\340\377 \353\350\355\350\377 \354\345\346\344\363 \342\356\345\355\355\373\354\350 "
     "\341\363\344\345\362 \360\340\341\356\362\340\362\374 \350 \344\340\353\345\345. "
     "\321\350\362\363\340\366\350\377 \342 \357\360\356\353\350\342\345 \342\373\347\373\342\340\345\362 "
     "\342\355\350\354\340\355\350\345.</a>",
     "",
     "<a>Министерство обороны сообщило во вторник, что горячая линия между военными будет работать и далее. Ситуация в "
     "проливе вызывает внимание.</a>",
     "windows-1251"},
    {"UnclaimedCyrillicOfUnix",
     "<a>\355\311\316\311\323\324\305\322\323\324\327\317 \317\302\317\322\317\316\331 "
     "\323\317\317\302\335\311\314\317 \327\317 \327\324\317\322\316\311\313, \336\324\317 "
     "\307\317\322\321\336\301\321 \314\311\316\311\321 \315\305\326\304\325 \327\317\305\316\316\331\315\311 "
     "\302\325\304\305\324 \322\301\302\317\324\301\324\330 \311 \304\301\314\305\305. "
     "\363\311\324\325\301\303\311\321 \327 \320\322\317\314\311\327\305 \327\331\332\331\327\301\305\324 "
     "\327\316\311\315\301\316\311\305.</a>",
     "",
     "<a>Министерство обороны сообщило во вторник, что горячая линия между военными будет работать и далее. Ситуация в "
     "проливе вызывает внимание.</a>",
     "koi8-r"},
    {"UnclaimedFrench",
     "<a>Le minist\350re de la D\351fense a annonc\351 que la ligne t\351l\351phonique \351t\351 r\351tablie \340 "
     "Gen\350ve. L\222arm\351e fran\347aise \253 tr\350s \273 pr\351occup\351e, o\371 \347a \077</a>",
     "",
     "<a>Le ministère de la Défense a annoncé que la ligne téléphonique été rétablie à Genève. L’armée française « "
     "très » préoccupée, où ça ?</a>",
     "windows-1252"},
    {"UnclaimedGerman",
     "<a>Die Bundesl\344nder f\366rdern gr\366\337ere \334bungen f\374r die Streitkr\344fte; Au\337enminister "
     "pr\374fen Ma\337nahmen.</a>",
     "", "<a>Die Bundesländer fördern größere Übungen für die Streitkräfte; Außenminister prüfen Maßnahmen.</a>",
     "windows-1252"},
    {"UnclaimedPortuguese",
     "<a>\347\343 \365 Comunica\347\343o n\343o s\343o a\347\365es S\343o Jo\343o elei\347\365es regi\343o</a>", "",
     "<a>çã õ Comunicação não são ações São João eleições região</a>", "windows-1252"},
    {"UnclaimedPolish",
     "<a>Ministerstwo poinformowa\263o we wtorek, \277e nowe przepisy dotycz\261ce \277eglugi wejd\261 w \277ycie w "
     "przysz\263ym miesi\261cu. Zwi\261zki zapowiedzia\263y dalsze protesty.</a>",
     "",
     "<a>Ministerstwo poinformowało we wtorek, że nowe przepisy dotyczące żeglugi wejdą w życie w przyszłym miesiącu. "
     "Związki zapowiedziały dalsze protesty.</a>",
     "iso-8859-2"},
    {"UnclaimedCzech",
     "<a>Ministerstvo v \372ter\375 ozn\341milo, \236e nov\341 pravidla pro lodn\355 dopravu za\350nou platit "
     "p\370\355\232t\355 m\354s\355c. Odbory ohl\341sily dal\232\355 protesty.</a>",
     "",
     "<a>Ministerstvo v úterý oznámilo, že nová pravidla pro lodní dopravu začnou platit příští měsíc. Odbory ohlásily "
     "další protesty.</a>",
     "windows-1250"},
    {"UnclaimedHungarian",
     "<a>A miniszt\351rium kedden k\366z\366lte, hogy az \372j haj\363z\341si szab\341lyok a j\366v\365 h\363napban "
     "l\351pnek \351letbe.</a>",
     "", "<a>A minisztérium kedden közölte, hogy az új hajózási szabályok a jövő hónapban lépnek életbe.</a>",
     "iso-8859-2"},
    {"UnclaimedTurkish",
     "<a>Bakanl\375k sal\375 g\374n\374 yeni denizcilik kurallar\375n\375n gelecek ay y\374r\374rl\374\360e "
     "girece\360ini a\347\375klad\375. Sendikalar yeni protestolar ilan etti.</a>",
     "",
     "<a>Bakanlık salı günü yeni denizcilik kurallarının gelecek ay yürürlüğe gireceğini açıkladı. Sendikalar yeni "
     "protestolar ilan etti.</a>",
     "windows-1254"},
    {"UnclaimedGreek",
     "<a>\324\357 \365\360\357\365\361\343\345\337\357 \341\355\341\352\357\337\355\371\363\345 \364\347\355 "
     "\324\361\337\364\347 \374\364\351 \357\351 \355\335\357\351 \352\341\355\374\355\345\362 "
     "\355\341\365\363\351\360\353\357\300\341\362 \350\341 \351\363\367\375\363\357\365\355 \364\357\355 "
     "\345\360\374\354\345\355\357 \354\336\355\341.</a>",
     "", "<a>Το υπουργείο ανακοίνωσε την Τρίτη ότι οι νέοι κανόνες ναυσιπλοΐας θα ισχύσουν τον επόμενο μήνα.</a>",
     "iso-8859-7"},
    {"UnclaimedHebrew",
     "<a>\344\356\371\370\343 \344\345\343\351\362 \341\351\345\355 \371\354\351\371\351 \353\351 \353\354\354\351 "
     "\344\371\351\350 \344\347\343\371\351\355 \351\351\353\360\361\345 \354\372\345\367\363 \341\347\345\343\371 "
     "\344\341\340.</a>",
     "", "<a>המשרד הודיע ביום שלישי כי כללי השיט החדשים ייכנסו לתוקף בחודש הבא.</a>", "iso-8859-8"},
    {"UnclaimedArabic",
     "<a>\303\332\341\344\312 \307\341\346\322\307\321\311 \355\346\343 \307\341\313\341\307\313\307\301 \303\344 "
     "\336\346\307\332\317 \307\341\343\341\307\315\311 \307\341\314\317\355\317\311 \323\312\317\316\341 \315\355\322 "
     "\307\341\312\344\335\355\320 \307\341\324\345\321 \307\341\343\336\310\341.</a>",
     "", "<a>أعلنت الوزارة يوم الثلاثاء أن قواعد الملاحة الجديدة ستدخل حيز التنفيذ الشهر المقبل.</a>", "windows-1256"},
    {"UnclaimedCyrillicOfIso",
     "<a>\274\330\335\330\341\342\325\340\341\342\322\336 \341\336\336\321\351\330\333\336 \322\336 "
     "\322\342\336\340\335\330\332, \347\342\336 \335\336\322\353\325 \337\340\320\322\330\333\320 "
     "\341\343\324\336\345\336\324\341\342\322\320 \322\341\342\343\337\357\342 \322 \341\330\333\343 \322 "
     "\341\333\325\324\343\356\351\325\334 \334\325\341\357\346\325.</a>",
     "", "<a>Министерство сообщило во вторник, что новые правила судоходства вступят в силу в следующем месяце.</a>",
     "iso-8859-5"},
    {"UnclaimedSwedish",
     "<a>Ministeriet meddelade p\345 tisdagen att de nya reglerna f\366r sj\366farten tr\344der i kraft n\344sta "
     "m\345nad.</a>",
     "", "<a>Ministeriet meddelade på tisdagen att de nya reglerna för sjöfarten träder i kraft nästa månad.</a>",
     "windows-1252"},
    {"UnclaimedFinnish",
     "<a>Ministeri\366 ilmoitti tiistaina, ett\344 uudet merenkulkus\344\344nn\366t tulevat voimaan ensi kuussa.</a>",
     "", "<a>Ministeriö ilmoitti tiistaina, että uudet merenkulkusäännöt tulevat voimaan ensi kuussa.</a>",
     "windows-1252"},
    {"UnclaimedThai",
     "<a>"
     "\241\303\320\267\303\307\247\341\266\305\247\340\301\327\350\315\307\321\271\315\321\247\244\322\303\307\350\322"
     "\241\256\241\322\303\340\264\324\271\340\303\327\315\343\313\301\350\250\320\301\325\274\305\272\321\247\244\321"
     "\272\343\252\351\343\271\340\264\327\315\271\313\271\351\322</a>",
     "", "<a>กระทรวงแถลงเมื่อวันอังคารว่ากฎการเดินเรือใหม่จะมีผลบังคับใช้ในเดือนหน้า</a>", "windows-874"},
    {"UnclaimedShortChinese", "<a>\270\333\277\332\271\244\310\313\320\373\262\274\260\325\271\244</a>", "",
     "<a>港口工人宣布罢工</a>", "gb18030"},
    {"UnclaimedShortTraditionalChinese", "<a>\264\344\244f\244u\244H\253\305\245\254\275}\244u</a>", "",
     "<a>港口工人宣布罷工</a>", "big5-hkscs"},
    {"UnclaimedTraditionalChineseWithSecondBytesInAscii",
     "<a>\261M\256a\244\275\245\254\267s\252\272\255\271\253~\300\313\305\347\265\262\252G</a>", "",
     "<a>專家公布新的食品檢驗結果</a>", "big5-hkscs"},
    {"UnclaimedShortShiftJis", "<a>\215`\202\314\230J\223\255\216\322\202\252\203X\203g\202\311\223\374\202\351</a>",
     "", "<a>港の労働者がストに入る</a>", "ibm-943_p15a-2003"},
    {"UnclaimedShortEucJp",
     "<a>\271\301\244\316\317\253\306\257\274\324\244\254\245\271\245\310\244\313\306\376\244\353</a>", "",
     "<a>港の労働者がストに入る</a>", "euc-jp-2007"},
    {"UnclaimedShortKorean", "<a>\307\327\270\270 \263\353\265\277\300\332 \306\304\276\367 \274\261\276\360</a>", "",
     "<a>항만 노동자 파업 선언</a>", "windows-949"},
    {"UnclaimedShortThai", "<a>\244\271\247\322\271\267\350\322\340\303\327\315\313\302\330\264\247\322\271</a>", "",
     "<a>คนงานท่าเรือหยุดงาน</a>", "windows-874"},
    {"UnclaimedShortHebrew", "<a>\362\345\341\343\351 \344\360\356\354 \371\345\341\372\351\355</a>", "",
     "<a>עובדי הנמל שובתים</a>", "iso-8859-8"},
    {"UnclaimedShortArabic",
     "<a>\332\343\307\341 \307\341\343\355\344\307\301 \355\332\341\344\346\344 \307\341\305\326\321\307\310</a>", "",
     "<a>عمال الميناء يعلنون الإضراب</a>", "windows-1256"},
    {"UnclaimedShortGreek", "<a>\301\360\345\361\343\337\341 \363\364\357 \353\351\354\334\355\351</a>", "",
     "<a>Απεργία στο λιμάνι</a>", "iso-8859-7"},
    {"UnclaimedShortUkrainian", "<a>\257\277 \361\362\360\340\351\352 \362\360\350\342\340\272</a>", "",
     "<a>Її страйк триває</a>", "windows-1251"},
    {"UnclaimedCyrillicOfDos",
     "<a>\217\256\340\342\256\242\353\245 \340\240\241\256\347\250\245 \255\240\347\240\253\250 "
     "\247\240\241\240\341\342\256\242\252\343</a>",
     "", "<a>Портовые рабочие начали забастовку</a>", "ibm-866"},
    {"UnclaimedGermanOfOneWord", "<a>Gr\366\337e</a>", "", "<a>Größe</a>", "windows-1252"},
    {"UnclaimedSwedishInCapitals", "<a>\305TERV\304NDER N\304RA \304LVEN</a>", "", "<a>ÅTERVÄNDER NÄRA ÄLVEN</a>",
     "windows-1252"},
    {"SaysUtf8IsChinese",
     "<\077xml version='1.0' "
     "encoding='utf-8'\077><a>"
     "\261\261\276\251\317\373\317\242\243\272\326\320\271\372\271\372\267\300\262\277\267\242\321\324\310\313\326\334"
     "\266\376\261\355\312\276\243\254\301\275\276\374\310\310\317\337\275\253\274\314</a>",
     "", "<?xml version='1.0' encoding='utf-8'?><a>北京消息：中国国防部发言人周二表示，两军热线将继</a>", "gb18030",
     true},
    {"ServerSaysUtf8IsCyrillic",
     "<a>\314\350\355\350\361\362\345\360\361\362\342\356 \356\341\356\360\356\355\373 "
     "\361\356\356\341\371\350\353\356 \342\356 \342\362\356\360\355\350\352, \367\362\356 "
     "\343\356\360\377\367\340\377 \353\350\355\350\377 \354\345\346\344\363 \342\356\345\355\355\373\354\350 "
     "\341\363\344\345\362 \360\340\341\356\362\340\362\374 \350 \344\340\353\345\345. "
     "\321\350\362\363\340\366\350\377 \342 \357\360\356\353\350\342\345 \342\373\347\373\342\340\345\362 "
     "\342\355\350\354\340\355\350\345.</a>",
     "text/xml; charset=utf-8",
     "<a>Министерство обороны сообщило во вторник, что горячая линия между военными будет работать и далее. Ситуация в "
     "проливе вызывает внимание.</a>",
     "windows-1251", true},
    {"SaysUtf8IsFrench",
     "<a>Le minist\350re de la D\351fense a annonc\351 que la ligne t\351l\351phonique \351t\351 r\351tablie \340 "
     "Gen\350ve. L\222arm\351e fran\347aise \253 tr\350s \273 pr\351occup\351e, o\371 \347a \077</a>",
     "text/xml; charset=utf-8",
     "<a>Le ministère de la Défense a annoncé que la ligne téléphonique été rétablie à Genève. L’armée française « "
     "très » préoccupée, où ça ?</a>",
     "windows-1252", true},
    {"MarkOfUtf8OverWindows1252", "\xEF\xBB\xBF<a>caf\xE9 cr\xE8me</a>", "", "<a>café crème</a>", "windows-1252", true},
    {"MarkOfUtf16OverAscii", "\xFF\xFE<a>x</a>", "", "<a>x</a>", "utf-8"},
    {"TwoMarksOfUtf16", "\xFF\xFE\xFF\xFE<\0a\0"s, "", "<a", "utf-16le"},
    {"MarkOfUtf32Big", "\0\0\xFE\xFF\0\0\0<"s, "", "<", "utf-32be"},
    {"MarkOfGb18030", "\x84\x31\x95\x33<a>\xB1\xB1</a>", "text/xml; charset=utf-8", "<a>北</a>", "gb18030"},
    {"Utf16BehindWhiteSpace", "\n\0<\0a\0"s, "", "\n<a", "utf-16le"},
    {"Utf16BigBehindWhiteSpace", "\0 \0<"s, "", " <", "utf-16be"},
    {"JsonInUtf16Big", "\0{\0}"s, "application/json", "{}", "utf-16be"},
    {"JsonInUtf32", "[\0\0\0]\0\0\0"s, "application/json", "[]", "utf-32le"},
    {"StrayNulInFrontIsNoUtf16", "\0<rss>"s, "", "\0<rss>"s, "utf-8"},
    {"DeclaredUtf8AndIsUtf16", "<\0?\0x\0"s, "text/xml; charset=utf-8", "<?x", "utf-16le"},
    {"EbcdicWithItsName",
     "\x4C\x6F\xA7\x94\x93\x40\x85\x95\x83\x96\x84\x89\x95\x87\x7E\x7D\x89\x82\x94\x60\xF0\xF3\xF7\x7D\x6F\x6E\x15"
     "\x4C\x81\x61\x6E",
     "", "<?xml encoding='ibm-037'?>\n<a/>", "ibm-037"},
    {"EbcdicWithoutName", "\x4C\x6F\xA7\x94\x93\x6F\x6E\x25\x4C\x81\x61\x6E", "", "<?xml?>\u0085<a/>", "ibm-1047"},
    {"HeaderUtf8AndMostlyIsDespiteTheDeclaration", "<?xml version='1.0' encoding='windows-1252'?><a>北京 é \xFF</a>",
     "text/xml; charset=utf-8", "<?xml version='1.0' encoding='windows-1252'?><a>北京 é \uFFFD</a>", "utf-8"},
    {"SaysGb2312IsUtf8", "<a>北京</a>", "text/xml; charset=gb2312", "<a>北京</a>", "utf-8", true},
    {"EscapedJapaneseDeclared", "<a>\x1B$B@o\x1B(B</a>", "text/xml; charset=iso-2022-jp", "<a>戦</a>", "iso-2022-jp"},
    {"EscapedJapaneseUnclaimed", "<a>\x1B$B@o\x1B(B</a>", "", "<a>戦</a>", "iso-2022-jp"},
    {"LabelOfBrowsers", "<a>\xD4</a>", "text/xml; charset=x-mac-cyrillic", "<a>‘</a>", "macos-7_3-10.2"},
    {"LabelWithUnderscore", "<a>é</a>", "text/xml; charset=UTF_8", "<a>é</a>", "utf-8"},
    {"LabelInWhiteSpace", "<?xml version='1.0' encoding=' koi8-r '?><a>\xE4\xC1</a>", "",
     "<?xml version='1.0' encoding=' koi8-r '?><a>Да</a>", "koi8-r"},
    {"NameOfIcu", "<a>\x81</a>", "text/xml; charset=ibm-437_P100-1995", "<a>ü</a>", "ibm-437_p100-1995"},
    {"SouthEasternEurope", "<a>\xAA\xFE \xBA\xDE \xA4</a>", "text/xml; charset=ISO-8859-16", "<a>Șț șȚ €</a>",
     "iso-8859-16"},
    {"Big5OfTaiwan", "<a>\xA5\x78\xA5\x5F</a>", "text/xml; charset=big5-tw", "<a>台北</a>", "big5-hkscs"},
    {"PairsOfSurrogatesAreOneCharacter", "<a>\xED\xA0\xBD\xED\xB8\x80 Größe</a>", "", "<a>😀 Größe</a>", "utf-8"},
    {"PairsOfSurrogatesInWhatSaysUtf8", "<a>\xED\xA0\xBD\xED\xB8\x80 Größe</a>", "text/xml; charset=utf-8",
     "<a>😀 Größe</a>", "utf-8"},
    {"EmptyDocument", "", "", "", "utf-8"},
};

INSTANTIATE_TEST_SUITE_P(Documents, Charset, testing::ValuesIn(kRows), row_name);

// The head of a feed is often a hundred kilobytes of ASCII before the first title in another script.
TEST(ReadAsUtf8, GuessesFromWhatIsNoAscii) {
  const std::string ascii(200'000, ' ');
  const std::string title =
      "\xCC\xA8\xCD\xE5\xBA\xA3\xCF\xBF\xBE\xD6\xCA\xC6\xD2\xFD\xB7\xA2\xB9\xFA\xBC\xCA\xC9\xE7\xBB\xE1";
  EXPECT_EQ(read_as_utf8("<a>" + ascii + "plain words <b>" + title + "</b>", "").charset, "gb18030");
}

TEST(ReadAsUtf8, GuessesMegabytesInNoTime) {
  for (const std::string_view piece : {"\xFF", "\xC4\xE0", "\xC4\xE0 ", "\xC4", "\x81\x40", "\xE9 "}) {
    std::string bytes;
    while (bytes.size() < 4'000'000) bytes += piece;
    EXPECT_TRUE(is_valid_utf8(read_as_utf8(bytes, "").text));
  }
}

TEST(ReadAsUtf8, CountsWhatItReplaced) {
  EXPECT_EQ(read_as_utf8("<a>é \xED\xA0\xBD\xED\xB8\x80</a>", "").replaced, 0U);
  EXPECT_EQ(read_as_utf8("<a>北京 é \xFF\xFE</a>", "").replaced, 2U);
  EXPECT_EQ(read_as_utf8("<a>北京</a>", "").replaced, 0U);
}

TEST(ReadAsUtf8, IsValidWhateverTheBytesAndTheClaim) {
  std::string every_byte;
  for (int byte = 0; byte < 256; ++byte) every_byte.push_back(static_cast<char>(byte));
  for (const char* const label : {"utf-8", "windows-1252", "koi8-r", "gb18030", "big5", "shift_jis", "euc-kr", "euc-jp",
                                  "iso-2022-jp", "windows-874", "utf-16", "utf-32"}) {
    const Utf8Document read = read_as_utf8(every_byte, std::string("text/xml; charset=") + label);
    EXPECT_TRUE(is_valid_utf8(read.text)) << label;
  }
}

// RFC 7303 and the web agree on what a charset may be called; what hides markup from filters is never decoded.
TEST(ReadAsUtf8, KnowsEveryLabelOfBrowsers) {
  for (const std::string_view label :
       {"unicode11utf8", "866",     "latin2",      "l3",        "csisolatin4", "cyrillic",    "asmo-708",
        "sun_eu_greek",  "visual",  "logical",     "iso885910", "iso8859-13",  "iso-8859-14", "l9",
        "koi",           "koi8-ru", "x-mac-roman", "dos-874",   "x-cp1250",    "cp1251",      "ansi_x3.4-1968",
        "cp1253",        "latin5",  "cp1255",      "cp1256",    "cp1257",      "x-cp1258",    "x-mac-ukrainian",
        "x-gbk",         "gb18030", "cn-big5",     "x-euc-jp",  "csiso2022jp", "ms_kanji",    "ks_c_5601-1987"}) {
    const Utf8Document read = read_as_utf8("<a>x</a>", std::string("text/xml; charset=").append(label));
    EXPECT_EQ(read.text, "<a>x</a>") << label;
    EXPECT_EQ(read.claim, "") << label;
  }
}

TEST(ReadAsUtf8, NeverDecodesWhatHidesMarkup) {
  for (const std::string_view label :
       {"utf-7", "unicode-2-0-utf-7", "imap-mailbox-name", "scsu", "bocu-1", "hz", "hz-gb-2312", "iso-2022-kr",
        "iso-2022-cn", "lmbcs", "x11-compound-text", "gsm-03.38-2009", "ibm037", "ebcdic-cp-us"}) {
    const Utf8Document read = read_as_utf8("<a>+ADw-x ~{ \x0E</a>", std::string("text/xml; charset=").append(label));
    EXPECT_EQ(read.text, "<a>+ADw-x ~{ \x0E</a>") << label;
    EXPECT_EQ(read.claim, label) << label;
  }
}

TEST(CharsetOfContentType, IsEmptyWithoutTheParameter) {
  EXPECT_EQ(charset_of_content_type("text/xml"), "");
  EXPECT_EQ(charset_of_content_type("text/xml; xcharset=koi8-r"), "");
  EXPECT_EQ(charset_of_content_type("text/xml; charset="), "");
}

TEST(CharsetOfXmlDeclaration, LooksNoFurtherThanTheDeclaration) {
  EXPECT_EQ(charset_of_xml_declaration("<?xml version='1.0'?><a encoding='koi8-r'/>"), "");
  EXPECT_EQ(charset_of_xml_declaration("\n <?xml version='1.0' encoding = 'koi8-r' ?>"), "koi8-r");
}

}  // namespace
}  // namespace tb::text
