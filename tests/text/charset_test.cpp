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
    {"EmptyDocument", "", "", "", "utf-8"},
};

INSTANTIATE_TEST_SUITE_P(Documents, Charset, testing::ValuesIn(kRows), row_name);

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
