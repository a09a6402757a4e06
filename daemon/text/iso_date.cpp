// Dates from the year down: ISO 8601, of which RFC 3339 is a part. Strict, because what is not of this form may still
// be one with words. Truncated forms (a year of two digits) are those of the standard's edition of 2000.
#include <algorithm>
#include <array>

#include "date_readers.hpp"
#include "zone_names.hpp"

namespace tb::text {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::string_view kSpace = " \t";

bool take(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

bool take_part(std::string_view& text, int& part) {
  std::string_view rest = text;
  const std::optional<Number> number = take_number(rest);
  if (!number || number->digits > 2) return false;
  part = number->value;
  text = rest;
  return true;
}

void set_day(CivilTime& time, sys_days day) {
  const std::chrono::year_month_day date{day};
  time.year = static_cast<int>(date.year());
  time.month = static_cast<int>(static_cast<unsigned>(date.month()));
  time.day = static_cast<int>(static_cast<unsigned>(date.day()));
}

bool set_day_of_year(CivilTime& time, int year, int day) {
  const sys_days first{std::chrono::year{year} / 1 / 1};
  set_day(time, first + days{day - 1});
  return day > 0 && time.year == year;
}

// Weeks begin on Monday; the first is the one with the fourth of January.
bool set_day_of_week(CivilTime& time, int year, int week, int day) {
  const auto first_week = [](int of_year) {
    const sys_days fourth{std::chrono::year{of_year} / 1 / 4};
    return fourth - (std::chrono::weekday{fourth} - std::chrono::Monday);
  };
  const sys_days date = first_week(year) + days{7 * (week - 1) + day - 1};
  set_day(time, date);
  return week > 0 && day > 0 && day < 8 && date < first_week(year + 1);
}

// A date that is one run of digits.
bool take_compact(Number run, CivilTime& time) {
  const int value = run.value;
  switch (run.digits) {
    case 8:  // YYYYMMDD
      time.year = value / 10'000;
      time.month = value / 100 % 100;
      time.day = value % 100;
      return true;
    case 7:  // YYYYDDD
      return set_day_of_year(time, value / 1'000, value % 1'000);
    case 6: {  // YYMMDD, or YYYYMM, which the standard forbids because of the former
      CivilTime by_month{.year = value / 100, .month = value % 100};
      time.year = full_year({.value = value / 10'000, .digits = 2});
      time.month = value / 100 % 100;
      time.day = value % 100;
      const bool either = moment_of(by_month).has_value();
      if (either && moment_of(time)) return false;
      if (either) time = by_month;
      return true;
    }
    case 5:  // YYDDD
      return set_day_of_year(time, full_year({.value = value / 1'000, .digits = 2}), value % 1'000);
    case 4:
      time.year = value;
      return true;
    default:
      return false;
  }
}

bool take_week(std::string_view& text, int year, CivilTime& time) {
  int week = 0;
  int day = 1;
  const std::optional<Number> number = take_number(text);
  if (!number || number->digits < 2 || number->digits > 3) return false;
  week = number->digits == 3 ? number->value / 10 : number->value;
  if (number->digits == 3) day = number->value % 10;
  if (number->digits == 2 && take(text, "-") && !take_part(text, day)) return false;
  return set_day_of_week(time, year, week, day);
}

// "-03-12", "-0312": of the standard's forms without a century, those that name a year.
bool take_truncated(std::string_view& text, CivilTime& time) {
  if (!take(text, "-")) return false;
  const std::optional<Number> first = take_number(text);
  if (!first) return false;
  if (first->digits == 4) {
    time.year = full_year({.value = first->value / 100, .digits = 2});
    time.month = first->value % 100;
    return true;
  }
  time.year = full_year(*first);
  return first->digits == 2 && take(text, "-") && take_part(text, time.month);
}

// "2026", "202611", "2026-11", "2026-11-24", "20261124", "2026-328", "26-328", "2026-W48-2", "2026W482".
bool take_date(std::string_view& text, CivilTime& time) {
  if (text.starts_with('-')) return take_truncated(text, time);
  const std::optional<Number> first = take_number(text);
  if (!first) return false;
  const bool week = text.starts_with("w") || text.starts_with("-w");
  if (first->digits != 4 && first->digits != 2) return !week && take_compact(*first, time);
  time.year = full_year(*first);
  if (week) {
    text.remove_prefix(text.starts_with('-') ? 2 : 1);
    return take_week(text, time.year, time);
  }
  if (!take(text, "-")) return first->digits == 4;
  const std::optional<Number> second = take_number(text);
  if (!second || second->digits > 3) return false;
  if (second->digits == 3 && !text.starts_with('-')) return set_day_of_year(time, time.year, second->value);
  time.month = second->value;  // "2026-011-24": somebody padded too much
  return first->digits == 4 && (!take(text, "-") || take_part(text, time.day));
}

// "05:29:43.12", "05:29", "052943", "0529", "05"; a fraction is one of the last part that is there.
bool take_time(std::string_view& text, CivilTime& time) {
  const std::optional<Number> first = take_number(text);
  if (!first) return false;
  int unit = 3'600;
  if (first->digits > 2) {
    if (first->digits != 4 && first->digits != 6) return false;
    const int minutes = first->digits == 6 ? first->value / 100 : first->value;
    time.second = first->digits == 6 ? first->value % 100 : 0;
    time.hour = minutes / 100;
    time.minute = minutes % 100;
    unit = first->digits == 6 ? 1 : 60;
  } else {
    time.hour = first->value;
    for (int* const part : {&time.minute, &time.second}) {
      if (!take(text, ":")) break;
      if (!take_part(text, *part)) return false;
      unit /= 60;
    }
  }
  time.fraction = take_fraction(text) * unit;
  return true;
}

bool take_zone(std::string_view& text, CivilTime& time) {
  while (take(text, kSpace)) {
  }
  if (const auto offset = take_offset(text)) {
    time.east_of_utc = *offset;
    // RFC 9557: "[Europe/Paris]" behind the offset says no more about the instant.
    if (text.starts_with('[') && text.find(']') == text.size() - 1) text = {};
  } else if (const auto zone = zone_named(text)) {
    time.east_of_utc = *zone;
    text = {};
  }
  return text.empty();
}

// Fourteen digits are more than one number can hold: "20261124052943". Twelve could be milliseconds too, but no feed
// has news of the years 1973 … 2001 that are due in the twenty-first century.
bool take_digits_without_separator(std::string_view& text, CivilTime& time) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits != 14 && digits != 12) return false;
  std::string_view date = text.substr(0, 8);
  std::string_view clock = text.substr(8, digits - 8);
  text.remove_prefix(digits);
  return take_date(date, time) && take_time(clock, time) && (digits == 14 || (time.year > 1990 && time.year < 2100));
}

}  // namespace

std::optional<CivilTime> read_iso_date(std::string_view plain) {
  CivilTime time;
  std::string_view text = plain;
  if (!take_digits_without_separator(text, time)) {
    text = plain;
    time = {};
    if (!take_date(text, time)) return std::nullopt;
    if (text.empty()) return time;
    if (take(text, "t \t")) {
      while (take(text, kSpace)) {
      }
      if (text.empty() || !take_time(text, time)) return std::nullopt;
    }
  }
  return take_zone(text, time) ? std::optional{time} : std::nullopt;
}

}  // namespace tb::text
