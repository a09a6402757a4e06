// A histogram of few items is noise. So each hour is drawn towards its neighbourhood, and that towards the mean; each
// day towards its kind (weekday or weekend), and that towards the mean: what is observed decides as far as there is
// enough.
#include "rhythm_profile.hpp"

#include <algorithm>
#include <cstddef>
#include <span>

namespace tb::schedule {
namespace {

// How much the parts of a day or week differ, as the variance of their factors, before anything is seen; and the items
// that this opinion weighs as much as.
constexpr double kVariance = 0.25;
constexpr double kVarianceItems = 15;

// An hour's neighbourhood: hours away, and what they weigh.
constexpr std::array<double, 4> kNeighbours{1.0, 0.8, 0.4, 0.15};

constexpr std::size_t kSaturday = 5;

double mean_of(std::span<const Watched> parts) {
  Watched all{.items = 1e-9, .hours = 1e-6};  // of nothing a mean, too
  for (const Watched& part : parts) {
    all.items += part.items;
    all.hours += part.hours;
  }
  return all.items / all.hours;
}

// The items that a part's prior weighs as much as: the fewer, the more the parts differ beyond what chance makes of
// their items (the method of moments for a gamma prior). A source of nine o'clock shows within weeks, one without hours
// never.
double prior_weight(std::span<const Watched> parts, double mean) {
  double items = 0;
  double beyond_chance = 0;
  double squares = 1e-9;
  for (const Watched& part : parts) {
    const double due = part.hours * mean;
    items += part.items;
    beyond_chance += (part.items - due) * (part.items - due) - due;
    squares += due * due;
  }
  const double seen = std::max(beyond_chance / squares, 0.0);
  const double variance = (items * seen + kVarianceItems * kVariance) / (items + kVarianceItems);
  return 1 / std::clamp(variance, 0.02, 4.0);
}

// How many times the mean a part has, if before looking one expects `prior` times.
double drawn(const Watched& part, double mean, double prior, double weight) {
  return (part.items + weight * prior) / (part.hours * mean + weight);
}

void to_mean_one(std::span<double> factors) {
  double sum = 0;
  for (const double factor : factors) sum += factor;
  for (double& factor : factors) factor *= static_cast<double>(factors.size()) / sum;
}

Watched neighbourhood(const std::array<Watched, 24>& hours, std::size_t hour) {
  Watched all;
  for (std::size_t away = 0; away < kNeighbours.size(); ++away) {
    for (const std::size_t side : {hour + away, hour + 24 - away}) {
      const Watched& part = hours[side % 24];
      all.items += part.items * kNeighbours[away] / 2;
      all.hours += part.hours * kNeighbours[away] / 2;
    }
  }
  return all;
}

}  // namespace

std::size_t hour_of_day(std::int64_t hour) {
  return static_cast<std::size_t>(((hour % 24) + 24) % 24);
}

std::size_t day_of_week(std::int64_t hour) {
  const std::int64_t day = (hour - static_cast<std::int64_t>(hour_of_day(hour))) / 24;
  return static_cast<std::size_t>(((day + 3) % 7 + 7) % 7);  // 1970 began on a Thursday
}

double Profile::at(std::int64_t hour) const {
  return hours[hour_of_day(hour)] * days[day_of_week(hour)];
}

Profile profile_of(const Rhythm& rhythm) {
  Profile profile{};
  const double by_hour = mean_of(rhythm.hours);
  const double hour_weight = prior_weight(rhythm.hours, by_hour);
  for (std::size_t i = 0; i < 24; ++i) {
    const double around = drawn(neighbourhood(rhythm.hours, i), by_hour, 1, hour_weight);
    profile.hours[i] = drawn(rhythm.hours[i], by_hour, around, hour_weight);
  }
  const double by_day = mean_of(rhythm.days);
  const double day_weight = prior_weight(rhythm.days, by_day);
  const std::array<Watched, 2> kinds = [&] {
    std::array<Watched, 2> sums{};
    for (std::size_t i = 0; i < 7; ++i) {
      sums[i >= kSaturday].items += rhythm.days[i].items;
      sums[i >= kSaturday].hours += rhythm.days[i].hours;
    }
    return sums;
  }();
  for (std::size_t i = 0; i < 7; ++i) {
    const double kind = drawn(kinds[i >= kSaturday], by_day, 1, day_weight);
    profile.days[i] = drawn(rhythm.days[i], by_day, kind, day_weight);
  }
  to_mean_one(profile.hours);
  to_mean_one(profile.days);
  return profile;
}

std::array<double, 24> hours_of_day(const Rhythm& rhythm) {
  return profile_of(rhythm).hours;
}

std::array<double, 7> days_of_week(const Rhythm& rhythm) {
  return profile_of(rhythm).days;
}

}  // namespace tb::schedule
