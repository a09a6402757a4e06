// The text inside an element of a wire's XML, as HTML: NITF and XHTML alike. Between the tree and the text of an item.
#pragma once

#include <cstdint>
#include <pugixml.hpp>

#include "markup.hpp"
#include "reading.hpp"

namespace tb::feed {

/// What an element means that neither HTML nor NITF knows.
enum class Unknown : std::uint8_t {
  runs_on,  ///< a word that is marked up: <person>, <money>
  block,    ///< a part of its own: any element of a vocabulary that we do not know
};

/// What is inside an element as HTML. NITF's elements become HTML's (<block> a <div>, <hl2> an <h2>); scripts, styles,
/// the head of a page, metadata of media and `body.head` are left out. Of the attributes, links (absolute http(s)) and
/// alternative texts stay, and only if `limits.keep_html`; relative links are resolved against the document's URL. At
/// most `limits.xml_depth` levels are entered.
[[nodiscard]] Content wire_html_in(pugi::xml_node element, Unknown unknown, const Reading& reading);

}  // namespace tb::feed
