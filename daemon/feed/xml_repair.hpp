// The repairing lane: reads XML that is not well-formed into the same kind of tree that well-formed XML gives.
#pragma once

#include <cstddef>
#include <pugixml.hpp>
#include <string>

#include "warnings.hpp"

namespace tb::feed {

/// What is to be repaired.
struct BrokenXml {
  std::string text;        ///< valid UTF-8 without forbidden characters
  std::size_t start = 0;   ///< where the "<" of the root element is; what stands before is not read
  std::size_t broken = 0;  ///< where it stops being well-formed, for the warning: in the document as it came
  std::size_t end = 0;     ///< how long the document as it came is, for the warning that it is cut
};

/// Builds `tree` from the element at `start` on. End tags close the nearest open element of their name, or
/// nothing; an item ends where the next begins, and so do a title, a link and the like; where the text ends early, the
/// item that was open is left out, so that every item in the tree is whole. Bare "&" and "<" are text. No DTD is read,
/// nothing is fetched; elements deeper than 190 levels are left out.
///
/// Threads: safe on any thread; libxml2 must have been initialised once before threads use it, which the first call
/// does.
void repair_xml(BrokenXml xml, pugi::xml_document& tree, Warnings& warnings);

}  // namespace tb::feed
