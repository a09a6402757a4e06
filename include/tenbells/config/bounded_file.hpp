// Reading a whole file that may be anything: only a regular file, only up to a limit. The first step of every load.
#pragma once

#include <filesystem>
#include <string>

#include "tenbells/core/bytes.hpp"
#include "tenbells/core/result.hpp"

namespace tb::config {

/// The bytes of a regular file (a link to one counts).
/// Errors: not_found, refused (permissions), invalid_input (no regular file), limit_exceeded, internal.
[[nodiscard]] Result<std::string> read_bounded(const std::filesystem::path& path, Bytes limit);

}  // namespace tb::config
