// Ids and routes. The id depends on rule, item and revision alone: a crash that repeats the poll repeats the id.
#include "tenbells/alerting/make_alerts.hpp"

#include <algorithm>

#include "excerpt.hpp"
#include "tenbells/core/uuid.hpp"

namespace tb::alerting {
namespace {

std::vector<std::string> sinks_for(const RuleInfo& rule, const std::vector<Route>& routes) {
  std::vector<std::string> sinks;
  for (const Route& route : routes) {
    const bool named = std::ranges::find(rule.sinks, route.sink) != rule.sinks.end();
    if (!rule.sinks.empty() && !named) continue;
    if (rule.severity >= route.at_least) sinks.push_back(route.sink);
  }
  return sinks;
}

}  // namespace

std::vector<journal::RoutedAlert> make_alerts(const Item& item, const std::vector<Hit>& hits,
                                              const std::vector<Route>& routes, Moment now) {
  std::vector<journal::RoutedAlert> alerts;
  alerts.reserve(hits.size());
  for (const Hit& hit : hits) {
    Alert alert{.id = uuid_of({"alert", hit.rule.id, item.id, std::to_string(item.revision)}),
                .rule = hit.rule,
                .severity = hit.rule.severity,
                .story = item.id,
                .item = item,
                .evidence = hit.evidence,
                .entities = hit.entities,
                .score = hit.score,
                .raised_at = now};
    cut_body(alert, kShippedBody);
    alerts.push_back({.alert = std::move(alert), .sinks = sinks_for(hit.rule, routes)});
  }
  return alerts;
}

}  // namespace tb::alerting
