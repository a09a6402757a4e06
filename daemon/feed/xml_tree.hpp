// From the text of an XML document to its tree. Well-formed XML is parsed in place; only what that parser refuses is
// read again, from the bytes, by the repairing one.
#pragma once

#include <cstddef>
#include <pugixml.hpp>
#include <string>

#include "tenbells/core/document.hpp"
#include "tenbells/core/result.hpp"
#include "warnings.hpp"

namespace tb::feed {

/// The document's bytes as UTF-8; what was wrong with its charset is a warning.
[[nodiscard]] std::string text_of_document(const Document& document, Warnings& warnings);

/// Builds `tree` from the root element at `start` on. A warning of the kind `repaired` is given exactly if the text was
/// not well-formed, or if something stands behind its root element.
///
/// @param text   the document as UTF-8, cleaned by `clean_xml`; the tree points into it, it must outlive the tree
/// @param start  where the "<" of the root element is
/// Errors: limit_exceeded for documents of more than one million tags, those in CDATA sections not counted.
[[nodiscard]] Result<void> read_tree(const Document& document, std::string& text, std::size_t start,
                                     pugi::xml_document& tree, Warnings& warnings);

}  // namespace tb::feed
