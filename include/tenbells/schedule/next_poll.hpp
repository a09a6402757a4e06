// When a source is polled next: what the owner wants, stretched by what the publisher asks and by failures.
#pragma once

#include <chrono>
#include <optional>

#include "tenbells/core/outcome.hpp"
#include "tenbells/schedule/options.hpp"

namespace tb::schedule {

/// How the last poll went, as far as the next one depends on it.
struct Polled {
  Outcome outcome = Outcome::unchanged;
  int failures_in_a_row = 0;                        ///< this one included; 0 after a success
  bool answered = true;                             ///< false if no server was reached at all
  std::optional<std::chrono::seconds> retry_after;  ///< as the server asked
};

/// The wait from the end of a poll to the start of the next; nothing if there shall be none (410: the publisher has
/// ended the source).
///
/// After a success: `every`. After n failures in a row: `every`·2ⁿ⁻¹ up to the ceiling. Where no server was reached,
/// the first tries come sooner (10 s, 20 s, 40 s, …): it is our network as often as theirs, and asks nothing of
/// anybody. Never before Retry-After, which has no ceiling but a week: longer is a mistake of the server's.
/// @param chance  0 … 1, uniformly random: lengthens the wait by up to `jitter`, so that sources drift apart
/// Threads: pure.
[[nodiscard]] std::optional<std::chrono::nanoseconds> next_wait(const Options& options, const Polled& polled,
                                                                double chance);

/// The wait before the very first poll: sources that start together are spread, `chance` says where this one lies.
[[nodiscard]] std::chrono::nanoseconds first_wait(const Options& options, std::size_t sources, double chance);

}  // namespace tb::schedule
