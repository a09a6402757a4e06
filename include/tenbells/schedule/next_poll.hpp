// When a source is polled next: its own pace, stretched by what the publisher asks and by failures. One pure decision,
// which names the rule that binds it and every other that had a say.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

#include "tenbells/schedule/options.hpp"
#include "tenbells/schedule/standing.hpp"

namespace tb::schedule {

/// One rule's say.
struct Bound {
  Rule rule = Rule::every;
  Moment not_before{};
  bool clamped = false;  ///< more was asked than the etiquette's ceiling

  friend bool operator==(const Bound&, const Bound&) = default;
};

struct Decision {
  std::optional<std::chrono::nanoseconds> wait;  ///< from `now`, never negative; nothing: parked
  Rule rule = Rule::every;                       ///< what binds it: the latest of the bounds, or why it is parked
  std::vector<Bound> bounds;                     ///< every rule that had a say; the wait is shorter than none of them
  std::vector<Rule> ignored;  ///< what was asked and is not followed: all 24 hours or 7 days skipped, a ttl or period
                              ///< of 0 or less, freshness where the owner ignores it

  friend bool operator==(const Decision&, const Decision&) = default;
};

/// The wait from the end of a poll (`now`; `standing` is what `after` gave) to the start of the next.
///
/// The pace. Fixed: `every`. Learned: the rhythm's wait, `every` where there is none, never less than `fastest`; halved
/// for each window overflow in a row. Times push_stretch where the source pushes.
/// In its place after failures: `every`·2ⁿ⁻¹ up to backoff_ceiling; where no server was reached (dns, no_such_host,
/// connect) from 10 s on, for that asks nothing of anybody. 429 and 503 up to throttled_ceiling, never sooner than the
/// pace; to backoff_ceiling if the server says itself when to come back. 401 and 403 at least refused_floor. 404: the
/// first changes nothing, the fifth in a row waits missing_wait. What failed on our side: `every`.
/// Then, if later: the end of freshness and a second, ttl and update period since the last success, Retry-After, the
/// unconditional floor, each within its ceiling; at last the first hour that is not skipped.
///
/// @param rhythm_wait  what the budget allots to the source; used by a learned pace only
/// @param chance       0 … 1, uniformly random: the wait is lengthened by up to `jitter` of itself, where the
/// publisher's
///                     word binds it by up to `jitter` of the pace, and by 5 s at most where it is the end of
///                     freshness: the best moment for a poll. Never into a skipped hour.
/// Nothing overflows, whatever the values; no wait is longer than twenty years. Threads: pure.
[[nodiscard]] Decision decide(const Options& options, const Etiquette& etiquette, const Standing& standing,
                              std::optional<std::chrono::seconds> rhythm_wait, bool has_push, Moment now,
                              double chance);

/// The wait before a source's first poll since the daemon started, for one that is not parked.
///
/// A source that was polled before waits until it is due, and for what its publisher has asked. Those that are due or
/// new are spread over siblings/50 seconds, at most `every`: each has its place in a grid that is laid over the wall
/// clock, so that a daemon that is restarted again and again polls none twice and starves none.
/// @param siblings  how many sources start with this one
/// @param phase     0 … 1: the source's place, always the same for the same source (a hash of its id)
/// Threads: pure.
[[nodiscard]] Decision first_poll(const Options& options, const Etiquette& etiquette, const Standing& standing,
                                  std::size_t siblings, double phase, Moment now);

}  // namespace tb::schedule
