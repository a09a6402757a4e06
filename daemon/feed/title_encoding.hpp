// Whether a publisher encodes titles twice, as all of a feed's titles tell. For the one title that does not tell
// itself: "Bread &amp;amp; butter" may be encoded twice, or be about an entity.
#pragma once

#include <cstdint>
#include <pugixml.hpp>

#include "markup.hpp"

namespace tb::feed {

enum class Encoded : std::uint8_t { once, twice };

/// Whether the references in a title are free-standing "&amp;" alone.
[[nodiscard]] bool is_ambiguous_title(const Content& content);

/// How the titles of a feed and its items are encoded: twice if one holds another reference; once if one holds a bare
/// ampersand. If none tells: twice, because many publishers do so and hardly any writes about entities; but a title
/// that stands alone is what the specifications say, encoded once. Linear in the number of items.
[[nodiscard]] Encoded titles_encoded(pugi::xml_node root);

}  // namespace tb::feed
