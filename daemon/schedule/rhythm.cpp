// Learning from polls. All sums fade with time, the slower the less a source publishes, so that there is always
// something to go by. Each item is split by likelihood: what the others before it announced goes to their account, the
// rest to the level and the profile, so that a burst at three in the morning does not make a source of the night.
#include "tenbells/schedule/rhythm.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "rhythm_outlook.hpp"
#include "rhythm_profile.hpp"

namespace tb::schedule {
namespace {

constexpr Moment::duration kLongestWindow = std::chrono::weeks{8};
constexpr std::size_t kMostItems = 1'000;  // of one window; more tell nothing new of its rhythm
// Clocks that show other years are broken.
constexpr Moment kEarliest = std::chrono::sys_days{std::chrono::January / 2 / 1970};
constexpr Moment kLatest = std::chrono::sys_days{std::chrono::January / 1 / 2262};

// How long is remembered: that many items, within these bounds. The level follows a source within weeks; hours and days
// need several weeks to show.
struct Memory {
  double items;
  double least_hours;
  double most_hours;
};
constexpr Memory kLevelMemory{.items = 30, .least_hours = 7 * 24, .most_hours = 400 * 24};
constexpr Memory kProfileMemory{.items = 400, .least_hours = 35 * 24, .most_hours = 400 * 24};

double kept_after(double hours, const Memory& memory, double rate) {
  return std::exp(-hours / std::clamp(memory.items / rate, memory.least_hours, memory.most_hours));
}

void fade(Watched& watched, double kept) {
  watched.items *= kept;
  watched.hours *= kept;
}

void forget(Rhythm& rhythm, double hours) {
  const double rate = mean_rate(rhythm);
  const double profile_kept = kept_after(hours, kProfileMemory, rate);
  fade(rhythm.level, kept_after(hours, kLevelMemory, rate));
  for (Watched& hour : rhythm.hours) fade(hour, profile_kept);
  for (Watched& day : rhythm.days) fade(day, profile_kept);
  for (Excitement& burst : rhythm.bursts) burst.announced *= profile_kept;
  rhythm.seen *= profile_kept;
}

// The time of the window, before anything is said of its items.
void watch(Rhythm& rhythm, const Profile& profile, double from, double to) {
  auto hour = static_cast<std::int64_t>(std::floor(from));
  for (double at = from; at < to; ++hour) {
    const double end = std::min(static_cast<double>(hour + 1), to);
    const double length = end - at;
    const std::size_t of_day = hour_of_day(hour);
    const std::size_t of_week = day_of_week(hour);
    rhythm.level.hours += length * profile.hours[of_day] * profile.days[of_week];
    rhythm.hours[of_day].hours += length * profile.days[of_week];
    rhythm.days[of_week].hours += length * profile.hours[of_day];
    at = end;
  }
}

// When the window's items came, in order: where they say it credibly, else evenly spread.
std::vector<double> times_of(const Observation& seen, double from, double to) {
  std::vector<double> times;
  for (const Moment published : seen.published) {
    const double at = hours_of(published);
    if (at > from && at <= to) times.push_back(at);
  }
  const std::size_t dated = std::min(times.size(), seen.new_items);
  std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(times.size() - dated));
  times.erase(times.begin(), times.end() - static_cast<std::ptrdiff_t>(dated));
  const std::size_t others = std::min(seen.new_items - dated, kMostItems);
  for (std::size_t i = 0; i < others; ++i) {
    times.push_back(from + (to - from) * (static_cast<double>(i) + 0.5) / static_cast<double>(others));
  }
  std::ranges::sort(times);
  if (times.size() > kMostItems) times.erase(times.begin(), times.end() - kMostItems);
  return times;
}

void calm_down(Rhythm& rhythm, double hours) {
  for (std::size_t i = 0; i < kBurstHours.size(); ++i) rhythm.bursts[i].recent *= std::exp(-hours / kBurstHours[i]);
}

void take_item(Rhythm& rhythm, const Profile& profile, double at) {
  const auto hour = static_cast<std::int64_t>(std::floor(at));
  const std::array<double, 3> shares = announced_shares(rhythm);
  const double unannounced = base_rate(rhythm) * profile.at(hour);
  std::array<double, 3> announced{};
  double rate = unannounced;
  for (std::size_t i = 0; i < kBurstHours.size(); ++i) {
    announced[i] = shares[i] * rhythm.bursts[i].recent / kBurstHours[i];
    rate += announced[i];
  }
  const double own = unannounced / rate;
  rhythm.level.items += own;
  rhythm.hours[hour_of_day(hour)].items += own;
  rhythm.days[day_of_week(hour)].items += own;
  rhythm.seen += 1;
  for (std::size_t i = 0; i < kBurstHours.size(); ++i) {
    rhythm.bursts[i].announced += announced[i] / rate;
    rhythm.bursts[i].recent += 1;
  }
}

}  // namespace

Rhythm learn(Rhythm rhythm, const Observation& observation) {
  if (observation.to < kEarliest || observation.to > kLatest) return rhythm;
  // The clock was set back: from here on time is new again.
  if (observation.to < rhythm.until) rhythm.until = observation.to;
  const Moment start = std::max(observation.from, rhythm.until);
  if (observation.from < kEarliest || observation.to <= start) return rhythm;
  const Moment first = std::max(start, observation.to - kLongestWindow);
  const double from = hours_of(first);
  const double to = hours_of(observation.to);

  const Profile profile = profile_of(rhythm);
  forget(rhythm, to - from);
  watch(rhythm, profile, from, to);
  double at = rhythm.until == Moment{} ? from : hours_of(rhythm.until);
  for (const double time : times_of(observation, from, to)) {
    calm_down(rhythm, time - at);
    take_item(rhythm, profile, time);
    at = time;
  }
  calm_down(rhythm, to - at);
  rhythm.until = observation.to;
  return rhythm;
}

Observation history(std::span<const Moment> published, Moment now) {
  Observation seen{.from = now, .to = now, .published = published};
  if (now < kEarliest || now > kLatest) return seen;
  for (const Moment moment : published) {
    if (moment >= kEarliest && moment < seen.from) seen.from = moment;
  }
  const Moment from = std::max({kEarliest, seen.from, now - kLongestWindow});
  seen.from = from;
  seen.new_items = static_cast<std::size_t>(
      std::ranges::count_if(published, [&](Moment moment) { return moment > from && moment <= now; }));
  return seen;
}

double rate_at(const Rhythm& rhythm, Moment moment) {
  return outlook_of(rhythm).rate(hour_of(moment), hours_of(moment));
}

double mean_rate(const Rhythm& rhythm) {
  double announced = 0;
  for (const double share : announced_shares(rhythm)) announced += share;
  return base_rate(rhythm) / (1 - announced);
}

double expected(const Rhythm& rhythm, Moment from, Moment to) {
  from = std::clamp(from, kEarliest, kLatest);
  to = std::clamp(to, kEarliest, kLatest);
  if (to <= from) return 0;
  const Moment near = std::min(to, from + kLongestWindow);
  const Outlook outlook = outlook_of(rhythm);
  double items = mean_rate(rhythm) * (hours_of(to) - hours_of(near));
  const double end = hours_of(near);
  std::int64_t hour = hour_of(from);
  for (double at = hours_of(from); at < end; ++hour) {
    const double next = std::min(static_cast<double>(hour + 1), end);
    items += outlook.integral(hour, at, next);
    at = next;
  }
  return items;
}

}  // namespace tb::schedule
