// The order of day, month and year. Where the digits leave a choice, the separator tells which habit the writer has.
#include "date_order.hpp"

namespace tb::text {

namespace {

int year_of(const DayParts& parts, Number year) {
  return parts.years_to_add != 0 ? year.value + parts.years_to_add : full_year(year);
}

bool place(Number year, Number month, Number day, CivilTime& time) {
  time.year = full_year(year);
  time.month = month.value;
  time.day = day.value;
  return year.digits >= 2 && month.digits <= 2 && day.digits <= 2;
}

bool exists(Number year, Number month, Number day) {
  CivilTime time;
  return place(year, month, day, time) && moment_of(time).has_value();
}

bool fits(WeekdaySet weekdays, const CivilTime& time) {
  const std::optional<Moment> moment = moment_of({.year = time.year, .month = time.month, .day = time.day});
  if (!moment) return false;
  return (weekdays >> std::chrono::weekday{std::chrono::floor<std::chrono::days>(*moment)}.c_encoding() & 1U) != 0;
}

bool place_as_usual(const DayParts& parts, CivilTime& time) {
  const auto& [first, second, third] = parts.numbers;
  if (second.digits > 2 || third.digits == 3 || first.digits == 3) return false;
  if (first.digits == 2 && third.digits == 1 && parts.separator != ' ') return place(first, second, third, time);
  if (first.digits == 4) return place(first, second, third, time);
  if (third.digits == 2 && first.digits == 2) {
    const bool year_first = parts.separator == '-' ? exists(first, second, third) : first.value > 31;
    if (year_first) return place(first, second, third, time);
  }
  const bool day_first = parts.separator == '/' ? first.value > 12 : second.value <= 12;
  return day_first ? place(third, second, first, time) : place(third, first, second, time);
}

bool place_three_numbers(const DayParts& parts, CivilTime& time) {
  const auto& [first, second, third] = parts.numbers;
  if (parts.years_to_add != 0) {
    time.year = year_of(parts, first);
    time.month = second.value;
    time.day = third.value;
    return first.digits <= 3 && second.digits <= 2 && third.digits <= 2;
  }
  const bool placed = place_as_usual(parts, time);
  if (!placed || parts.weekdays == 0 || first.digits == 4 || fits(parts.weekdays, time)) return placed;
  CivilTime other = time;
  for (const bool day_first : {true, false}) {
    if (!place(third, day_first ? second : first, day_first ? first : second, other)) continue;
    if (!fits(parts.weekdays, other)) continue;
    time = other;
    break;
  }
  return true;
}

// A month and the numbers without units, which are a day and a year, or a year.
bool place_beside_month(const DayParts& parts, CivilTime& time) {
  const auto& [first, second, third] = parts.numbers;
  if (parts.count == 1 && first.digits == 4 && !parts.has_clock) {
    time.year = first.value;
    return true;
  }
  if (parts.count != 2) return false;
  const bool year_first = first.digits > 2 || (first.digits == 2 && first.value > 31);
  const Number year = year_first ? first : second;
  const Number day = year_first ? second : first;
  time.year = year_of(parts, year);
  time.day = day.value;
  return day.digits <= 2 && year.digits >= 2;
}

// With units, at most one of year and day goes without.
bool place_with_units(const DayParts& parts, CivilTime& time) {
  std::optional<Number> year = parts.year;
  std::optional<Number> day = parts.day;
  if (parts.count > 1 || parts.month == 0) return false;
  if (parts.count == 1) {
    if (year && day) return false;
    (year ? day : year) = parts.numbers[0];
  }
  if (!year || (!day && parts.has_clock)) return false;
  time.year = year->digits <= 2 || parts.years_to_add != 0 ? year_of(parts, *year) : year->value;
  time.day = day ? day->value : 1;
  return !day || day->digits <= 2;
}

}  // namespace

bool set_day(const DayParts& parts, CivilTime& time) {
  time.month = parts.month;
  if (parts.year || parts.day) return place_with_units(parts, time);
  if (parts.month != 0) return place_beside_month(parts, time);
  return parts.count == 3 && place_three_numbers(parts, time);
}

}  // namespace tb::text
