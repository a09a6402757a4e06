// `websub:` → where hubs reach us, and how much they may send.
#pragma once

#include "findings.hpp"
#include "tenbells/config/configuration.hpp"
#include "yaml_node.hpp"

namespace tb::config {

/// Sets what the file says and leaves the rest as it is: without the section WebSub stays off.
/// @param root  of a configuration that the schema check has seen; what it marked wrong is passed over
/// @param into  its sources have been read: they tell whether hubs may be in a private network
void read_websub(const Node& root, Configuration& into, Findings& findings);

}  // namespace tb::config
