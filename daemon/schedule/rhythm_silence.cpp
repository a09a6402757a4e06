// Whether silence still fits a source. Its rate is not known but estimated, so silence is judged by what the estimate
// allows (a gamma distribution, as its items are counted): a source seen twice may well wait long for its third.
#include <algorithm>
#include <cmath>

#include "rhythm_outlook.hpp"
#include "tenbells/schedule/rhythm.hpp"

namespace tb::schedule {
namespace {

constexpr double kImprobable = 1e-4;
constexpr double kDay = 24;
// Until two weeks were watched nobody knows which days are quiet: a long weekend is no silence.
constexpr double kUnfamiliarHours = 14 * kDay;
constexpr double kLongWeekend = 4 * kDay;
constexpr double kLongestHours = 400 * kDay;

// Hours of silence, each counting as much as the profile expects of it.
double profile_hours(const Rhythm& rhythm, double from, double to) {
  const Profile profile = profile_of(rhythm);
  double sum = 0;
  auto hour = static_cast<std::int64_t>(std::floor(from));
  for (double at = from; at < to; ++hour) {
    const double next = std::min(static_cast<double>(hour + 1), to);
    sum += profile.at(hour) * (next - at);
    at = next;
  }
  return sum;
}

}  // namespace

bool is_stale(const Rhythm& rhythm, Moment last_item, Moment now) {
  if (last_item == Moment{} || now <= last_item || rhythm.level.items <= 0) return false;
  double watched = 0;
  for (const Watched& day : rhythm.days) watched += day.hours;
  const double to = hours_of(now);
  const double from = std::max(hours_of(last_item), to - kLongestHours);
  if (to - from < (watched < kUnfamiliarHours ? kLongWeekend : kDay)) return false;

  const double silent = profile_hours(rhythm, from, to);
  // What was watched before the silence; most of the silence has been learned as time without items.
  const double before = std::max(rhythm.level.hours - silent, 0.1 * rhythm.level.hours);
  return rhythm.level.items * std::log1p(silent / before) > -std::log(kImprobable);
}

}  // namespace tb::schedule
