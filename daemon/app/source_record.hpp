// SourceRecord: what the ledger of polls remembers of one source, between the watcher that notes it after each poll and
// `tenbells sources` that shows it. It outlives a restart: what was fresh before is not fetched again after.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "source_health.hpp"
#include "tenbells/schedule/next_poll.hpp"
#include "tenbells/schedule/rhythm.hpp"
#include "tenbells/schedule/standing.hpp"

namespace tb::app {

struct SourceRecord {
  SourceHealth health;  ///< of `last`: outcome, error and reason; the error as one text, in `why`
  schedule::Standing standing;
  std::vector<schedule::Bound> bounds = {};  ///< every rule that had a say in when it is polled next
  std::vector<schedule::Rule> ignored = {};  ///< what was asked and is not followed
  schedule::Rhythm rhythm = {};
  std::string asked = {};  ///< a mark of the request that all this is about; nothing: unknown
};

/// What is left of a ledger's slot for a record beside an id of up to 256 bytes.
inline constexpr std::size_t kRecordBytes = 2'264;

/// One JSON object on one line. What is nothing or 0 is left out; moments are kept to the millisecond.
/// @param at_most  bytes, 1,200 at least: of a record that does not fit the error is cut, then bounds that bind little
///                 are left out, then the rhythm, which is learned again
/// Threads: pure.
[[nodiscard]] std::string to_text(const SourceRecord& record, std::size_t at_most = kRecordBytes);

/// The record in that text. Members that are unknown are passed over, those that are missing or make no sense have
/// their defaults: an older or a newer program may have written it. Of a text that is no object everything has.
/// Threads: pure.
[[nodiscard]] SourceRecord source_record_of(std::string_view json);

/// "working", as JSON and tables show it.
[[nodiscard]] std::string_view to_string(SourceHealth::State state);

}  // namespace tb::app
