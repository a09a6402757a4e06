// A week has 168 hours, so that looking at one after the other is cheap, and any set of windows is covered.
#include "skip_windows.hpp"

#include <chrono>

#include "saturating.hpp"

namespace tb::schedule {
namespace {

using std::chrono::hours;

constexpr std::uint32_t kAllHours = (1U << 24) - 1;
constexpr std::uint8_t kAllDays = (1U << 7) - 1;
// The hours of a week may begin in the middle of one.
constexpr int kHoursLookedAt = 7 * 24 + 1;

// The first full hour after the moment that is skipped, or is not.
Moment first_hour(const Hints& hints, Moment moment, bool skipped) {
  Moment hour = std::chrono::floor<hours>(moment);
  for (int i = 0; i < kHoursLookedAt; ++i) {
    hour = moved(hour, hours{1});
    if (is_skipped(hints, hour) == skipped) break;
  }
  return hour;
}

}  // namespace

bool skips_hours(const Hints& hints) {
  const std::uint32_t named = hints.skip_hours & kAllHours;
  return named != 0 && named != kAllHours;
}

bool skips_days(const Hints& hints) {
  const unsigned named = hints.skip_days & kAllDays;
  return named != 0 && named != kAllDays;
}

bool is_skipped_day(const Hints& hints, Moment moment) {
  const std::chrono::weekday day{std::chrono::floor<std::chrono::days>(moment)};
  return skips_days(hints) && ((hints.skip_days >> (day.iso_encoding() - 1)) & 1U) != 0;
}

bool is_skipped(const Hints& hints, Moment moment) {
  if (is_skipped_day(hints, moment)) return true;
  const auto hour = std::chrono::floor<hours>(moment - std::chrono::floor<std::chrono::days>(moment)).count();
  return skips_hours(hints) && ((hints.skip_hours >> hour) & 1U) != 0;
}

Moment first_allowed(const Hints& hints, Moment moment) {
  return is_skipped(hints, moment) ? first_hour(hints, moment, false) : moment;
}

Moment end_of_allowed(const Hints& hints, Moment moment) {
  if (!skips_hours(hints) && !skips_days(hints)) return Moment::max();
  return first_hour(hints, moment, true);
}

}  // namespace tb::schedule
