// The order of day, month and year. Where the digits leave a choice, the separator tells which habit the writer has.
#include "date_order.hpp"

namespace tb::text {

namespace {

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

bool place_three_numbers(const DayParts& parts, CivilTime& time) {
  const auto& [first, second, third] = parts.numbers;
  if (second.digits > 2 || third.digits == 3 || first.digits == 3) return false;
  if (first.digits == 4) return place(first, second, third, time);
  if (third.digits == 2 && first.digits == 2) {
    const bool year_first = parts.separator == '-' ? exists(first, second, third) : first.value > 31;
    if (year_first) return place(first, second, third, time);
  }
  const bool day_first = parts.separator == '/' ? first.value > 12 : second.value <= 12;
  return day_first ? place(third, second, first, time) : place(third, first, second, time);
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
  time.year = full_year(year);
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
  time.year = year->digits == 2 ? full_year(*year) : year->value;
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
