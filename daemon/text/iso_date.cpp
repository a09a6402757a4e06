// Dates from the year down: RFC 3339 and the rest of ISO 8601 that feeds use. Strict, because what is not of this form
// may still be one with words.
#include "date_readers.hpp"
#include "date_words.hpp"

namespace tb::text {

namespace {

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

void set_day_of_year(CivilTime& time, int day) {
  using namespace std::chrono;
  const year_month_day date{sys_days{year{time.year} / January / 1} + days{day - 1}};
  const bool exists = day > 0 && date.year() == year{time.year};
  time.month = exists ? static_cast<int>(static_cast<unsigned>(date.month())) : 0;
  time.day = static_cast<int>(static_cast<unsigned>(date.day()));
}

// "2026", "202611", "2026-11", "2026-11-24", "20261124", "2026-328".
bool take_date(std::string_view& text, CivilTime& time) {
  const std::optional<Number> first = take_number(text);
  if (!first) return false;
  if (first->digits == 8) {
    time.year = first->value / 10'000;
    time.month = first->value / 100 % 100;
    time.day = first->value % 100;
    return true;
  }
  if (first->digits != 4) return false;
  time.year = first->value;
  if (!take(text, "-")) return true;
  const std::optional<Number> second = take_number(text);
  if (!second) return false;
  if (second->digits == 3) {
    set_day_of_year(time, second->value);
    return true;
  }
  time.month = second->value;
  if (second->digits > 2) return false;
  return !take(text, "-") || take_part(text, time.day);
}

// "05:29", "05:29:43.12", "052943", "0529", "05".
bool take_time(std::string_view& text, CivilTime& time) {
  const std::optional<Number> first = take_number(text);
  if (!first) return false;
  if (first->digits > 2) {
    if (first->digits != 4 && first->digits != 6) return false;
    const int minutes = first->digits == 6 ? first->value / 100 : first->value;
    time.second = first->digits == 6 ? first->value % 100 : 0;
    time.hour = minutes / 100;
    time.minute = minutes % 100;
  } else {
    time.hour = first->value;
    if (take(text, ":") && !take_part(text, time.minute)) return false;
    if (take(text, ":") && !take_part(text, time.second)) return false;
  }
  time.fraction = take_fraction(text);
  return true;
}

bool take_zone(std::string_view& text, CivilTime& time) {
  while (take(text, kSpace)) {
  }
  if (text.empty()) return true;
  if (const auto offset = take_offset(text)) {
    time.east_of_utc = *offset;
    return true;
  }
  const auto zone = zone_named(text);
  if (!zone) return false;
  time.east_of_utc = *zone;
  text = {};
  return true;
}

// Fourteen digits are more than one number can hold: "20261124052943".
bool take_digits_without_separator(std::string_view& text, CivilTime& time) {
  if (text.size() < 14 || text.find_first_not_of("0123456789") < 14) return false;
  std::string_view date = text.substr(0, 8);
  std::string_view clock = text.substr(8, 6);
  text.remove_prefix(14);
  return take_date(date, time) && take_time(clock, time);
}

}  // namespace

std::optional<CivilTime> read_iso_date(std::string_view text) {
  CivilTime time;
  if (!take_digits_without_separator(text, time)) {
    if (!take_date(text, time)) return std::nullopt;
    if (text.empty()) return time;
    if (!take(text, "Tt \t")) return take_zone(text, time) && text.empty() ? std::optional{time} : std::nullopt;
    while (take(text, kSpace)) {
    }
    if (text.empty() || !take_time(text, time)) return std::nullopt;
  }
  return take_zone(text, time) && text.empty() ? std::optional{time} : std::nullopt;
}

}  // namespace tb::text
