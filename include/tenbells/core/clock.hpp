// Clock: what time it is, passed in so that a test decides. Moments are stored and shown by the wall clock, waits are
// measured by the steady one: a wall clock that jumps must neither hurry nor stall anything.
#pragma once

#include <chrono>
#include <string>

namespace tb {

/// A moment as items, alerts and the journal carry it: UTC, microseconds since 1970-01-01 (no leap seconds).
using Moment = std::chrono::sys_time<std::chrono::microseconds>;

/// Threads: implementations answer on any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Moment now() const = 0;
  [[nodiscard]] virtual std::chrono::steady_clock::time_point steady_now() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Moment now() const override;
  [[nodiscard]] std::chrono::steady_clock::time_point steady_now() const override;
};

/// RFC 3339 in UTC with milliseconds: "2026-11-24T05:29:43.120Z".
[[nodiscard]] std::string to_rfc3339(Moment moment);

}  // namespace tb
