// Pace: how long a source would be left alone if its publisher had no say: by its owner, its rhythm and its failures.
#pragma once

#include <chrono>
#include <optional>

#include "tenbells/schedule/options.hpp"
#include "tenbells/schedule/standing.hpp"

namespace tb::schedule {

struct Wait {
  Rule rule = Rule::every;
  std::chrono::nanoseconds length{0};

  friend bool operator==(const Wait&, const Wait&) = default;
};

/// Rule::every, rhythm or window_overflow: how often a source is asked that works. At least a second.
[[nodiscard]] Wait pace(const Options& options, const Standing& standing,
                        std::optional<std::chrono::seconds> rhythm_wait);

/// What takes the pace's place after the last poll failed; nothing if it did not, or if that changes nothing.
[[nodiscard]] std::optional<Wait> wait_after_failure(const Options& options, const Etiquette& etiquette,
                                                     const Standing& standing, const Wait& pace);

}  // namespace tb::schedule
