// What an XML feed says of itself: when to ask again, where it is pushed from, where older items are, what was removed.
#pragma once

#include <pugixml.hpp>

#include "reading.hpp"
#include "tenbells/feed/feed.hpp"

namespace tb::feed {

/// The channel of a feed, read from the children of its head (of <channel>, of Atom's <feed>). Of what is given twice
/// the first that can be read counts, of skipped hours and days all. Links are resolved against xml:base, else the
/// document's URL: a `feed_link` in `reading` would be taken for the base, so it must be read later.
[[nodiscard]] Channel channel_in(pugi::xml_node head, const Reading& reading);

/// The items that an Atom feed says were removed (RFC 6721), at most `limits.items`.
[[nodiscard]] std::vector<Tombstone> tombstones_in(pugi::xml_node head, const Reading& reading);

}  // namespace tb::feed
