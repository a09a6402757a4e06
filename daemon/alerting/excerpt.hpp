// Excerpt: a body too long to ship, cut to the passage that matters, with the evidence moved along.
#pragma once

#include <cstddef>

#include "tenbells/core/alert.hpp"

namespace tb::alerting {

/// Cuts the alert's body to at most `limit` bytes on code point boundaries, so that the first evidence in it is inside;
/// evidence that falls outside is dropped, the rest counts from the new beginning. Does nothing to a short body.
void cut_body(Alert& alert, std::size_t limit);

}  // namespace tb::alerting
