// What hits an item, as a person reads it in a terminal.
#pragma once

#include <string>
#include <vector>

#include "tenbells/core/hit.hpp"
#include "tenbells/core/item.hpp"
#include "terminal.hpp"

namespace tb::app {

/// The item's title and link, then each rule with its severity and the passages that made it true. Without hits the
/// title says so. Ends with a line feed.
[[nodiscard]] std::string hits_text(const Item& item, const std::vector<Hit>& hits, Colour colour);

/// For programs: one line, the item without a hit. `rule` is null, so that a reader tells it from a hit by one look.
[[nodiscard]] std::string miss_json(const Item& item);

}  // namespace tb::app
