// The wires of news agencies in XML: which format a root element begins, and the feed in such a document.
#pragma once

#include <pugixml.hpp>
#include <string_view>

#include "tenbells/feed/feed.hpp"
#include "warnings.hpp"

namespace tb::feed {

/// Whether a root element of that name begins a wire document: NewsML-G2's newsMessage, newsItem, packageItem and so
/// on, NITF's nitf, NewsML 1's NewsML.
[[nodiscard]] bool is_wire_root(std::string_view qualified_name);

/// The items of all wire documents in a tree. `warnings` is left to the caller to take.
[[nodiscard]] Feed read_wire_xml(const pugi::xml_document& tree, std::string_view document_url, const Limits& limits,
                                 Warnings& warnings);

}  // namespace tb::feed
