// SourceHealth: how a source does, and the one line that is said when that changes. A source that is down for a week
// fills no log.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tenbells/core/error.hpp"
#include "tenbells/core/log.hpp"
#include "tenbells/core/outcome.hpp"

namespace tb::app {

/// What was wrong with a document that was read nevertheless.
struct Flaws {
  std::string kinds;  ///< "charset entity": what a change is told by; empty for a flawless document
  std::string words;  ///< for people
};

struct SourceHealth {
  enum class State : std::uint8_t { unknown, working, failing, parked };

  State state = State::unknown;
  ErrorKind trouble = ErrorKind::internal;  ///< while failing or parked
  int failures_in_a_row = 0;
  std::string flaw_kinds;  ///< of the last document that was read
  std::uint64_t polls = 0;
  std::uint64_t failures = 0;  ///< since the start
  std::uint64_t items = 0;     ///< new ones, since the start
};

/// One poll's end, as far as health depends on it.
struct PollEnd {
  Outcome outcome = Outcome::failed;
  std::optional<Error> error;
  bool ours = false;           ///< the error is our own side's: the journal's
  std::size_t fresh = 0;       ///< items recorded
  bool baseline = false;       ///< they were the first look: none rang
  std::optional<Flaws> flaws;  ///< of the document; nothing if none was read
};

/// The health after that poll.
/// Threads: pure.
[[nodiscard]] SourceHealth after(SourceHealth health, const PollEnd& end);

/// What to say about the change from one to the other: nothing if it is none.
/// @param next  until the next poll; nothing if there will be none
/// Threads: pure.
[[nodiscard]] std::vector<LogRecord> describe_change(const std::string& source, const SourceHealth& before,
                                                     const SourceHealth& now, const PollEnd& end,
                                                     std::optional<std::chrono::nanoseconds> next);

}  // namespace tb::app
