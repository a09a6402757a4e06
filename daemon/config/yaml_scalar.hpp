// What a plain (unquoted) scalar is, by YAML 1.2's core schema: only `true` and `false` are booleans, so that the
// country code NO and a rule called `on` stay text.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "yaml_node.hpp"

namespace tb::config {

/// Never list or map. Hexadecimal, octal and the special floats, which no option needs, stay text.
[[nodiscard]] Node::Kind kind_of_plain(std::string_view text);

/// The value of a whole number; nothing if the text is none or does not fit.
[[nodiscard]] std::optional<long long> whole_number(std::string_view text);

/// The value of a whole number that the schema has found within its range, which starts at nothing or above.
[[nodiscard]] std::size_t count_of(const Node& node);

/// The value of a number of kind `integer` or `number`; far ones become the nearest double.
[[nodiscard]] double real_number(std::string_view text);

}  // namespace tb::config
