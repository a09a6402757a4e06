// Which of the links of an item or a feed is the one to the news itself.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "found_fields.hpp"

namespace tb::feed {

/// The URL of the news itself among several links: the publisher's own over a redirector's, the alternate one, HTML
/// before other types. Empty if none is an http(s) URL.
[[nodiscard]] std::string link_in(const std::vector<Found>& fields, const Reading& reading);

/// The link of an item without any: a guid that is a permalink (RSS 2.0), the name of its resource (RSS 1.0), HREF
/// (CDF). Empty if none is an http(s) URL.
[[nodiscard]] std::string link_by_identity(const std::vector<Found>& fields, pugi::xml_node item,
                                           const Reading& reading);

/// The absolute URL that a reference at that element means; empty, with a warning, if it is no http(s) URL.
[[nodiscard]] std::string link_at(pugi::xml_node element, std::string_view reference, const Reading& reading);

/// Whether a link is of that relation, by its name or by IANA's URI of it.
[[nodiscard]] bool has_relation(pugi::xml_node link, std::string_view relation);

}  // namespace tb::feed
