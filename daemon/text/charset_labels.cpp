// Labels lie in a known way: what says latin1 is windows-1252 on the web, what says gb2312 is GBK. The first table has
// those (WHATWG Encoding §4.2); every other label is ICU's to know, unless the second table forbids it.
#include "charset_labels.hpp"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <memory>

namespace tb::text {

namespace {

struct Label {
  std::string_view label;
  std::string_view converter;
  CharsetShape shape;
};

using enum CharsetShape;

constexpr std::array kLabels{
    Label{"utf-8", "UTF-8", utf8},
    Label{"utf8", "UTF-8", utf8},
    Label{"unicode-1-1-utf-8", "UTF-8", utf8},
    Label{"ascii", "windows-1252", single_byte},
    Label{"us-ascii", "windows-1252", single_byte},
    Label{"iso-8859-1", "windows-1252", single_byte},
    Label{"iso8859-1", "windows-1252", single_byte},
    Label{"iso_8859-1", "windows-1252", single_byte},
    Label{"latin1", "windows-1252", single_byte},
    Label{"latin-1", "windows-1252", single_byte},
    Label{"l1", "windows-1252", single_byte},
    Label{"cp1252", "windows-1252", single_byte},
    Label{"x-cp1252", "windows-1252", single_byte},
    Label{"iso-8859-9", "windows-1254", single_byte},
    Label{"latin5", "windows-1254", single_byte},
    Label{"iso-8859-11", "windows-874", single_byte},
    Label{"tis-620", "windows-874", single_byte},
    Label{"cp1251", "windows-1251", single_byte},
    Label{"x-cp1251", "windows-1251", single_byte},
    Label{"koi8", "KOI8-R", single_byte},
    Label{"gb2312", "gb18030", multi_byte},
    Label{"gb_2312-80", "gb18030", multi_byte},
    Label{"x-gbk", "gb18030", multi_byte},
    Label{"gbk", "gb18030", multi_byte},
    Label{"cp936", "gb18030", multi_byte},
    Label{"big5", "Big5-HKSCS", multi_byte},
    Label{"x-x-big5", "Big5-HKSCS", multi_byte},
    Label{"shift_jis", "ibm-943_P15A-2003", multi_byte},
    Label{"shift-jis", "ibm-943_P15A-2003", multi_byte},
    Label{"sjis", "ibm-943_P15A-2003", multi_byte},
    Label{"x-sjis", "ibm-943_P15A-2003", multi_byte},
    Label{"windows-31j", "ibm-943_P15A-2003", multi_byte},
    Label{"euc-kr", "windows-949", multi_byte},
    Label{"ks_c_5601-1987", "windows-949", multi_byte},
    Label{"ksc5601", "windows-949", multi_byte},
    Label{"utf-16", "UTF-16LE", utf16_or_32},
    Label{"utf-16le", "UTF-16LE", utf16_or_32},
    Label{"utf-16be", "UTF-16BE", utf16_or_32},
    Label{"ucs-2", "UTF-16LE", utf16_or_32},
    Label{"iso-10646-ucs-2", "UTF-16LE", utf16_or_32},
    Label{"utf-32", "UTF-32LE", utf16_or_32},
    Label{"utf-32le", "UTF-32LE", utf16_or_32},
    Label{"utf-32be", "UTF-32BE", utf16_or_32},
};

// Stateful charsets in which "<" can be written so that no filter sees it, and those that no ASCII document can be in.
constexpr std::array<std::string_view, 12> kForbidden{
    "utf-7",  "utf7", "unicode-1-1-utf-7", "imap-mailbox-name", "scsu",        "bocu-1",
    "cesu-8", "hz",   "hz-gb-2312",        "iso-2022-kr",       "iso-2022-cn", "lmbcs"};

std::string lower_trimmed(std::string_view label) {
  constexpr std::string_view kAround = " \t\r\n\"'";
  const std::size_t from = std::min(label.find_first_not_of(kAround), label.size());
  const std::size_t to = label.find_last_not_of(kAround);
  std::string lower(label.substr(from, to == std::string_view::npos ? 0 : to - from + 1));
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower;
}

// Everything else that ICU has, as long as "<" is "<" in it: EBCDIC and its like are no charset of a feed.
std::optional<Charset> known_to_icu(const std::string& label) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(label.c_str(), &status), ucnv_close);
  if (U_FAILURE(status) || !converter) return std::nullopt;
  std::array<char16_t, 2> unit{};
  ucnv_toUChars(converter.get(), unit.data(), static_cast<int32_t>(unit.size()), "<", 1, &status);
  if (U_FAILURE(status) || unit[0] != u'<') return std::nullopt;
  const bool single = ucnv_getMaxCharSize(converter.get()) == 1;
  return Charset{.converter = label, .shape = single ? single_byte : multi_byte};
}

}  // namespace

std::optional<Charset> charset_labelled(std::string_view label) {
  constexpr std::size_t kLongestLabel = 40;  // IANA's own limit
  const std::string name = lower_trimmed(label.substr(0, 2 * kLongestLabel));
  if (name.empty() || name.size() > kLongestLabel || std::ranges::count(kForbidden, name) > 0) return std::nullopt;
  const auto* const row = std::ranges::find(kLabels, name, &Label::label);
  if (row != kLabels.end()) return Charset{.converter = std::string(row->converter), .shape = row->shape};
  return known_to_icu(name);
}

}  // namespace tb::text
