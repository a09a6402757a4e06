// The skipped hours come last: they are asked about the moment at which all other bounds have been met.
#include "placement.hpp"

#include <algorithm>
#include <utility>

#include "publisher.hpp"
#include "saturating.hpp"
#include "skip_windows.hpp"

namespace tb::schedule {
namespace {

using std::chrono::microseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

// A request takes a moment to arrive.
constexpr seconds kBeforeSkipping{1};

// Each rule once: a kept due time may be bound by one that is asked again.
void add(std::vector<Bound>& bounds, const Bound& bound) {
  const auto same = std::ranges::find(bounds, bound.rule, &Bound::rule);
  if (same == bounds.end()) {
    bounds.push_back(bound);
  } else if (same->not_before < bound.not_before) {
    *same = bound;
  }
}

}  // namespace

const Bound& latest(const std::vector<Bound>& bounds) {
  return *std::ranges::max_element(bounds, {}, &Bound::not_before);
}

void ask_publisher(Decision& decision, const Options& options, const Etiquette& etiquette, const Standing& standing,
                   Moment now) {
  Asked asked = asked_by_publisher(options, etiquette, standing, now);
  for (const Bound& bound : asked.bounds) add(decision.bounds, bound);
  decision.ignored = std::move(asked.ignored);

  const Hints& hints = standing.hints;
  if (hints.skip_hours != 0 && !skips_hours(hints)) decision.ignored.push_back(Rule::skip_hours);
  if (hints.skip_days != 0 && !skips_days(hints)) decision.ignored.push_back(Rule::skip_days);
  const Moment wanted = latest(decision.bounds).not_before;
  if (!is_skipped(hints, wanted)) return;
  add(decision.bounds, {.rule = is_skipped_day(hints, wanted) ? Rule::skip_days : Rule::skip_hours,
                        .not_before = first_allowed(hints, wanted)});
}

void place(Decision& decision, const Hints& hints, nanoseconds spread, double chance, Moment now) {
  const Moment not_before = latest(decision.bounds).not_before;
  const nanoseconds wait = std::min<microseconds>(since(now, not_before), 2 * kLongestWait);
  const microseconds window = since(not_before, end_of_allowed(hints, not_before));
  const nanoseconds room = std::clamp<microseconds>(window - kBeforeSkipping, microseconds{0}, kLongestWait);
  decision.rule = latest(decision.bounds).rule;
  decision.wait = std::min<nanoseconds>(wait + times(std::min(spread, room), share(chance)), 2 * kLongestWait);
}

}  // namespace tb::schedule
