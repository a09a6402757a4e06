// Replay: traces polled by one policy or another, and how long each item had to wait for the poll that saw it.
#pragma once

#include <cstdint>
#include <vector>

#include "trace.hpp"

namespace tb::bench {

/// From publication to the poll that saw it, of all items of a span.
class Delays {
 public:
  void add(Seconds delay);
  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] double mean() const;
  /// @param share  0 … 1
  [[nodiscard]] double quantile(double share) const;
  /// Which share of the items waited no longer.
  [[nodiscard]] double share_within(Seconds delay) const;

 private:
  std::vector<std::uint64_t> tenths_;  // how many waited that many tenths of a second
  std::uint64_t count_ = 0;
  double sum_ = 0;
};

/// One span of one policy.
struct Span {
  std::uint64_t requests = 0;
  Delays delays;
  Delays free_delays;  ///< of those sources alone whose publishers make no promises
};

struct Replayed {
  Span warm_up;                 ///< the first week
  Span measured;                ///< all others
  double budget = 0;            ///< requests that the budget had for the measured span
  std::uint64_t too_early = 0;  ///< polls within what the publisher promised
  std::uint64_t too_close = 0;  ///< polls within an origin's spacing
  std::uint64_t postponed = 0;  ///< polls that waited for their origin
  Seconds shortest_wait = 1e18;
};

struct Pace {
  std::chrono::seconds every{300};
  std::chrono::seconds fastest{30};
  int weeks = 4;
};

/// The real schedule: learn, Budget, wait_for and decide, under a clock of the replay's own.
[[nodiscard]] Replayed replay_learned(const std::vector<Trace>& traces, const Pace& pace);

/// Each source at one interval, the publisher's limit if that is longer, with a phase of its own; as many requests in
/// the measured span as given.
[[nodiscard]] Replayed replay_uniform(const std::vector<Trace>& traces, const Pace& pace, std::uint64_t requests);

/// Intervals that go with 1/√rate, of the true rate of the measured span, which nobody can know; the same otherwise.
[[nodiscard]] Replayed replay_oracle(const std::vector<Trace>& traces, const Pace& pace, std::uint64_t requests);

}  // namespace tb::bench
