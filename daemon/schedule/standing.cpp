// What one poll changes of a source's standing. Each field is set in one place: by a success, by a failure, or by any.
#include "tenbells/schedule/standing.hpp"

#include <limits>
#include <utility>

#include "saturating.hpp"

namespace tb::schedule {
namespace {

using std::chrono::seconds;

// A clock that jumps ahead by a month must not park what was missed a few times.
constexpr int kLeastMissing = 5;

void count(int& number) {
  if (number < std::numeric_limits<int>::max()) ++number;
}

bool is_missing(Reason reason) {
  return reason == Reason::missing || reason == Reason::no_such_host;
}

// Nobody has said anything about the source: it may be missing or not.
bool is_silence(Reason reason) {
  return reason == Reason::dns || reason == Reason::connect || reason == Reason::tls || reason == Reason::timeout;
}

void end_failures(Standing& standing) {
  standing.failures_in_a_row = 0;
  standing.failing_since = Moment{};
  standing.missing_in_a_row = 0;
  standing.missing_since = Moment{};
}

void succeed(Standing& standing, const LastPoll& last, Moment now) {
  end_failures(standing);
  standing.last_success_at = now;
  const seconds fresh_for = within(last.fresh_for.value_or(seconds{0}), kLongestWait);
  standing.fresh_until = fresh_for > seconds{0} ? moved(now, fresh_for) : Moment{};
  standing.stale_if_error = within(last.stale_if_error.value_or(seconds{0}), kLongestWait);
  if (last.hints) standing.hints = *last.hints;
  standing.has_validators = last.has_validators;
  if (last.overflowed) {
    count(standing.overflows_in_a_row);
    ++standing.overflows;
  } else {
    standing.overflows_in_a_row = 0;
  }
}

// The answer's freshness and validators are those of an error page, or of a document that is not ours yet.
void fail(Standing& standing, Reason reason, Moment now) {
  if (reason == Reason::journal || reason == Reason::resources) return;
  if (standing.failures_in_a_row <= 0) standing.failing_since = now;
  count(standing.failures_in_a_row);
  if (is_missing(reason)) {
    if (standing.missing_in_a_row <= 0) standing.missing_since = now;
    count(standing.missing_in_a_row);
  } else if (!is_silence(reason)) {
    standing.missing_in_a_row = 0;
    standing.missing_since = Moment{};
  }
}

}  // namespace

Standing rebased(Standing standing, Moment now) {
  const std::chrono::microseconds back = since(now, standing.last_polled_at);
  if (back.count() == 0) return standing;
  for (Moment* kept : {&standing.last_polled_at, &standing.last_success_at, &standing.failing_since,
                       &standing.missing_since, &standing.fresh_until, &standing.held_until, &standing.due}) {
    if (*kept != Moment{}) *kept = moved(*kept, -back);
  }
  return standing;
}

Standing after(Standing standing, const LastPoll& last, const Etiquette& etiquette, Moment now) {
  const bool was_parked = parked_by(standing, etiquette).has_value();
  Standing next = rebased(std::move(standing), now);
  if (was_parked) end_failures(next);
  next.last_polled_at = now;
  next.reason = last.reason;
  next.held_until = last.retry_after ? moved(now, within(*last.retry_after, kLongestWait)) : Moment{};
  if (last.reason == Reason::none) {
    succeed(next, last, now);
  } else {
    fail(next, last.reason, now);
  }
  return next;
}

std::optional<Rule> parked_by(const Standing& standing, const Etiquette& etiquette) {
  if (standing.reason == Reason::gone) return Rule::gone;
  const bool is_lost =
      is_missing(standing.reason) && standing.missing_in_a_row >= kLeastMissing &&
      since(standing.missing_since, standing.last_polled_at) >= within(etiquette.missing_patience, kLongestWait);
  if (is_lost) return Rule::lost;
  return std::nullopt;
}

bool is_unconditional(const Standing& standing) {
  const auto is_sensible = [](const std::optional<seconds>& period) { return period && *period > seconds{0}; };
  const bool is_promised =
      standing.fresh_until != Moment{} || is_sensible(standing.hints.ttl) || is_sensible(standing.hints.update_period);
  return !standing.has_validators && !is_promised;
}

bool is_excused(const Standing& standing, const Etiquette& etiquette, Moment now) {
  const bool may_be = is_silence(standing.reason) || standing.reason == Reason::no_such_host ||
                      standing.reason == Reason::http_5xx || standing.reason == Reason::throttled;
  if (!may_be || standing.last_success_at == Moment{} || standing.stale_if_error <= seconds{0}) return false;
  const seconds ceiling = within(etiquette.freshness_ceiling, kLongestWait);
  const Standing current = rebased(standing, now);
  const Moment fresh_until =
      std::max(current.last_success_at, std::min(current.fresh_until, moved(current.last_success_at, ceiling)));
  return now <= moved(fresh_until, within(current.stale_if_error, ceiling));
}

}  // namespace tb::schedule
