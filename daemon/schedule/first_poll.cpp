// A restart must be invisible to publishers: what was due stays due, what is overdue has its place in a grid that does
// not move with the start. What was kept is believed only as far as a decision of ours could have gone.
#include <algorithm>

#include "placement.hpp"
#include "saturating.hpp"
#include "tenbells/schedule/next_poll.hpp"

namespace tb::schedule {
namespace {

using std::chrono::microseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

// Starting this many sources a second is no burst for anybody: two newcomers' feeds start at once, ten thousand over
// their interval.
constexpr double kStartsPerSecond = 50;

// No decision of ours is due later than that after the poll before it. A due time that is was damaged, or decided under
// other options.
seconds longest_wait(Rule rule, const Options& options, const Etiquette& etiquette) {
  const seconds every = within(options.every, kLongestWait);
  const seconds back_off = std::max(within(options.backoff_ceiling, kLongestWait), every);
  const seconds day = std::chrono::days{1};
  switch (rule) {
    case Rule::every:
      return options.pace == Pace::fixed ? every : std::max(every, options.fastest);
    case Rule::push:  // who has just started is not pushed anything yet
      return every;
    case Rule::rhythm:
    case Rule::window_overflow:
      return options.pace == Pace::fixed ? every : std::max(every, day);
    case Rule::back_off:
      return back_off;
    case Rule::refused:
      return std::max(back_off, etiquette.refused_floor);
    case Rule::throttled:
      return std::max({every, etiquette.throttled_ceiling, day});
    case Rule::missing:
      return std::max({every, etiquette.missing_wait, day});
    case Rule::cache:
      return within(etiquette.freshness_ceiling, kLongestWait) + std::chrono::minutes{1};
    case Rule::ttl:
    case Rule::update_period:
      return etiquette.ttl_ceiling;
    case Rule::retry_after:
      return etiquette.retry_after_ceiling;
    case Rule::unconditional:
      return etiquette.unconditional_floor;
    default:
      return std::max({every, etiquette.ttl_ceiling, etiquette.retry_after_ceiling, seconds{std::chrono::weeks{1}}});
  }
}

Moment kept_due(const Options& options, const Etiquette& etiquette, const Standing& standing) {
  const nanoseconds longest = within(longest_wait(standing.due_by, options, etiquette), kLongestWait);
  return std::min(standing.due, later(standing.last_polled_at, times(longest, 1 + share(options.jitter))));
}

// The next moment that is the source's own in a grid of that width.
Moment own_place(nanoseconds width, double phase, Moment now) {
  const microseconds step = std::chrono::floor<microseconds>(width);
  if (step <= microseconds{0}) return now;
  const microseconds place = std::chrono::floor<microseconds>(times(step, share(phase)));
  const microseconds into = ((now.time_since_epoch() % step) + step) % step;
  return moved(now, (place - into + step) % step);
}

}  // namespace

Decision first_poll(const Options& options, const Etiquette& etiquette, const Standing& standing, std::size_t siblings,
                    double phase, Moment now) {
  const Standing current = rebased(standing, now);
  const std::chrono::duration<double> all{static_cast<double>(siblings) / kStartsPerSecond};
  const nanoseconds width = std::min<nanoseconds>(times(seconds{1}, all.count()), within(options.every, kLongestWait));

  Decision decision;
  const Moment due = kept_due(options, etiquette, current);
  if (current.last_polled_at != Moment{} && due > now) {
    decision.bounds.push_back({.rule = current.due_by, .not_before = due});
  } else {
    decision.bounds.push_back({.rule = Rule::start, .not_before = own_place(width, phase, now)});
  }
  const Rule own = decision.bounds.front().rule;
  ask_publisher(decision, options, etiquette, current, now);
  // What is due, or has its place, was spread already.
  const bool is_spread = latest(decision.bounds).rule == own;
  place(decision, current.hints, is_spread ? nanoseconds{0} : width, phase, now);
  return decision;
}

}  // namespace tb::schedule
