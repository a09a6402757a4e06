// The members of a SourceRecord by name, each once: the ledger's text, its reading and `tenbells sources --json` walk
// the same list. A name says the unit where the type did.
#pragma once

#include "source_record.hpp"

namespace tb::app {

/// Calls field(name, member) for each. `trouble` is this source's own, `reason` that of the stream of requests it
/// shares with others of the same address.
template <class Record, class Field>
void for_each_field(Record& record, Field field) {
  auto& health = record.health;
  auto& standing = record.standing;
  field("state", health.state);
  field("is_stale", health.is_stale);
  field("outcome", health.last.outcome);
  field("error", health.last.error);
  field("trouble", health.trouble);
  field("trouble_in_a_row", health.failures_in_a_row);
  field("flaws", health.flaw_kinds);
  field("polls", health.polls);
  field("failures", health.failures);
  field("items", health.items);
  field("last_item_at", health.last_item_at);
  field("last_latency_ms", health.last_latency);
  field("last_bytes", health.last_bytes);
  field("late_by_ms", health.late_by);
  field("overflowed", health.overflowed);
  field("overflows", standing.overflows);
  field("overflows_in_a_row", standing.overflows_in_a_row);
  field("reason", standing.reason);
  field("failures_in_a_row", standing.failures_in_a_row);
  field("failing_since", standing.failing_since);
  field("missing_in_a_row", standing.missing_in_a_row);
  field("missing_since", standing.missing_since);
  field("last_polled_at", standing.last_polled_at);
  field("last_success_at", standing.last_success_at);
  field("due", standing.due);
  field("due_by", standing.due_by);
  field("bounds", record.bounds);
  field("ignored", record.ignored);
  field("fresh_until", standing.fresh_until);
  field("held_until", standing.held_until);
  field("ttl_s", standing.hints.ttl);
  field("update_period_s", standing.hints.update_period);
  field("skip_hours", standing.hints.skip_hours);
  field("skip_days", standing.hints.skip_days);
  field("has_validators", standing.has_validators);
  field("stale_if_error_s", standing.stale_if_error);
  field("rhythm", record.rhythm);
  field("asked", record.asked);
}

}  // namespace tb::app
