// From hits to alerts: the id that every consumer can de-duplicate by, the texts as shipped, and which sinks they ring.
#pragma once

#include <string>
#include <vector>

#include "tenbells/core/alert.hpp"
#include "tenbells/journal/journal.hpp"

namespace tb::alerting {

/// A sink as routing sees it.
struct Route {
  std::string sink;
  Severity at_least = Severity::routine;
};

/// How much of a body an alert carries. Longer ones are cut to the passage around the first evidence.
inline constexpr std::size_t kShippedBody = 64 * 1024;

/// One alert a hit, in the hits' order. A rule that names sinks rings those alone; otherwise all whose threshold its
/// severity reaches. An alert that no sink wants is made all the same: the journal keeps it.
/// Threads: pure.
[[nodiscard]] std::vector<journal::RoutedAlert> make_alerts(const Item& item, const std::vector<Hit>& hits,
                                                            const std::vector<Route>& routes, Moment now);

}  // namespace tb::alerting
