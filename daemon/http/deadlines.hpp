// Deadlines: until when an exchange may go on, as values that one sweep over all exchanges looks at. A timer for each
// would cost more than a poll.
#pragma once

#include <chrono>
#include <cstdint>

#include "tenbells/http/options.hpp"

namespace tb::http {

using Instant = std::chrono::steady_clock::time_point;

/// What ran out.
enum class Overrun : std::uint8_t { none, phase, total, rate };

struct Deadlines {
  Instant total = Instant::max();
  Instant phase = Instant::max();
  std::chrono::milliseconds phase_limit{0};  ///< what `phase` was made of
  const char* phase_name = "";               ///< "read the answer of": as Error::doing
  const char* phase_option = "";             ///< the setting behind it: "http.first_byte_timeout"
  Instant window = Instant::max();  ///< when the transfer's rate is looked at next; max() while none is under way
  std::uint64_t moved_before = 0;   ///< bytes moved when the window began
};

/// Begins a phase of at most `limit`.
void begin_phase(Deadlines& deadlines, const char* name, const char* option, std::chrono::milliseconds limit,
                 Instant now);

/// The body: no limit of its own but a least rate, judged over windows that follow each other.
/// @param moved  bytes so far
void begin_transfer(Deadlines& deadlines, std::uint64_t moved, const Limits& limits, Instant now);

/// What has run out by now. Moves on to the next window of the rate when one ends.
[[nodiscard]] Overrun look_at(Deadlines& deadlines, std::uint64_t moved, const Limits& limits, Instant now);

}  // namespace tb::http
