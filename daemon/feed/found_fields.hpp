// The elements of an item, an entry, a channel or a feed that carry something, sorted by what they carry.
#pragma once

#include <algorithm>
#include <pugixml.hpp>
#include <vector>

#include "fields.hpp"
#include "reading.hpp"

namespace tb::feed {

struct Found {
  Field field;
  Vocabulary vocabulary = Vocabulary::feed;
  pugi::xml_node element;
  std::size_t place = 0;  ///< in the order of the document
};

/// The part of the sorted fields that belongs to one slot.
struct Range {
  std::vector<Found>::const_iterator first;
  std::vector<Found>::const_iterator last;

  [[nodiscard]] auto begin() const { return first; }
  [[nodiscard]] auto end() const { return last; }
  [[nodiscard]] bool empty() const { return first == last; }
};

/// Best first within a slot, of one rank in the order of the document.
[[nodiscard]] std::vector<Found> fields_in(pugi::xml_node parent, const Reading& reading);

/// Those of one slot, best first.
[[nodiscard]] Range of_slot(const std::vector<Found>& fields, Slot slot);

/// An attribute of an element, else the text of its child of that name: <enclosure url="…"/>, <enclosure><url>….
[[nodiscard]] TreeText part_of(pugi::xml_node element, std::string_view name, const Reading& reading);

}  // namespace tb::feed
