// `sinks:` → the options of every sink.
#pragma once

#include <string>
#include <vector>

#include "findings.hpp"
#include "tenbells/sink/options.hpp"
#include "yaml_node.hpp"

namespace tb::config {

/// In the order of the file; the one sink `stdout` if the configuration names none.
/// @param root  of a configuration that the schema check has seen; what it marked wrong is passed over
[[nodiscard]] std::vector<sink::Options> read_sinks(const Node& root, Findings& findings);

/// The names that a rule's `sinks:` may use, those of sinks with mistakes among them.
[[nodiscard]] std::vector<std::string> sink_names(const Node& root);

}  // namespace tb::config
