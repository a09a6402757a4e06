// Node: one value of a YAML file, with where it stands. What yaml_tree makes, schema_check judges and the readers of
// each section turn into options.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tb::config {

struct Node {
  enum class Kind : std::uint8_t { null, boolean, integer, number, string, list, map };

  Kind kind = Kind::null;
  std::string text;        ///< of a scalar: its value; of a string with references: what they stand for, never printed
  std::string written;     ///< of a string with references: itself as written, which may be printed; else empty
  std::size_t at = 0;      ///< byte offset of the value in its file
  std::string key;         ///< in a map: its key
  std::size_t key_at = 0;  ///< byte offset of the key; of a list's element the same as `at`
  std::string path;        ///< for messages: "sources[0].every"; empty at the top
  bool wrong = false;      ///< a mistake in this value was reported: nothing more is said about it
  std::vector<Node> children;  ///< of a list or map, in the order of the file
};

[[nodiscard]] bool is_scalar(const Node& node);

/// Whether a mistake was reported in the value or in anything inside it.
[[nodiscard]] bool holds_mistake(const Node& node);

/// The value of a boolean.
[[nodiscard]] bool is_true(const Node& node);

/// The member of a map with that key, if there is one and nothing was wrong with it.
[[nodiscard]] const Node* member(const Node& map, std::string_view key);

/// The members of a map, or the elements of a list, below that key that nothing was wrong with; none if it is missing.
[[nodiscard]] std::vector<const Node*> children_of(const Node& map, std::string_view key);

/// Whether the map has that key, be its value right or wrong.
[[nodiscard]] bool has_key(const Node& map, std::string_view key);

}  // namespace tb::config
