// Whether an answer is what was asked for: one judge for all clients, so that none is fast by doing something else.
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>

#include "load.hpp"

namespace tb::bench {

/// What both clients say they read.
inline constexpr const char* kAccept = "application/rss+xml, application/atom+xml;q=0.9, */*;q=0.1";

[[nodiscard]] inline std::optional<std::string> what_is_wrong(const Load& load, unsigned status, std::size_t body) {
  if (status != load.status) return fmt::format("status {}, not {}", status, load.status);
  if (load.status == 200 && body != load.body) return fmt::format("a body of {} bytes, not {}", body, load.body);
  return std::nullopt;
}

}  // namespace tb::bench
