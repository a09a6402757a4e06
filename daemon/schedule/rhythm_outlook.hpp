// Outlook: what a rhythm promises from now on if nothing more is seen, in the form that answers fast.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>

#include "rhythm_profile.hpp"
#include "tenbells/schedule/rhythm.hpp"

namespace tb::schedule {

/// Hours over which an item's power to announce others fades to a third, one for each of Rhythm::bursts.
inline constexpr std::array<double, 3> kBurstHours{1.0 / 12, 2.0 / 3, 5.0};

inline constexpr double kMicrosecondsAnHour = 3.6e9;

/// Hours since 1970, whole and with the fraction.
[[nodiscard]] std::int64_t hour_of(Moment moment);
[[nodiscard]] double hours_of(Moment moment);

/// The shares of all items that others announce, by time scale: each the number of items that one item brings about.
[[nodiscard]] std::array<double, 3> announced_shares(const Rhythm& rhythm);

/// Items an hour that no other announces, where the profile is 1; > 0.
[[nodiscard]] double base_rate(const Rhythm& rhythm);

struct Outlook {
  Profile profile;
  double base = 0;
  std::array<double, 3> shares{};      ///< announced_shares
  std::array<double, 3> excitement{};  ///< items an hour announced by what was seen, at `seen`
  std::array<double, 3> fading{};      ///< per hour
  double unseen = 1;                   ///< how many items one that nobody announced stands for in the end
  double seen = 0;                     ///< hours since 1970 up to which all is known

  /// Items an hour. `hour` is the one that `moment` (hours since 1970) lies in.
  [[nodiscard]] double rate(std::int64_t hour, double moment) const;
  /// Items expected between two moments of the same hour.
  [[nodiscard]] double integral(std::int64_t hour, double from, double to) const;
};

[[nodiscard]] Outlook outlook_of(const Rhythm& rhythm);

}  // namespace tb::schedule
