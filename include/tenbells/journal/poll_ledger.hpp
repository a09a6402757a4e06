// PollLedger: one short record a source on how its polling goes, in a file that is mapped into memory. Noting a poll is
// a store and no system call, so that an unchanged poll costs the journal nothing and is remembered all the same.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tenbells/core/result.hpp"
#include "tenbells/journal/opening.hpp"
#include "tenbells/journal/options.hpp"

namespace tb::journal {

class MappedFile;

/// The ledger's file: `<journal>.polls`.
[[nodiscard]] std::filesystem::path ledger_path(const Options& options);

/// What survives what: a record outlives the process however that ends (kill -9 included), for the kernel holds it. A
/// power cut takes back what the kernel had not yet written (half a minute by default), and may leave a record half
/// old and half new. Such a torn record fails its checksum and counts as unknown, as does one that the process was
/// killed in the midst of. Therefore nothing of necessity is kept here: what must not be lost is the journal's.
///
/// One process writes: the one that holds the journal's lock. Any number may read meanwhile (`tenbells sources`): a
/// record is read whole, as it was before a write or after it, or not at all. A reader sees the records of sources
/// that were there when it opened the file.
///
/// Threads: one at a time.
class PollLedger final {
 public:
  static constexpr std::size_t kMaxBytes = 2'520;  ///< of an id and its record together

  struct Opened {
    std::unique_ptr<PollLedger> ledger;
    std::optional<Error> warning;  ///< what was unreadable and is now unknown: the file (moved aside), or records
  };

  /// To write, the file is created if it is not there; one that is damaged, or a newer program's, is moved aside to
  /// `<path>.damaged` with a warning, and the ledger starts empty.
  /// Errors: not_found (to read: there is no ledger yet), refused (permissions), unavailable (disk full); to read also
  /// corrupt and invalid_input (a newer program's).
  [[nodiscard]] static Result<Opened> open(const std::filesystem::path& path, Opening opening);

  ~PollLedger();
  PollLedger(const PollLedger&) = delete;
  PollLedger& operator=(const PollLedger&) = delete;

  /// The record of a source; nothing if there is none or it was torn.
  [[nodiscard]] std::optional<std::string> find(std::string_view id) const;

  /// Replaces the record of a source. Opened to write only.
  /// Errors: limit_exceeded (longer than kMaxBytes, or an empty id), unavailable (the file cannot grow: the disk is
  /// full; what is there stays, and can still be replaced).
  Result<void> put(std::string_view id, std::string_view record);

  /// Makes room: these sources are unknown from now on. Opened to write only.
  void forget(std::span<const std::string> ids);

  /// The sources that have a record, in no order.
  [[nodiscard]] std::vector<std::string> ids() const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  explicit PollLedger(std::unique_ptr<MappedFile> file);
  std::optional<Error> take_stock(const std::filesystem::path& path, Opening opening);
  Result<std::size_t> new_slot();

  std::unique_ptr<MappedFile> file_;
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> slots_;  // by id
  std::vector<std::size_t> free_;
};

}  // namespace tb::journal
