// The HTML of a text as the document has it, with absolute links: what Entry::html holds.
#pragma once

#include <pugixml.hpp>
#include <string>

#include "markup.hpp"
#include "reading.hpp"

namespace tb::feed {

/// Empty if there is no markup in it, so that the plain text says all, or if `limits.keep_html` is off.
///
/// @param content  what content_of(element) gave
[[nodiscard]] std::string original_html(pugi::xml_node element, const Content& content, const Reading& reading);

/// The same of a text in JSON; `room` as in html_links.hpp.
[[nodiscard]] std::string original_html(const Content& content, std::string_view base, const Limits& limits,
                                        std::size_t& room);

}  // namespace tb::feed
