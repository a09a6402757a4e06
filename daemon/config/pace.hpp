// How often a source is asked: the keys of a source and of `defaults:` that make its schedule::Options.
#pragma once

#include <chrono>

#include "findings.hpp"
#include "tenbells/schedule/options.hpp"
#include "yaml_node.hpp"

namespace tb::config {

/// Sets what a source or `defaults:` says and leaves the rest as it is.
/// @param average  what a learned pace gets: `polling.average`
void read_pace(const Node& map, std::chrono::seconds average, schedule::Options& into, Findings& findings);

/// Ends a source's reading: what it did not write itself follows its rhythm, so that no ceiling is shorter and no
/// shortest wait longer than it.
void settle_pace(const Node& source, schedule::Options& into, Findings& findings);

}  // namespace tb::config
