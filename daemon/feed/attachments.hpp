// What belongs to an item beside its text: enclosures, the picture that stands for it, the page of comments.
#pragma once

#include <string>
#include <vector>

#include "found_fields.hpp"
#include "tenbells/feed/entry.hpp"

namespace tb::feed {

/// Each URL once, at most a hundred: RSS's enclosure, Atom's links of that relation, media:content.
[[nodiscard]] std::vector<Enclosure> enclosures_in(const std::vector<Found>& fields, const Reading& reading);

/// The picture that stands for an item: its image or thumbnail, else the first of its enclosures that is a picture.
[[nodiscard]] std::string image_in(const std::vector<Found>& fields, const std::vector<Enclosure>& enclosures,
                                   const Reading& reading);

/// The page of comments: RSS's element, or Atom's link to replies that is a page.
[[nodiscard]] std::string comments_in(const std::vector<Found>& fields, const Reading& reading);

/// The URL of the first enclosure that is a picture by its type, else by the ending of its URL; empty if none is.
[[nodiscard]] std::string first_picture(const std::vector<Enclosure>& enclosures);

/// Appends an enclosure that has a URL and is not there yet; at most a hundred.
void add_once(std::vector<Enclosure>& enclosures, Enclosure enclosure);

/// A number of bytes as publishers write it; nothing if it is no whole number above zero.
[[nodiscard]] std::optional<std::uint64_t> length_of(std::string_view text);

}  // namespace tb::feed
