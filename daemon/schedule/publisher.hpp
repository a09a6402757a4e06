// What the publisher asks: caches, hints in the document, Retry-After; each within the etiquette's ceiling.
#pragma once

#include <vector>

#include "tenbells/schedule/next_poll.hpp"

namespace tb::schedule {

struct Asked {
  std::vector<Bound> bounds;  ///< that lie after `now`; the skip windows are not among them
  std::vector<Rule> ignored;
};

/// @param standing  rebased to `now`
[[nodiscard]] Asked asked_by_publisher(const Options& options, const Etiquette& etiquette, const Standing& standing,
                                       Moment now);

}  // namespace tb::schedule
