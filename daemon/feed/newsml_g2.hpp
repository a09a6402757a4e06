// NewsML-G2 (IPTC): one item, alone, or many in a message or a package. Between the tree and the feed.
#pragma once

#include <pugixml.hpp>

#include "reading.hpp"
#include "tenbells/feed/feed.hpp"

namespace tb::feed {

/// Appends the items below a root: newsMessage, newsItem, packageItem (what it refers to with a title), or a fragment
/// (contentSet, groupSet). Items that carry no news (conceptItem, planningItem…) are left out with a warning.
void read_newsml_g2(pugi::xml_node root, const Reading& reading, Feed& feed);

}  // namespace tb::feed
