// New is what the journal does not know. Feeds list the newest first; alerts must ring in the order of events.
#include "tenbells/intake/sift.hpp"

#include <algorithm>
#include <utility>

namespace tb::intake {

Sifted sift(std::vector<Item> items, const std::vector<bool>& known, Baseline baseline) {
  Sifted sifted;
  sifted.may_ring = baseline == Baseline::none;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i < known.size() && known[i]) continue;
    sifted.fresh.push_back(std::move(items[i]));
  }
  std::ranges::reverse(sifted.fresh);
  return sifted;
}

}  // namespace tb::intake
