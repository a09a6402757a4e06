// Skip windows: the hours and days at which a publisher does not want to be asked (RSS 2.0 <skipHours>, <skipDays>),
// always by the wall clock in GMT.
#pragma once

#include "tenbells/core/clock.hpp"
#include "tenbells/schedule/standing.hpp"

namespace tb::schedule {

/// Whether they name some hours (days) and leave some free; to skip all of them is a mistake that nobody follows.
[[nodiscard]] bool skips_hours(const Hints& hints);
[[nodiscard]] bool skips_days(const Hints& hints);

/// Whether the moment lies on a skipped day, in a skipped hour.
[[nodiscard]] bool is_skipped_day(const Hints& hints, Moment moment);
[[nodiscard]] bool is_skipped(const Hints& hints, Moment moment);

/// The moment itself, or the full hour at which skipping ends: within eight days.
[[nodiscard]] Moment first_allowed(const Hints& hints, Moment moment);
/// The full hour at which skipping begins, of a moment that is allowed; the end of time if it does not.
[[nodiscard]] Moment end_of_allowed(const Hints& hints, Moment moment);

}  // namespace tb::schedule
