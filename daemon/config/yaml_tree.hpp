// YAML → tree: the one place that parses a configuration or rule pack. Hostile input is bounded here: aliases that
// multiply, nesting, and everything of YAML that a configuration does not need is refused by name.
#pragma once

#include <optional>

#include "file_text.hpp"
#include "findings.hpp"
#include "yaml_node.hpp"

namespace tb::config {

/// The tree of the file's one document, aliases and merges (`<<`) resolved, every node with its place and path. Copies
/// made by an alias keep the place of the original.
/// Nothing, and at least one finding, if the file is no YAML or breaks a limit (64 levels, 500,000 values). Duplicate
/// keys, tags and keys that are no text are findings, but the rest of the tree is still given.
[[nodiscard]] std::optional<Node> parse_yaml(const FileText& text, Findings& findings);

/// Names the path of everything inside a node, from the node's own on.
void name_paths(Node& node);

}  // namespace tb::config
