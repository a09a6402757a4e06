// Sifting: which items of a poll are new, and which of those may ring.
#pragma once

#include <cstdint>
#include <vector>

#include "tenbells/core/item.hpp"

namespace tb::intake {

enum class Baseline : std::uint8_t {
  record,  ///< the first look at a source: what is there is old news
  none,    ///< everything unknown is news
};

struct Sifted {
  std::vector<Item>
      fresh;  ///< unknown until now, to be recorded: oldest first, as far as dates or the document's order tell
  bool may_ring = true;  ///< false under a baseline
};

/// @param items  in document order, identified
/// @param known  what the journal says of each, in the same order and number
/// Threads: pure.
[[nodiscard]] Sifted sift(std::vector<Item> items, const std::vector<bool>& known, Baseline baseline);

}  // namespace tb::intake
