// Fields: which element carries which part of an item or a feed, and which of several is preferred. The table that
// docs/feeds.md is written from.
#pragma once

#include <cstdint>
#include <optional>

#include "names.hpp"

namespace tb::feed {

enum class Slot : std::uint8_t {
  title,
  summary,
  body,
  link,
  guid,
  published,
  updated,
  author,
  category,
  language,
  source,  ///< the feed that an item was first published in
  image,
  enclosure,
  rights,
  credit,
  comments,
  keywords,  ///< categories, separated by commas
  group,     ///< has parts of the item inside: media:group
  media,     ///< an enclosure that may have parts of the item inside: media:content
  nested,    ///< an item inside an item, which no format allows and some feeds have
};

struct Field {
  Slot slot = Slot::title;
  int rank = 0;  ///< of two elements for one slot, the lower; of two of one rank, the first that is not empty
};

/// What an element inside an item, entry, channel or feed is; nothing for what we do not read.
[[nodiscard]] std::optional<Field> field_of(Name name);

}  // namespace tb::feed
