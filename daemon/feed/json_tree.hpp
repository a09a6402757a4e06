// JSON as a tree: parsed within the limits, its mistakes told with line and column, its places named by pointers.
#pragma once

#include <rapidjson/document.h>
#include <rapidjson/pointer.h>

#include <string>
#include <string_view>
#include <vector>

#include "tenbells/core/document.hpp"
#include "tenbells/core/result.hpp"
#include "tenbells/feed/options.hpp"
#include "warnings.hpp"

namespace tb::feed {

/// Parses `text` in place: the tree points into it, it must outlive the tree. Comments, trailing commas, raw controls
/// and NaN are read with a warning, and so is what is whole of a document that ends early. Errors: limit_exceeded if
/// nested deeper than `limits.json_depth`; invalid_input with line and column.
[[nodiscard]] Result<rapidjson::Document> parse_json(const Document& document, std::string& text, const Limits& limits,
                                                     Warnings& warnings);

/// The value at a pointer, or null where there is none.
[[nodiscard]] const rapidjson::Value* value_at(const rapidjson::Value& tree, const rapidjson::Pointer& pointer);

/// A string or a number that is a member of an object, as text; empty if there is none.
[[nodiscard]] std::string text_member(const rapidjson::Value& object, const char* name);

/// What a value is, for a message: "an object with the keys status, message", "an array of 3", "a string".
[[nodiscard]] std::string description_of(const rapidjson::Value& value);

/// Why a pointer leads nowhere: the deepest place on its way that exists, and what is there.
[[nodiscard]] std::string dead_end_of(const rapidjson::Value& tree, const rapidjson::Pointer& pointer);

/// What an API says in its answer about a mistake ("error", "message" and the like at its top), quoted, one printable
/// line of at most 160 bytes; empty if it says nothing.
[[nodiscard]] std::string explanation_in(const rapidjson::Value& tree);

/// The texts in a value: itself if it is a string or a number, its name if it is an object (the first of name, title,
/// label, term, text, value that is a string), those of its elements if it is an array.
[[nodiscard]] std::vector<std::string> texts_in(const rapidjson::Value& value);

}  // namespace tb::feed
