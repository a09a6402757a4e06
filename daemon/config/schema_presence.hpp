// Which keys a map must have, must not have, or may have only together: what the schema demands of presence, in words.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "schema.hpp"
#include "yaml_node.hpp"

namespace tb::config {

/// A message and where it points.
struct Remark {
  enum class At : std::uint8_t { value, key };
  const Node* node = nullptr;
  At at = At::value;
  std::string message;
};

/// Everything that is wrong with the presence of keys in a map: `required`, `dependencies`, `oneOf` and `anyOf` over
/// required keys. A misspelled key counts as the one it was meant to be: its own message is enough.
[[nodiscard]] std::vector<Remark> wrong_presence(const Schema& schema, const rapidjson::Value& map_schema,
                                                 const Node& map);

}  // namespace tb::config
