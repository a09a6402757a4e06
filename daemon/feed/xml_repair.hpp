// The repairing lane: reads XML that is not well-formed into the same kind of tree that well-formed XML gives.
#pragma once

#include <cstddef>
#include <pugixml.hpp>
#include <string_view>

#include "warnings.hpp"

namespace tb::feed {

/// Builds `tree` from the element at `start` on. End tags close the nearest open element of their name, or
/// nothing; an item ends where the next begins; where the text ends early, the item that was open is left out, so that
/// every item in the tree is whole. Bare "&" and "<" are text. No DTD is read, nothing is fetched; elements
/// deeper than 190 levels are left out.
///
/// @param xml    valid UTF-8 without forbidden characters
/// @param start  where the "<" of the root element is; what stands before is not read
/// Threads: safe on any thread; libxml2 must have been initialised once before threads use it, which the first call
/// does.
void repair_xml(std::string_view xml, std::size_t start, pugi::xml_document& tree, Warnings& warnings);

}  // namespace tb::feed
