// The law of waiting: what delay costs, and how it gathers while a source is not polled.
#pragma once

#include <chrono>

#include "tenbells/schedule/budget.hpp"

namespace tb::schedule {

/// How many times `every` the slowest wait is.
inline constexpr int kSlowestStretch = 5;

/// Hours of delay from which on its length weighs more than its being there: the wait that the source would have if all
/// were polled alike. An item that is late by d costs d + d²/(2·patience). With d alone the mean is as low as can be,
/// and the price is paid by those that publish least.
[[nodiscard]] double patience_of(const Reach& reach);

/// What is expected to have come since the last poll.
struct Gathered {
  double items = 0;
  double delay = 0;    ///< item-hours
  double squares = 0;  ///< item-hours², of each item's delay

  /// That many hours later, if so many items an hour come meanwhile.
  [[nodiscard]] Gathered after(double hours, double rate) const {
    return {.items = items + rate * hours,
            .delay = delay + hours * (items + hours * rate / 2),
            .squares = squares + hours * (2 * delay + hours * (items + hours * rate / 3))};
  }

  [[nodiscard]] double cost(double patience) const { return delay + squares / (2 * patience); }
};

/// The hours after which a constant rate has gathered a cost of `price`.
[[nodiscard]] double wait_at(double rate, double price, double patience);

}  // namespace tb::schedule
