// Pure functions over values: the clock is an argument.
#include "deadlines.hpp"

namespace tb::http {

void begin_phase(Deadlines& deadlines, const char* name, const char* option, std::chrono::milliseconds limit,
                 Instant now) {
  deadlines.phase = now + limit;
  deadlines.phase_limit = limit;
  deadlines.phase_name = name;
  deadlines.phase_option = option;
  deadlines.window = Instant::max();
}

void begin_transfer(Deadlines& deadlines, std::uint64_t moved, const Limits& limits, Instant now) {
  deadlines.phase = Instant::max();
  deadlines.window = now + limits.rate_window;
  deadlines.moved_before = moved;
}

Overrun look_at(Deadlines& deadlines, std::uint64_t moved, const Limits& limits, Instant now) {
  if (now >= deadlines.total) return Overrun::total;
  if (now >= deadlines.phase) return Overrun::phase;
  if (now < deadlines.window) return Overrun::none;
  const auto milliseconds = static_cast<std::uint64_t>(limits.rate_window.count());
  if ((moved - deadlines.moved_before) * 1'000 < limits.least_rate.count * milliseconds) return Overrun::rate;
  deadlines.window = now + limits.rate_window;
  deadlines.moved_before = moved;
  return Overrun::none;
}

}  // namespace tb::http
