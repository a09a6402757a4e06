// What the schedule module lets a user decide: the rhythm of polling and the patience with a source that fails.
#pragma once

#include <chrono>

namespace tb::schedule {

struct Options {
  std::chrono::seconds every{300};             ///< from one poll's end to the next's start
  std::chrono::seconds backoff_ceiling{3600};  ///< the longest wait after failures; never shorter than `every`
  double jitter = 0.1;                         ///< 0 … 0.5: a wait is lengthened by up to this share, never shortened

  friend bool operator==(const Options&, const Options&) = default;
};

}  // namespace tb::schedule
