// An alert as a Slack incoming webhook takes it.
#pragma once

#include <string>
#include <string_view>

#include "tenbells/core/alert.hpp"

namespace tb::sink {

/// The JSON to post: `text` as the fallback and `blocks`, within Slack's limits. Whatever the headline holds, it pings
/// nobody, formats nothing and links nowhere but to the item.
[[nodiscard]] std::string slack_message(const Alert& alert);

/// Slack's own escape for mrkdwn and fallback text: exactly & < and >.
[[nodiscard]] std::string escape_slack(std::string_view text);

}  // namespace tb::sink
