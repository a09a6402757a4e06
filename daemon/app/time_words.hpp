// Moments and waits in the words of a table for people.
#pragma once

#include <chrono>
#include <string>

#include "tenbells/core/clock.hpp"

namespace tb::app {

/// "42 s", "12 min", "5 h", "3 d"; of a negative one the same as of its opposite.
[[nodiscard]] std::string span_text(std::chrono::microseconds span);

/// "2 min ago", "in 3 h", "now" within a second.
[[nodiscard]] std::string relative_text(Moment moment, Moment now);

/// "2026-11-24 12:00:05 UTC"; moments that no calendar has are shown as its ends.
[[nodiscard]] std::string moment_text(Moment moment);

}  // namespace tb::app
