// The sources that a journal knows, for whoever looks at it or changes it from beside the daemon.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tenbells/core/result.hpp"
#include "tenbells/core/source_state.hpp"
#include "tenbells/journal/options.hpp"

namespace tb::journal {

struct KnownSource {
  std::string id;
  SourceState state;

  friend bool operator==(const KnownSource&, const KnownSource&) = default;
};

/// What is remembered of every source, by id. Reads with a connection of its own that neither waits for a writer nor
/// keeps one waiting, and creates nothing. A journal of an older schema is read as it is.
/// Nothing if there is no journal yet.
/// Errors: corrupt, refused, unavailable; invalid_input of a newer program's journal.
/// Threads: safe on any thread, also while a Journal has the file open.
[[nodiscard]] Result<std::vector<KnownSource>> sources(const Options& options);

enum class Unparked : std::uint8_t {
  done,
  was_not_parked,
  unknown,  ///< the journal knows no such source, or there is no journal
};

/// Lets a parked source be polled again, durably. A daemon that runs takes it up when it next reads the source's state:
/// at a reload or a restart.
/// Errors: as of sources(); unavailable also if another program holds the file's lock for seconds.
/// Threads: safe on any thread, also while a Journal has the file open.
[[nodiscard]] Result<Unparked> unpark(const Options& options, const std::string& id);

}  // namespace tb::journal
