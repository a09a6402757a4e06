// What may be written in a Kafka sink: its brokers, its topic, and librdkafka's properties that are the user's.
#pragma once

#include <optional>
#include <string_view>

#include "tenbells/core/result.hpp"

namespace tb::config {

/// "host:port,host:port"; an IPv6 address in brackets.
/// Errors: invalid_input, naming the part that has another form.
[[nodiscard]] Result<void> check_brokers(std::string_view brokers);

/// A topic's name (letters, digits, `.`, `_`, `-`; at most 249), in which {pack}, {rule} and {severity} may stand.
/// Errors: invalid_input.
[[nodiscard]] Result<void> check_topic(std::string_view topic);

/// Why a property of librdkafka is not the user's to set; nothing if it is.
[[nodiscard]] std::optional<std::string_view> owned_property(std::string_view name);

}  // namespace tb::config
