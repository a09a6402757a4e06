// Journal: the embedded store (SQLite). A commit to it is the one point of no return: before it a crash repeats the
// poll, after it a crash repeats the delivery.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tenbells/core/alert.hpp"
#include "tenbells/core/item.hpp"
#include "tenbells/core/result.hpp"
#include "tenbells/core/source_state.hpp"
#include "tenbells/journal/options.hpp"

namespace tb::journal {

namespace asio = boost::asio;

/// An alert and the sinks that must get it.
struct RoutedAlert {
  Alert alert;
  std::vector<std::string> sinks;
};

/// What one poll brought. All of it becomes durable together, or none of it.
struct Commit {
  std::string source;
  SourceState state;
  std::vector<Item> items;          ///< new ones, with their ids; one that is already there is left as it is
  std::vector<RoutedAlert> alerts;  ///< one whose id is already there is left as it is, and queued nowhere again
};

/// One alert that waits for one sink.
struct Queued {
  std::int64_t position = 0;  ///< grows in the order of the commits; a sink's alerts go out in this order
  std::string alert;          ///< as to_json wrote it
};

/// Counts for people and metrics.
struct OutboxDepth {
  std::map<std::string, std::uint64_t> waiting;  ///< by sink; absent: none
  std::uint64_t dead = 0;                        ///< refused for good, kept with their reasons
};

/// Threads: one thread of its own does all of SQLite's work; what arrives while a transaction is being synced makes the
/// next one (group commit). The members are called from coroutines of one executor and resume there. Waiting here is
/// not cancelled: a commit that has begun is always answered. Each source and each sink has at most one call under way,
/// which bounds the queue. Destroyed after every coroutine that uses it has ended, and before their io_context.
class Journal final {
 public:
  class Impl;

  /// Opens or creates the file, takes its lock, brings its schema up to date.
  /// Errors: refused (another instance holds it: its pid is named; no permission), corrupt, unavailable (disk full),
  /// conflict of versions as invalid_input: a newer program's journal is not touched.
  [[nodiscard]] static Result<std::unique_ptr<Journal>> open(const Options& options);

  explicit Journal(std::unique_ptr<Impl> impl);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  /// What is remembered of a source; nothing if it was never committed.
  asio::awaitable<Result<std::optional<SourceState>>> state_of(std::string source);

  /// Which of these item ids have been committed before, in the order asked.
  asio::awaitable<Result<std::vector<bool>>> known(std::vector<std::string> item_ids);

  /// Returns when all of it is on the disk.
  asio::awaitable<Result<void>> commit(Commit commit);

  /// The oldest alerts that wait for a sink: `at_most`, and fewer where they are large (1 MiB together and one more).
  asio::awaitable<Result<std::vector<Queued>>> waiting(std::string sink, std::size_t at_most);

  /// Strikes delivered alerts off a sink's queue.
  asio::awaitable<Result<void>> acknowledge(std::string sink, std::vector<std::int64_t> positions);

  /// Moves an alert that a sink refuses for good out of the way of the others, with the reason.
  asio::awaitable<Result<void>> bury(std::string sink, std::int64_t position, std::string reason, Moment at);

  asio::awaitable<Result<OutboxDepth>> depth();

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace tb::journal
