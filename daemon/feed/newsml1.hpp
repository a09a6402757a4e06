// NewsML 1.x (IPTC, the format before NewsML-G2): the items of a <NewsML>.
#pragma once

#include <pugixml.hpp>

#include "reading.hpp"
#include "tenbells/feed/feed.hpp"

namespace tb::feed {

/// Appends the items below a <NewsML>. Of an item's components, the first headline, the first lines of each kind and
/// the text in the role of the story are read; what stands there in other roles (style sheet, contact, logo) is not.
void read_newsml1(pugi::xml_node root, const Reading& reading, Feed& feed);

}  // namespace tb::feed
