// CivilTime: the parts of a date as written, before anybody asked whether that day exists. Between the readers of dates
// and the moment they name.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "tenbells/core/clock.hpp"

namespace tb::text {

struct CivilTime {
  int year = 0;
  int month = 1;
  int day = 1;
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::chrono::microseconds fraction{0};
  std::chrono::minutes east_of_utc{0};
};

/// The moment, if the parts name one: a day of the calendar in the years 1970 … 9999, a time of the day, a zone that is
/// in use somewhere. 24:00:00 is the next midnight (ISO 8601), any other 24:xx an hour zero of the same day (that is
/// what those who write it mean); second 60 is the next minute.
[[nodiscard]] std::optional<Moment> moment_of(const CivilTime& time);

/// A number of at most nine decimal digits at the start of `text`, which is shortened by them.
struct Number {
  int value = 0;
  int digits = 0;
};
[[nodiscard]] std::optional<Number> take_number(std::string_view& text);

/// Takes ".25" or ",25" from the start of `text`: a fraction of a second, to the microsecond, of any length.
[[nodiscard]] std::chrono::microseconds take_fraction(std::string_view& text);

/// Takes an offset as digits, "+09:00", "-0500", "+1": nothing if there is none that a zone could have.
[[nodiscard]] std::optional<std::chrono::minutes> take_offset(std::string_view& text);

/// The year that two digits mean (RFC 5322 §4.3): 00 … 49 are of this century.
[[nodiscard]] int full_year(Number number);

}  // namespace tb::text
