// Labels lie in a known way: what says latin1 is windows-1252 on the web, what says gb2312 is GBK. The table has the
// labels of browsers (WHATWG Encoding §4.2); every other label is ICU's to know, unless its charset hides markup.
#include "charset_labels.hpp"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <memory>

#include "charset_latin10.hpp"

namespace tb::text {

namespace {

struct Row {
  std::string_view converter;
  CharsetShape shape;
  std::string_view labels;  ///< each with a space behind it
};

using enum CharsetShape;

constexpr std::array<Row, 40> kRows{{
    // clang-format off
    {"UTF-8", utf8,
     "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8 "},
    {"ibm-866", single_byte,
     "866 cp866 csibm866 ibm866 "},
    {"iso-8859-2", single_byte,
     "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2 "},
    {"iso-8859-3", single_byte,
     "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3 "},
    {"iso-8859-4", single_byte,
     "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4 "},
    {"iso-8859-5", single_byte,
     "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 "},
    {"iso-8859-6", single_byte,
     "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i "
     "iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987 "},
    {"iso-8859-7", single_byte,
     "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 "
     "iso_8859-7:1987 sun_eu_greek "},
    {"iso-8859-8", single_byte,
     "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 "
     "iso_8859-8:1988 visual "},
    {"ISO-8859-8", single_byte,
     "csiso88598i iso-8859-8-i logical "},
    {"iso-8859-10", single_byte,
     "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6 "},
    {"iso-8859-13", single_byte,
     "iso-8859-13 iso8859-13 iso885913 "},
    {"iso-8859-14", single_byte,
     "iso-8859-14 iso8859-14 iso885914 "},
    {"iso-8859-15", single_byte,
     "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9 "},
    {kLatin10, single_byte,
     "csiso885916 iso-8859-16 iso-ir-226 iso8859-16 iso885916 iso_8859-16 iso_8859-16:2001 l10 latin10 "},
    {"koi8-r", single_byte,
     "cskoi8r koi koi8 koi8-r koi8_r "},
    {"koi8-u", single_byte,
     "koi8-ru koi8-u "},
    {"macintosh", single_byte,
     "csmacintosh mac macintosh x-mac-roman "},
    {"windows-874", single_byte,
     "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874 "},
    {"windows-1250", single_byte,
     "cp1250 windows-1250 x-cp1250 "},
    {"windows-1251", single_byte,
     "cp1251 windows-1251 x-cp1251 "},
    {"windows-1252", single_byte,
     "ansi_x3.4-1968 ascii cp-1252 cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 "
     "iso8859_1 iso_8859-1 iso_8859-1:1987 l1 latin-1 latin1 us-ascii windows-1252 x-cp1252 "},
    {"windows-1253", single_byte,
     "cp1253 windows-1253 x-cp1253 "},
    {"windows-1254", single_byte,
     "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 "
     "windows-1254 x-cp1254 "},
    {"windows-1255", single_byte,
     "cp1255 windows-1255 x-cp1255 "},
    {"windows-1256", single_byte,
     "cp1256 windows-1256 x-cp1256 "},
    {"windows-1257", single_byte,
     "cp1257 windows-1257 x-cp1257 "},
    {"windows-1258", single_byte,
     "cp1258 windows-1258 x-cp1258 "},
    {"macos-7_3-10.2", single_byte,
     "x-mac-cyrillic x-mac-ukrainian "},
    {"gb18030", multi_byte,
     "chinese cp936 csgb2312 csiso58gb231280 gb2312 gb2312-80 gb_2312 gb_2312-80 gbk iso-ir-58 ms936 x-gbk "},
    {"gb18030", multi_byte,
     "gb18030 "},
    {"Big5-HKSCS", multi_byte,
     "big5 big5-hkscs big5-tw cn-big5 cp950 csbig5 x-x-big5 "},
    {"euc-jp-2007", multi_byte,
     "cseucpkdfmtjapanese euc-jp x-euc-jp "},
    {"ISO-2022-JP", multi_byte,
     "csiso2022jp iso-2022-jp "},
    {"ibm-943_P15A-2003", multi_byte,
     "cp932 csshiftjis ms_kanji shift-jis shift_jis sjis windows-31j x-ms-cp932 x-sjis "},
    {"windows-949", multi_byte,
     "cp949 cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 "
     "ms949 uhc windows-949 "},
    {"UTF-16BE", utf16_or_32,
     "unicodefffe utf-16be "},
    {"UTF-16LE", utf16_or_32,
     "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le "},
    {"UTF-32LE", utf16_or_32,
     "utf-32 utf-32le ucs-4 iso-10646-ucs-4 csucs4 "},
    {"UTF-32BE", utf16_or_32,
     "utf-32be "},
    // clang-format on
}};

std::string lower_trimmed(std::string_view label) {
  constexpr std::string_view kAround = " \t\r\n\"'";
  const std::size_t from = std::min(label.find_first_not_of(kAround), label.size());
  const std::size_t to = label.find_last_not_of(kAround);
  std::string lower(label.substr(from, to == std::string_view::npos ? 0 : to - from + 1));
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower;
}

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

// Whether bytes that mean markup in ASCII mean the same here, and nothing else does.
bool shows_markup(UConverter* converter) {
  constexpr std::string_view kMarkup = "<?xml version='1.0'?><![CDATA[&#38;]]> a=\"b\"/ -- AZaz09";
  std::array<char16_t, kMarkup.size() + 1> units{};
  UErrorCode status = U_ZERO_ERROR;
  ucnv_toUChars(converter, units.data(), static_cast<int32_t>(units.size()), kMarkup.data(),
                static_cast<int32_t>(kMarkup.size()), &status);
  return U_SUCCESS(status) && std::equal(kMarkup.begin(), kMarkup.end(), units.begin());
}

// In these, "<" can be written so that no filter sees it.
bool hides_markup(UConverterType type) {
  static constexpr std::array kHiding{UCNV_UTF7, UCNV_IMAP_MAILBOX, UCNV_SCSU,         UCNV_BOCU1,
                                      UCNV_HZ,   UCNV_ISO_2022,     UCNV_COMPOUND_TEXT};
  return std::ranges::count(kHiding, type) > 0 || (type >= UCNV_LMBCS_1 && type <= UCNV_LMBCS_LAST);
}

CharsetShape shape_of(UConverter* converter) {
  const UConverterType type = ucnv_getType(converter);
  if (type == UCNV_UTF8) return utf8;
  return ucnv_getMaxCharSize(converter) == 1 ? single_byte : multi_byte;
}

std::optional<Charset> known_to_icu(const std::string& label) {
  UErrorCode status = U_ZERO_ERROR;
  const Converter converter(ucnv_open(label.c_str(), &status), ucnv_close);
  if (U_FAILURE(status) || !converter || hides_markup(ucnv_getType(converter.get()))) return std::nullopt;
  if (!shows_markup(converter.get())) return std::nullopt;
  return Charset{.converter = label, .shape = shape_of(converter.get())};
}

bool holds(std::string_view labels, const std::string& label) {
  const std::size_t found = (" " + std::string(labels)).find(" " + label + " ");
  return found != std::string::npos;
}

}  // namespace

std::optional<Charset> charset_labelled(std::string_view label) {
  constexpr std::size_t kLongestLabel = 40;  // IANA's own limit
  const std::string name = lower_trimmed(label.substr(0, 2 * kLongestLabel));
  if (name.empty() || name.size() > kLongestLabel || name.find_first_of(" ,") != std::string::npos) return std::nullopt;
  const auto* const row = std::ranges::find_if(kRows, [&](const Row& each) { return holds(each.labels, name); });
  if (row != kRows.end()) return Charset{.converter = std::string(row->converter), .shape = row->shape};
  return known_to_icu(name);
}

std::optional<Charset> ebcdic_labelled(std::string_view label) {
  constexpr std::size_t kLongestLabel = 40;
  const std::string name = lower_trimmed(label.substr(0, 2 * kLongestLabel));
  if (name.size() > kLongestLabel || name.find_first_of(" ,") != std::string::npos) return std::nullopt;
  // The newline of these machines is a line feed to all others.
  std::string converter = (name.empty() ? "ibm-1047" : name) + ",swaplfnl";
  UErrorCode status = U_ZERO_ERROR;
  const Converter open(ucnv_open(converter.c_str(), &status), ucnv_close);
  if (U_FAILURE(status) || ucnv_getMaxCharSize(open.get()) != 1) return std::nullopt;
  std::array<char16_t, 2> unit{};
  ucnv_toUChars(open.get(), unit.data(), static_cast<int32_t>(unit.size()), "\x4C", 1, &status);
  if (U_FAILURE(status) || unit[0] != u'<') return std::nullopt;
  return Charset{.converter = std::move(converter), .shape = single_byte};
}

}  // namespace tb::text
