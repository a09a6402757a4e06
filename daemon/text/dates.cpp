// Dates: which reader gets the text. Digits alone are seconds or milliseconds since 1970, as APIs send them.
#include "tenbells/text/dates.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string>

#include "date_readers.hpp"

namespace tb::text {

namespace {

constexpr std::size_t kLongestDate = 100;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n\f\v";
  const std::size_t from = text.find_first_not_of(kSpace);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(kSpace) - from + 1);
}

// Ten digits are seconds from 2001 to 2286, thirteen the same in milliseconds; one less reaches back to 1973. Eight or
// fourteen digits are a date in ISO 8601's basic form.
std::optional<Moment> since_1970(std::string_view text) {
  const bool seconds = text.size() == 9 || text.size() == 10;
  const bool milliseconds = text.size() == 12 || text.size() == 13;
  if (!seconds && !milliseconds) return std::nullopt;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0) return std::nullopt;
  if (seconds) return Moment{std::chrono::seconds{number}};
  return Moment{std::chrono::milliseconds{number}};
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// A unit written behind its number, and what stands there in a date of digits: between two numbers, and at the end.
struct Unit {
  std::string_view unit;
  std::string_view between;
  std::string_view at_end;
};

constexpr std::array kUnits{
    Unit{"年", "-", ""},    Unit{"년", "-", ""},    Unit{"月", "-", ""},    Unit{"월", "-", ""},
    Unit{"日", " ", " "},   Unit{"일", " ", " "},   Unit{"时", ":", ":00"}, Unit{"時", ":", ":00"},
    Unit{"點", ":", ":00"}, Unit{"点", ":", ":00"}, Unit{"시", ":", ":00"}, Unit{"分", ":", ""},
    Unit{"분", ":", ""},    Unit{"秒", " ", ""},    Unit{"초", " ", ""},
};

// "2026年11月24日14时03分" → "2026-11-24 14:03", and the minus sign of typographers → that of everybody else.
std::string with_ascii_marks(std::string_view text) {
  constexpr std::string_view kMinus = "\u2212";
  const bool has_units = text.find("年") != std::string_view::npos || text.find("년") != std::string_view::npos;
  std::string plain;
  while (!text.empty()) {
    const auto starts = [&](const Unit& row) { return text.starts_with(row.unit); };
    const auto* const unit =
        has_units && !plain.empty() && is_digit(plain.back()) ? std::ranges::find_if(kUnits, starts) : kUnits.end();
    if (unit != kUnits.end()) {
      text.remove_prefix(unit->unit.size());
      const std::string_view rest = trimmed(text);
      const bool between = !rest.empty() && is_digit(rest.front());
      if (between) text = rest;
      plain += between ? unit->between : unit->at_end;
    } else if (text.starts_with(kMinus)) {
      text.remove_prefix(kMinus.size());
      plain += '-';
    } else {
      plain += text.front();
      text.remove_prefix(1);
    }
  }
  return plain;
}

}  // namespace

std::optional<Moment> parse_date(std::string_view text) {
  text = trimmed(text.substr(0, 4 * kLongestDate));
  if (text.empty() || text.size() > kLongestDate) return std::nullopt;
  if (const std::optional<Moment> moment = since_1970(text)) return moment;
  const std::string plain = with_ascii_marks(text);
  text = trimmed(plain);
  std::optional<CivilTime> time = read_iso_date(text);
  if (!time) time = read_worded_date(text);
  return time ? moment_of(*time) : std::nullopt;
}

}  // namespace tb::text
