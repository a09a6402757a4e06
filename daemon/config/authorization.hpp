// `auth:` of a source → the value of its Authorization header.
#pragma once

#include <optional>

#include "findings.hpp"
#include "tenbells/core/secret.hpp"
#include "yaml_node.hpp"

namespace tb::config {

/// "Basic …" (RFC 7617) or "Bearer …" (RFC 6750). Reports and gives nothing if a part of it cannot be sent. No message
/// repeats a value.
/// @param auth  of a source that the schema check has seen; what it marked wrong is passed over
[[nodiscard]] std::optional<Secret> read_authorization(const Node& auth, Findings& findings);

}  // namespace tb::config
