// `http_proxy:` → the address of the proxy that requests go through.
#pragma once

#include <optional>
#include <string>

#include "findings.hpp"
#include "yaml_node.hpp"

namespace tb::config {

/// "http://[user:password@]host:port" as written, user and password percent-encoded; empty for `none`. Reports and
/// gives nothing for another form. No message repeats the value, which may hold a password.
[[nodiscard]] std::optional<std::string> read_proxy(const Node& node, Findings& findings);

}  // namespace tb::config
