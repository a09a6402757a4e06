// From one <item> or <entry> to an Item; also the title, link and language of a whole feed, which are written alike.
#pragma once

#include <pugixml.hpp>
#include <vector>

#include "fields.hpp"
#include "reading.hpp"
#include "tenbells/feed/entry.hpp"

namespace tb::feed {

struct Found {
  Field field;
  Vocabulary vocabulary = Vocabulary::feed;
  pugi::xml_node element;
};

/// The elements that carry something, best first within a slot: of item, entry, channel or feed.
[[nodiscard]] std::vector<Found> fields_in(pugi::xml_node parent, const Reading& reading);

/// The first of a slot that has text, as one line.
[[nodiscard]] std::string line_in(const std::vector<Found>& fields, Slot slot, const Reading& reading);

/// The URL of the news itself among several links: the publisher's own over a redirector's, the alternate one, HTML
/// before other types; else a guid that is a permalink. Empty if none is an http(s) URL.
[[nodiscard]] std::string link_in(const std::vector<Found>& fields, const Reading& reading);

/// The names of everybody in the author slot of the best rank, each once.
[[nodiscard]] std::vector<std::string> authors_in(const std::vector<Found>& fields, const Reading& reading);

/// The item of an element, without what it inherits from its feed. Items nested inside it are appended to `nested`, in
/// their order.
[[nodiscard]] Entry read_item(pugi::xml_node element, const Reading& reading, std::vector<pugi::xml_node>& nested);

}  // namespace tb::feed
