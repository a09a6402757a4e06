// Everything here counts from when it was said, never from now: a failed poll or a restart prolongs no promise.
// Ceilings count from there too, so that a moment that is damaged or far away holds nobody for longer.
#include "publisher.hpp"

#include <algorithm>

#include "saturating.hpp"

namespace tb::schedule {
namespace {

using std::chrono::seconds;

// A cache gives the old answer in the last second of its promise.
constexpr seconds kPastFreshness{1};

bool is_sensible(const std::optional<seconds>& period) {
  return period && *period > seconds{0};
}

Bound bound(Rule rule, Moment from, std::chrono::microseconds asked, seconds ceiling) {
  const std::chrono::microseconds longest = within(ceiling, kLongestWait);
  return {.rule = rule, .not_before = moved(from, std::min(asked, longest)), .clamped = asked > longest};
}

// Whoever has written an interval knows what it costs: the daemon has said so.
bool is_floored(const Options& options, const Standing& standing) {
  return options.pace == Pace::learned && options.unconditional_floor && is_unconditional(standing);
}

}  // namespace

Asked asked_by_publisher(const Options& options, const Etiquette& etiquette, const Standing& standing, Moment now) {
  const Moment said_at = std::min(standing.last_success_at, now);
  std::vector<Bound> bounds;
  std::vector<Rule> ignored;

  if (standing.fresh_until != Moment{}) {
    Bound fresh = bound(Rule::cache, said_at, since(said_at, standing.fresh_until), etiquette.freshness_ceiling);
    fresh.not_before = moved(fresh.not_before, kPastFreshness);
    if (!options.ignore_freshness) {
      bounds.push_back(fresh);
    } else if (fresh.not_before > now) {
      ignored.push_back(Rule::cache);
    }
  }

  const auto ask_period = [&](Rule rule, const std::optional<seconds>& period) {
    if (is_sensible(period)) {
      bounds.push_back(bound(rule, said_at, within(*period, kLongestWait), etiquette.ttl_ceiling));
    } else if (period) {
      ignored.push_back(rule);
    }
  };
  ask_period(Rule::ttl, standing.hints.ttl);
  ask_period(Rule::update_period, standing.hints.update_period);

  if (standing.held_until != Moment{}) {
    const Moment asked_at = std::min(standing.last_polled_at, now);
    bounds.push_back(
        bound(Rule::retry_after, asked_at, since(asked_at, standing.held_until), etiquette.retry_after_ceiling));
  }
  if (is_floored(options, standing)) {
    const seconds floor = within(etiquette.unconditional_floor, kLongestWait);
    bounds.push_back({.rule = Rule::unconditional, .not_before = moved(said_at, floor)});
  }
  std::erase_if(bounds, [now](const Bound& past) { return past.not_before <= now; });
  return {.bounds = std::move(bounds), .ignored = std::move(ignored)};
}

}  // namespace tb::schedule
