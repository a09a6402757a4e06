// Forbidden characters, impossible references and HTML's entities in XML: put right in the text before any parser sees
// it, so that the parser for well-formed documents and the repairing one see the same.
#pragma once

#include <string>

#include "warnings.hpp"

namespace tb::feed {

/// Edits XML in place; it only becomes shorter. Removed: control characters that XML 1.0 forbids, NUL among them
/// (§2.2). Replaced outside CDATA: references to no character by U+FFFD, HTML's named entities by their character.
/// Declared entities are left as the text "&name;": they are never expanded. Linear.
void clean_xml(std::string& xml, Warnings& warnings);

/// Edits JSON in place, keeping its length: "\ud83d" without its other half becomes "\ufffd". Linear.
void clean_json(std::string& json, Warnings& warnings);

/// Edits JSON in place, keeping its length: raw control characters, which JSON forbids in strings, become spaces.
void blank_controls(std::string& json);

}  // namespace tb::feed
