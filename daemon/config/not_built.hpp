// Keys that Tenbells is designed to have and has not yet, or has by another name: whoever writes one has read of it, or
// comes from a program that has it, and is told what to do today.
#pragma once

#include <string_view>

#include "yaml_node.hpp"

namespace tb::config {

/// What to do instead of a key.
/// @param what  what the map around it is, as its schema's x-is says: "a source"
/// @return      the message; empty if the key is not known here either
[[nodiscard]] std::string_view not_built(std::string_view what, std::string_view key);

/// Whether the value of a source's `api` is the name of a preset rather than an address.
[[nodiscard]] bool is_preset_name(std::string_view api);

/// Whether a map holds something that is not built: what it lacks beside it needs no message of its own.
[[nodiscard]] bool holds_unbuilt(std::string_view what, const Node& map);

}  // namespace tb::config
