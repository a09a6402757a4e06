// One item of NewsML-G2 as an Entry: its metadata, its texts, its files.
#pragma once

#include <pugixml.hpp>

#include "reading.hpp"
#include "tenbells/feed/entry.hpp"

namespace tb::feed {

/// The entry of a <newsItem>. NITF and XHTML inside it are read as texts.
[[nodiscard]] Entry read_news_item(pugi::xml_node item, const Reading& reading);

/// What a package says of an item that it refers to (<itemRef>): id, title, description, status.
[[nodiscard]] Entry read_item_reference(pugi::xml_node reference, const Reading& reading);

/// The texts and files of a <contentSet> that stands alone.
[[nodiscard]] Entry read_content_fragment(pugi::xml_node content_set, const Reading& reading);

}  // namespace tb::feed
