// From one <item> or <entry> to an Entry; also the title, language and authors of a whole feed, which are written
// alike.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "found_fields.hpp"
#include "tenbells/feed/entry.hpp"

namespace tb::feed {

/// A text of an item as people read it, and the HTML of it where that says more.
struct Shown {
  std::string text;
  std::string html;
};

/// The first of a slot that has text, as one line.
[[nodiscard]] Shown line_in(const std::vector<Found>& fields, Slot slot, const Reading& reading);

/// Everybody in the author slot of the best rank, each once.
[[nodiscard]] std::vector<Person> authors_in(const std::vector<Found>& fields, const Reading& reading);

/// The item of an element, without what it inherits from its feed. Items nested inside it are appended to `nested`, in
/// their order.
[[nodiscard]] Entry read_item(pugi::xml_node element, const Reading& reading, std::vector<pugi::xml_node>& nested);

}  // namespace tb::feed
