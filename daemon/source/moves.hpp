// Permanent redirects (301, 308: RFC 9110 §15.4): when a source's address is changed for good.
#pragma once

#include <string>

#include "tenbells/core/source_state.hpp"
#include "tenbells/http/client.hpp"
#include "tenbells/source/options.hpp"

namespace tb::source {

/// The state with what this answer says about the address. One permanent redirect is a mistake as often as not; `moves`
/// in a row to the same place are meant. A new address is never adopted where the source's query or headers, which may
/// hold secrets, would go to another origin, nor from https to http.
[[nodiscard]] SourceState after_move(SourceState state, const Options& source, const http::Response& response,
                                     int moves);

}  // namespace tb::source
