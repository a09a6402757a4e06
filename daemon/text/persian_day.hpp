// The solar calendar of Iran, whose year 1405 began in March 2026.
#pragma once

#include "civil_time.hpp"

namespace tb::text {

/// Turns year, month and day of `time` from that calendar into ours; false if there is no such day in the years
/// 1348 … 1500 (1969 … 2122).
[[nodiscard]] bool from_persian(CivilTime& time);

}  // namespace tb::text
