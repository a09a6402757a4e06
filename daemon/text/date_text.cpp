// plain_date_text: a date in the few characters that its readers know, whatever script and keyboard it came from.
#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "date_readers.hpp"
#include "tenbells/text/fold.hpp"
#include "tenbells/text/next_code_point.hpp"

namespace tb::text {

namespace {

struct Mark {
  char32_t written;
  std::string_view plain;
};

// Arabic keyboards and Persian ones have two yeh and two kaf for what a reader sees as one.
constexpr std::array kMarks{
    Mark{U'\u2010', "-"}, Mark{U'\u2011', "-"}, Mark{U'\u2012', "-"}, Mark{U'\u2013', "-"}, Mark{U'\u2014', "-"},
    Mark{U'\u2015', "-"}, Mark{U'\u2212', "-"}, Mark{U'\u00B7', " "}, Mark{U'\u2022', " "}, Mark{U'\u30FB', " "},
    Mark{U'\u060C', ","}, Mark{U'\u061B', ","}, Mark{U'\u3001', ","}, Mark{U'\u3002', "."}, Mark{U'\u2236', ":"},
    Mark{U'\u2044', "/"}, Mark{U'\u0643', "ک"}, Mark{U'\u064A', "ی"}, Mark{U'\u0649', "ی"},
};

void append_plain(std::string& plain, std::int32_t code_point) {
  const auto* const mark = std::ranges::find(kMarks, static_cast<char32_t>(code_point), &Mark::written);
  if (mark != kMarks.end()) {
    plain += mark->plain;
  } else if (u_isUWhiteSpace(code_point) != 0) {
    plain += ' ';
  } else if (const int digit = u_charDigitValue(code_point); digit >= 0) {
    plain += static_cast<char>('0' + digit);
  } else if (!u_hasBinaryProperty(code_point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) {
    append_utf8(plain, static_cast<char32_t>(code_point));
  }
}

}  // namespace

std::string plain_date_text(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  if (std::ranges::all_of(text, [](char c) { return static_cast<signed char>(c) >= 0; })) {
    for (const char c : text) plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return plain;
  }
  const std::string folded = fold(text).text;
  for (std::size_t at = 0; at < folded.size();) {
    const std::int32_t code_point = next_code_point(folded, at);
    if (code_point >= 0) append_plain(plain, code_point);
  }
  return plain;
}

}  // namespace tb::text
