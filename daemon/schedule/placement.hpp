// Placement: from the bounds of a wait to its end. What a poll after a poll and the first one have in common.
#pragma once

#include <chrono>
#include <vector>

#include "tenbells/schedule/next_poll.hpp"

namespace tb::schedule {

/// The bound that binds; of several at the same moment the first.
/// @param bounds  at least one
[[nodiscard]] const Bound& latest(const std::vector<Bound>& bounds);

/// Adds what the publisher asks to the bounds, last of all the end of the hours that it skips.
/// @param decision  with a bound of our own
/// @param standing  rebased to `now`
void ask_publisher(Decision& decision, const Options& options, const Etiquette& etiquette, const Standing& standing,
                   Moment now);

/// Sets rule and wait: the latest bound, and `chance` of the spread as far as that stays within the allowed hours.
void place(Decision& decision, const Hints& hints, std::chrono::nanoseconds spread, double chance, Moment now);

}  // namespace tb::schedule
