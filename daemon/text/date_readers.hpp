// The two families of dates: those made of digits from the year down, and those with words. For dates.cpp alone.
#pragma once

#include <optional>
#include <string_view>

#include "civil_time.hpp"

namespace tb::text {

/// RFC 3339, ISO 8601 (calendar and ordinal dates, basic and extended), W3C's profile; the whole text must be one.
[[nodiscard]] std::optional<CivilTime> read_iso_date(std::string_view text);

/// RFC 822 and all that looks like it: day, month, year, time and zone in any sensible order; also numeric dates.
[[nodiscard]] std::optional<CivilTime> read_worded_date(std::string_view text);

}  // namespace tb::text
