// Durations and sizes as a person writes them: 500ms, 30s, 5m, 1h, 2d; 512B, 64KiB, 15MiB, 1GiB.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "findings.hpp"
#include "tenbells/core/bytes.hpp"
#include "yaml_node.hpp"

namespace tb::config {

/// Nothing if the text has another form or the value does not fit.
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);
[[nodiscard]] std::optional<Bytes> parse_size(std::string_view text);

/// In the largest unit that divides it: "90s", "15MiB".
[[nodiscard]] std::string to_text(std::chrono::milliseconds duration);
[[nodiscard]] std::string to_text(Bytes size);

template <class T>
struct Range {
  T least;
  T most;
};

/// The node's value; reports and gives nothing if it has another form or is out of range.
[[nodiscard]] std::optional<std::chrono::milliseconds> read_duration(const Node& node,
                                                                     Range<std::chrono::milliseconds> range,
                                                                     Findings& findings);
/// Likewise, and in whole seconds.
[[nodiscard]] std::optional<std::chrono::seconds> read_seconds(const Node& node, Range<std::chrono::milliseconds> range,
                                                               Findings& findings);
[[nodiscard]] std::optional<Bytes> read_size(const Node& node, Range<Bytes> range, Findings& findings);

}  // namespace tb::config
