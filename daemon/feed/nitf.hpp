// NITF (News Industry Text Format 3.x, IPTC): one document is one item. Read alone, or inside a NewsML-G2 item.
#pragma once

#include <pugixml.hpp>

#include "reading.hpp"
#include "tenbells/feed/entry.hpp"

namespace tb::feed {

/// The item of a <nitf>: what its head says of it, and its texts.
[[nodiscard]] Entry read_nitf(pugi::xml_node nitf, const Reading& reading);

/// Fills what the entry does not have yet from the body of a <nitf>: headline, abstract, byline, text, dateline, media.
void add_nitf_body(pugi::xml_node nitf, const Reading& reading, Entry& entry);

}  // namespace tb::feed
