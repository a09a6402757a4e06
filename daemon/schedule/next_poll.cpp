// The pace or what failures make of it, then the publisher's word, then chance.
#include "tenbells/schedule/next_poll.hpp"

#include <algorithm>

#include "pace.hpp"
#include "placement.hpp"
#include "saturating.hpp"

namespace tb::schedule {
namespace {

using std::chrono::microseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

// Just after its cache expires a publisher's answer is at its freshest; caches that expire together are still spread.
constexpr nanoseconds kCacheSpread = seconds{5};

// How far chance may lengthen a wait. The publisher's word is no interval of ours: past it, the source's own pace is
// measure enough.
nanoseconds spread(Rule rule, const Options& options, nanoseconds wait, nanoseconds pace) {
  switch (rule) {
    case Rule::cache:
      return std::min(times(pace, share(options.jitter)), kCacheSpread);
    case Rule::ttl:
    case Rule::update_period:
    case Rule::retry_after:
    case Rule::skip_hours:
    case Rule::skip_days:
      return times(pace, share(options.jitter));
    default:
      return times(wait, share(options.jitter));
  }
}

}  // namespace

Decision decide(const Options& options, const Etiquette& etiquette, const Standing& standing,
                std::optional<seconds> rhythm_wait, bool has_push, Moment now, double chance) {
  Decision decision;
  if (const auto parked = parked_by(standing, etiquette)) {
    decision.rule = *parked;
    return decision;
  }
  const Standing current = rebased(standing, now);
  const Wait own = pace(options, current, rhythm_wait);
  nanoseconds pace_length = own.length;
  if (const auto failed = wait_after_failure(options, etiquette, current, own)) {
    decision.bounds.push_back({.rule = failed->rule, .not_before = later(now, failed->length)});
  } else {
    decision.bounds.push_back({.rule = own.rule, .not_before = later(now, own.length)});
    if (has_push) {
      pace_length = times(own.length, etiquette.push_stretch >= 1 ? etiquette.push_stretch : 1);
      decision.bounds.push_back({.rule = Rule::push, .not_before = later(now, pace_length)});
    }
  }
  ask_publisher(decision, options, etiquette, current, now);
  const Bound& binding = latest(decision.bounds);
  const nanoseconds wait = std::min<microseconds>(since(now, binding.not_before), kLongestWait);
  place(decision, current.hints, spread(binding.rule, options, wait, pace_length), chance, now);
  return decision;
}

}  // namespace tb::schedule
