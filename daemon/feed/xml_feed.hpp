// From the tree of an RSS, RDF or Atom document to a Feed.
#pragma once

#include <pugixml.hpp>
#include <string_view>

#include "tenbells/feed/feed.hpp"
#include "warnings.hpp"

namespace tb::feed {

/// Whether a root element of that name is a feed's: rss, feed, RDF, channel.
[[nodiscard]] bool is_feed_root(std::string_view qualified_name);

/// The feed in a tree. Several roots in a row (feeds glued together) are read as one. `warnings` is left to the caller
/// to take.
[[nodiscard]] Feed read_xml_feed(const pugi::xml_document& tree, std::string_view document_url, const Limits& limits,
                                 Warnings& warnings);

}  // namespace tb::feed
