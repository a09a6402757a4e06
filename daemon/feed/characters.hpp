// Forbidden characters, impossible references and HTML's entities in XML: put right in the text before any parser sees
// it, so that the parser for well-formed documents and the repairing one see the same.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "warnings.hpp"

namespace tb::feed {

/// Edits XML in place. Removed: control characters that XML 1.0 forbids, NUL among them (§2.2). Replaced: references
/// to no character by U+FFFD; outside CDATA, comments, instructions and the DOCTYPE, HTML's named entities by their
/// characters. Other entities are left as the text "&name;", declared or not: they are never expanded. A well-formed
/// document gives no warning. Linear.
void clean_xml(std::string& xml, Warnings& warnings);

/// Where in `xml`, as it was before `clean_xml`, the byte stood that is now at `cleaned`. Cleans again as far as there:
/// for errors only.
[[nodiscard]] std::size_t place_before_cleaning(std::string_view xml, std::size_t cleaned);

/// Edits JSON in place, keeping its length: "\ud83d" without its other half becomes "\ufffd". Linear.
void clean_json(std::string& json, Warnings& warnings);

/// Edits JSON in place, keeping its length: raw control characters, which JSON forbids in strings, become spaces.
void blank_controls(std::string& json);

}  // namespace tb::feed
