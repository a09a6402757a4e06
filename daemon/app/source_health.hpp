// SourceHealth: how a source does, and the one line that is said when that changes. A source that is down for a week
// fills no log.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tenbells/core/clock.hpp"
#include "tenbells/core/error.hpp"
#include "tenbells/core/log.hpp"
#include "tenbells/core/outcome.hpp"
#include "tenbells/schedule/next_poll.hpp"

namespace tb::app {

/// What was wrong with a document that was read nevertheless.
struct Flaws {
  std::string kinds;  ///< "charset entity": what a change is told by; empty for a flawless document
  std::string words;  ///< for people
};

/// One poll's end, as far as health depends on it.
struct PollEnd {
  Outcome outcome = Outcome::failed;
  schedule::Reason reason = schedule::Reason::none;
  std::optional<Error> error;
  bool excused = false;        ///< it failed, and the publisher has asked to bear with that (stale-if-error)
  std::size_t fresh = 0;       ///< items recorded
  bool baseline = false;       ///< they were the first look: none rang
  bool overflowed = false;     ///< the document shares no item with what was known: some were probably lost between
  bool is_stale = false;       ///< silent far beyond its own rhythm
  std::optional<Flaws> flaws;  ///< of the document; nothing if none was read
};

struct SourceHealth {
  enum class State : std::uint8_t { unknown, working, failing, parked };

  State state = State::unknown;
  schedule::Reason trouble = schedule::Reason::none;  ///< while failing or parked
  int failures_in_a_row = 0;
  std::string flaw_kinds;  ///< of the last document that was read
  bool is_stale = false;
  bool overflowed = false;  ///< the last document that was read did
  std::uint64_t polls = 0;  ///< ever, as far as the ledger remembers; so the next two
  std::uint64_t failures = 0;
  std::uint64_t items = 0;  ///< new ones
  Moment last_item_at{};    ///< when the newest was seen; the epoch: none yet
  PollEnd last;
  std::chrono::milliseconds last_latency{};  ///< from the request to the end of the answer
  std::size_t last_bytes = 0;                ///< of the body as it came
  std::chrono::milliseconds late_by{};       ///< the last poll's start, after it was due
};

/// The health after a poll that ended at `now`. Threads: pure.
[[nodiscard]] SourceHealth after(SourceHealth health, const PollEnd& end, Moment now);

/// What to say about the change from one to the other: nothing if it is none.
/// @param next  the next poll
/// Threads: pure.
[[nodiscard]] std::vector<LogRecord> describe_change(const std::string& source, const SourceHealth& before,
                                                     const SourceHealth& now, const PollEnd& end,
                                                     const schedule::Decision& next);

}  // namespace tb::app
