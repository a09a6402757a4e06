// `polling:` → what holds for all sources: how much at once, and the bounds of politeness.
#pragma once

#include <chrono>

#include "findings.hpp"
#include "tenbells/config/configuration.hpp"
#include "yaml_node.hpp"

namespace tb::config {

/// Sets what the file says and leaves the rest as it is.
/// @param root  of a configuration that the schema check has seen; what it marked wrong is passed over
void read_polling(const Node& root, Configuration& into, Findings& findings);

/// `polling.average`: how often a source with a learned pace would be asked if all were asked alike.
[[nodiscard]] std::chrono::seconds read_average(const Node& root, Findings& findings);

}  // namespace tb::config
