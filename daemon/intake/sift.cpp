// New is what the journal does not know. Alerts must ring in the order of events: by the publisher's dates where every
// new item has one, else backwards, since most feeds list the newest first.
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
  const auto has_date = [](const Item& item) { return item.published.has_value(); };
  if (std::ranges::all_of(sifted.fresh, has_date)) {
    std::ranges::stable_sort(sifted.fresh, {}, [](const Item& item) { return *item.published; });
  }
  return sifted;
}

}  // namespace tb::intake
