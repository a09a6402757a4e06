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
     "<?xml version='1.0' encoding='utf-8'?><a>北京 é \uFFFD</a>", "utf-8", true},
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
     "", "<a>防衛省は二十四日、中国との軍事ホ</a>", "euc-jp"},
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
