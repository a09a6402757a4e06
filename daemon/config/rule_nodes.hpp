// One rule: a node of a pack's `rules:`, and the pack's `defaults:` → rules::Rule.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "findings.hpp"
#include "tenbells/rules/pack.hpp"
#include "yaml_node.hpp"

namespace tb::config {

/// What the rules of a pack have in common.
struct RuleDefaults {
  rules::Rule rule;               ///< the values that a rule without its own has
  bool hides_exclusions = false;  ///< their `exclude` is wrong: nobody knows what rules leave out
};

/// @param pack  judged by the schema
[[nodiscard]] RuleDefaults read_defaults(const Node& pack, Findings& findings);

/// @param node   judged by the schema
/// @param index  its position, for the pointers of its tests
/// @return       the rule, as much of it as is right
[[nodiscard]] rules::Rule read_rule(const Node& node, std::size_t index, const RuleDefaults& defaults,
                                    Findings& findings);

/// Reports sinks of a rule, or of `defaults:`, that are not among the known.
void check_sinks(const Node& map, const std::vector<std::string>& known, Findings& findings);

}  // namespace tb::config
