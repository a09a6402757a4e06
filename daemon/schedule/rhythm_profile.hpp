// Profile: how a source's rate goes through the day and the week, as far as its observations bear it.
#pragma once

#include <array>

#include "tenbells/schedule/rhythm.hpp"

namespace tb::schedule {

/// Factors of the source's own mean, each list with the mean 1.
struct Profile {
  std::array<double, 24> hours;
  std::array<double, 7> days;

  /// @param hour  since 1970, UTC
  [[nodiscard]] double at(std::int64_t hour) const;
};

[[nodiscard]] Profile profile_of(const Rhythm& rhythm);

/// Monday is 0.
[[nodiscard]] std::size_t day_of_week(std::int64_t hour);
[[nodiscard]] std::size_t hour_of_day(std::int64_t hour);

}  // namespace tb::schedule
