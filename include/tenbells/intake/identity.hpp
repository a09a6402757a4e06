// Identity: what makes a piece of news the same piece of news in the same source.
#pragma once

#include <string>
#include <vector>

#include "tenbells/core/item.hpp"

namespace tb::intake {

/// The item id: a UUIDv5 of the source and the first of guid, canonical link, title with summary and body that the item
/// has. Nothing else of the item takes part: an edited title under the same guid is the same item.
/// Threads: pure.
[[nodiscard]] std::string identity(const Item& item);

/// The link as identity sees it: scheme and `www.` folded, host in lower case, tracking parameters (utm_…, fbclid, …)
/// and the fragment dropped. A text that is no URL stays as it is.
[[nodiscard]] std::string canonical_link(const std::string& link);

/// Gives every item its source, tags, id and the time it was seen, and drops those that repeat an id within the batch.
[[nodiscard]] std::vector<Item> identify(std::vector<Item> items, const std::string& source,
                                         const std::vector<std::string>& tags, Moment now);

}  // namespace tb::intake
