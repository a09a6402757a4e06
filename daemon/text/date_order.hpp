// Which number is the day, which the month, which the year. Between the pieces of a worded date and its civil time.
#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "civil_time.hpp"
#include "date_words.hpp"

namespace tb::text {

/// What a worded date says of its day.
struct DayParts {
  std::array<Number, 3> numbers{};  ///< those without a unit, as they stand in the text
  std::size_t count = 0;
  char separator = ' ';        ///< between the first two of them
  int month = 0;               ///< by name or unit, or 0
  std::optional<Number> year;  ///< by unit
  std::optional<Number> day;   ///< by unit
  bool has_clock = false;
  int years_to_add = 0;     ///< of an era that counts its years from 1, else 0
  WeekdaySet weekdays = 0;  ///< those that a name in the date may mean
};

/// Sets year, month and day of `time` as the parts are meant: beside a month's name the longer number is the year, else
/// the second; a year of four digits decides by where it stands; "11/24/2026" has the month first where it can,
/// "24.11.2026" and "24-11-2026" the day, "26-11-24" the year (ISO 8601 of 2000) where such a day exists. A weekday
/// that fits another order alone decides for that one. False if they are not enough for a day (or for a month, which is
/// one only without a time), or too many.
[[nodiscard]] bool set_day(const DayParts& parts, CivilTime& time);

}  // namespace tb::text
