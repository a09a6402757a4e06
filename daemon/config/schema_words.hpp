// What a broken schema keyword means for the person who wrote the file, in words: pure functions from the schema's
// annotations and the value to a message.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema.hpp"
#include "yaml_node.hpp"

namespace tb::config {

/// "a duration" without its article.
[[nodiscard]] std::string_view without_article(std::string_view words);

/// The keys that a map may have, in the order of the schema; none if any key will do.
[[nodiscard]] std::vector<std::string> known_keys(const rapidjson::Value& schema);

/// The value itself is wrong: its type, form, range, length.
/// @param schema   resolved, the one the value breaks
/// @param keyword  the keyword it breaks: "type", "enum", "pattern", …
[[nodiscard]] std::string wrong_value(const rapidjson::Value& schema, const Node& value, std::string_view keyword);

/// A key that the map does not know.
[[nodiscard]] std::string unknown_key(const rapidjson::Value& schema, std::string_view key);

}  // namespace tb::config
