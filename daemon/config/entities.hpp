// One entity: a node of a pack or of an entity list → rules::Entity.
#pragma once

#include "findings.hpp"
#include "tenbells/rules/pack.hpp"
#include "yaml_node.hpp"

namespace tb::config {

/// @param node  judged by the schema of entities; its key is the id
/// @return      as much of it as is right, partial if anything was wrong; `file` and `pointer` are the caller's
[[nodiscard]] rules::Entity read_entity(const Node& node, Findings& findings);

/// The texts of a list that nothing was wrong with, or the one text that stands in its stead.
[[nodiscard]] std::vector<std::string> texts_of(const Node& map, std::string_view key);

}  // namespace tb::config
