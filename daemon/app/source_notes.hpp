// SourceNotes: where the watchers note how polling goes, for the next start and for whoever looks on (`tenbells
// sources`). The ledger behind it may be missing: polling goes on without.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "source_record.hpp"
#include "tenbells/core/log.hpp"
#include "tenbells/core/source_state.hpp"
#include "tenbells/journal/options.hpp"
#include "tenbells/journal/poll_ledger.hpp"
#include "tenbells/source/options.hpp"

namespace tb::app {

/// Lives on the I/O thread.
class SourceNotes final {
 public:
  /// Opens the ledger beside the journal, or says why there will be none. The caller holds the journal's lock.
  /// @param log  outlives the notes
  SourceNotes(const journal::Options& options, Log& log);

  /// What was noted of a source; a default record if nothing was, or it cannot be read. Of a source that was asked in
  /// another way then (address, query, headers, proxy), it is how it did, and what its origin has asked for, alone:
  /// promises, failures and the rhythm were those of another.
  /// @param state  of the journal: it knows the address
  [[nodiscard]] SourceRecord find(const source::Options& source, const SourceState& state) const;
  void put(const source::Options& source, const SourceState& state, SourceRecord record);

  /// Forgets all sources but these.
  void keep_only(std::span<const std::string> ids);

 private:
  std::unique_ptr<journal::PollLedger> ledger_;
  Log& log_;
  bool has_said_ = false;  // that a record could not be kept
};

}  // namespace tb::app
