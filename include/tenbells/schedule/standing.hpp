// Standing: where a source stands between two polls, as far as the next one depends on it; and what a poll changes of
// that. Plain values: what is kept of them survives a restart.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "tenbells/core/clock.hpp"
#include "tenbells/schedule/options.hpp"

namespace tb::schedule {

/// What can bind a wait. The names are what `tenbells sources explain`, logs and the ledger show.
enum class Rule : std::uint8_t {
  every,            ///< the interval that the owner has written
  rhythm,           ///< what the source's own rhythm is worth
  window_overflow,  ///< the rhythm's wait shortened: the last poll shared no item with the one before
  push,             ///< the source pushes: polls are a safety net
  cache,            ///< the publisher's cache is fresh until then (max-age, Expires: RFC 9111 §4.2)
  ttl,              ///< RSS <ttl>
  update_period,    ///< sy:updatePeriod, sy:updateFrequency
  skip_hours,       ///< RSS <skipHours>
  skip_days,        ///< RSS <skipDays>
  retry_after,      ///< the server asks for it (RFC 9110 §10.2.3)
  unconditional,    ///< each poll costs the whole document: no validators, no promise of any kind
  back_off,         ///< failures in a row
  throttled,        ///< 429 or 503
  missing,          ///< 404
  refused,          ///< 401 or 403
  start,            ///< the daemon has just started: sources are spread
  gone,             ///< parked: 410
  lost,             ///< parked: nothing but 404s or no such host for Etiquette::missing_patience
};

/// The enumerator's name: "window_overflow".
[[nodiscard]] std::string_view to_string(Rule rule);
/// Half a sentence for people: "the publisher's cache is fresh until then (max-age, Expires)".
[[nodiscard]] std::string_view meaning(Rule rule);
/// The rule of that name.
[[nodiscard]] std::optional<Rule> rule_named(std::string_view name);

/// Why a poll failed: the label of logs, metrics and the ledger.
enum class Reason : std::uint8_t {
  none,          ///< it did not fail
  dns,           ///< no answer about the host's name: as likely our network's fault
  no_such_host,  ///< the answer is that there is no such name
  connect,       ///< refused, unreachable, or no connection in time
  tls,           ///< handshake or certificate
  timeout,       ///< connected, but too slow
  limit,         ///< larger than a limit: bytes, fields, redirects
  http_4xx,      ///< any that has no reason of its own
  http_5xx,
  throttled,   ///< 429, 503
  missing,     ///< 404
  refused,     ///< 401, 403
  gone,        ///< 410
  not_a_feed,  ///< a document, but none with items: an HTML page
  malformed,   ///< a document that cannot be read
  protocol,    ///< not HTTP, a broken coding, a 304 that nobody asked for
  policy,      ///< the address or the redirect is one that we do not follow
  journal,     ///< our own fault: what was read could not be stored
  resources,   ///< our own fault: no descriptor was free for a connection
};

/// The enumerator's name: "http_5xx".
[[nodiscard]] std::string_view to_string(Reason reason);
/// The reason of that name.
[[nodiscard]] std::optional<Reason> reason_named(std::string_view name);

/// What a document says about asking again (feed::PollingHints), as written: absurd values are judged by `decide`.
struct Hints {
  std::optional<std::chrono::seconds> ttl;
  std::optional<std::chrono::seconds> update_period;
  std::uint32_t skip_hours = 0;  ///< bit n is the hour n of the day, GMT
  std::uint8_t skip_days = 0;    ///< bit 0 is Monday, bit 6 Sunday, GMT

  friend bool operator==(const Hints&, const Hints&) = default;
};

/// All moments are of the wall clock; the epoch means never or none. They may lie anywhere: a clock was set, a file was
/// edited. Whoever uses them limits them first.
struct Standing {
  Moment last_polled_at{};                 ///< the end of the last poll, however it ended
  Moment last_success_at{};                ///< the end of the last one that did not fail
  Reason reason = Reason::none;            ///< of the last poll
  int failures_in_a_row = 0;               ///< the source's: our own (journal, resources) neither count nor end the row
  Moment failing_since{};                  ///< the first of them
  int missing_in_a_row = 0;                ///< 404 and no_such_host; failures without any answer do not end the row
  Moment missing_since{};                  ///< the first of them
  Moment fresh_until{};                    ///< the publisher's promise, not clamped
  std::chrono::seconds stale_if_error{0};  ///< RFC 5861 §4: how long past fresh_until failures are excused
  Hints hints;                             ///< of the last document that was read
  bool has_validators = false;             ///< whether the next poll can be answered by 304
  Moment held_until{};                     ///< the last Retry-After, not clamped
  int overflows_in_a_row = 0;
  std::uint64_t overflows = 0;  ///< polls ever that shared no item with the one before
  Moment due{};                 ///< the next poll, set by who acts on a Decision
  Rule due_by = Rule::start;    ///< what bound it

  friend bool operator==(const Standing&, const Standing&) = default;
};

/// What one poll brought.
struct LastPoll {
  Reason reason = Reason::none;                        ///< none: it brought a document, or the answer 304
  std::optional<std::chrono::seconds> retry_after;     ///< http::asked_wait, of any answer
  std::optional<std::chrono::seconds> fresh_for;       ///< http::Freshness; of a success only
  std::optional<std::chrono::seconds> stale_if_error;  ///< http::Freshness; of a success only
  std::optional<Hints> hints;   ///< of the document if one was decoded; nothing: as before (304, same bytes)
  bool has_validators = false;  ///< after this poll; of a success only
  bool overflowed = false;      ///< it shares no item with the document before

  friend bool operator==(const LastPoll&, const LastPoll&) = default;
};

/// The standing after a poll that ended at `now`; `due` and `due_by` are left as they were. A source that was parked
/// and is polled again has been woken by its owner: its failures count from one.
///
/// If `now` lies before the last poll, the clock was set back: what was kept is moved back with it, so that nothing
/// stalls. Threads: pure.
[[nodiscard]] Standing after(Standing standing, const LastPoll& last, const Etiquette& etiquette, Moment now);

/// Whether the source is not to be polled any more, and why: Rule::gone or Rule::lost. Threads: pure.
[[nodiscard]] std::optional<Rule> parked_by(const Standing& standing, const Etiquette& etiquette);

/// Whether each poll costs the publisher the whole document, and nothing says that it may: no validators, no promise of
/// freshness, ttl or update period. Threads: pure.
[[nodiscard]] bool is_unconditional(const Standing& standing);

/// Whether the publisher has said that failures are to be borne with for now (stale-if-error, RFC 5861 §4): such a
/// source fails, but need not be called failing. For 5xx, 429 and servers not reached; both the end of freshness and
/// what it is outlived by count up to Etiquette::freshness_ceiling. Threads: pure.
[[nodiscard]] bool is_excused(const Standing& standing, const Etiquette& etiquette, Moment now);

/// The standing as it looks at `now`: where the last poll lies after that, the clock was set back, and all moments are
/// moved by the same. Threads: pure.
[[nodiscard]] Standing rebased(Standing standing, Moment now);

}  // namespace tb::schedule
