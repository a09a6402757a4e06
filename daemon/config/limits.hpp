// The sections that are lists of bounds: `http`, `feed`, `log`, `shutdown`.
#pragma once

#include <filesystem>

#include "findings.hpp"
#include "tenbells/config/configuration.hpp"
#include "yaml_node.hpp"

namespace tb::config {

/// Sets what the file says and leaves the rest as it is.
/// @param root    of a configuration that the schema check has seen; what it marked wrong is passed over
/// @param folder  of the configuration: where a relative path starts
void read_limits(const Node& root, const std::filesystem::path& folder, Configuration& into, Findings& findings);

}  // namespace tb::config
