// Which topic an alert goes to.
#pragma once

#include <string>
#include <string_view>

#include "tenbells/core/alert.hpp"

namespace tb::sink {

/// The rule's own topic, else the sink's template, with {pack}, {rule} and {severity} filled in. Characters that Kafka
/// does not allow in a topic's name become '-'; a name longer than Kafka's 249 is cut.
[[nodiscard]] std::string topic_for(std::string_view topic_template, const Alert& alert);

}  // namespace tb::sink
