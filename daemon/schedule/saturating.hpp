// Arithmetic of moments and waits that ends at a bound where it would overflow: servers send 400 digits, files are
// edited, clocks start in 1970.
#pragma once

#include <algorithm>
#include <chrono>

#include "tenbells/core/clock.hpp"

namespace tb::schedule {

/// Longer than any interval that makes sense, and far from the end of what nanoseconds can count.
inline constexpr std::chrono::seconds kLongestWait = std::chrono::days{3652};

/// The wait within 0 … ceiling, and kLongestWait.
[[nodiscard]] constexpr std::chrono::seconds within(std::chrono::seconds wait, std::chrono::seconds ceiling) {
  const std::chrono::seconds least{0};
  return std::clamp(wait, least, std::clamp(ceiling, least, kLongestWait));
}

/// The moment moved by so much, forward or back.
[[nodiscard]] constexpr Moment moved(Moment moment, std::chrono::microseconds by) {
  Moment::rep sum = 0;
  if (!__builtin_add_overflow(moment.time_since_epoch().count(), by.count(), &sum)) {
    return Moment{Moment::duration{sum}};
  }
  return by.count() > 0 ? Moment::max() : Moment::min();
}

/// How long after `from` it is; 0 if it is not.
[[nodiscard]] constexpr std::chrono::microseconds since(Moment from, Moment moment) {
  if (moment <= from) return std::chrono::microseconds{0};
  Moment::rep difference = 0;
  const bool overflows =
      __builtin_sub_overflow(moment.time_since_epoch().count(), from.time_since_epoch().count(), &difference);
  return overflows ? std::chrono::microseconds::max() : std::chrono::microseconds{difference};
}

/// The moment so much later, rounded up to what moments can hold.
[[nodiscard]] constexpr Moment later(Moment now, std::chrono::nanoseconds wait) {
  return moved(now, std::chrono::ceil<std::chrono::microseconds>(wait));
}

/// 0 … 1, whatever it was.
[[nodiscard]] constexpr double share(double value) {
  return value >= 0 ? std::min(value, 1.0) : 0.0;
}

/// The wait times a factor ≥ 0, at most kLongestWait.
[[nodiscard]] constexpr std::chrono::nanoseconds times(std::chrono::nanoseconds wait, double factor) {
  const std::chrono::duration<double> longest = kLongestWait;
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
      std::min(std::chrono::duration<double>{wait} * factor, longest));
}

}  // namespace tb::schedule
