// Writer: the journal's one thread. Whatever arrived while the last transaction was being synced is the next one.
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "queries.hpp"
#include "sqlite.hpp"
#include "tenbells/core/result.hpp"

namespace tb::journal {

/// One call on the journal. Both members run on the writer's thread.
class Job {
 public:
  virtual ~Job() = default;
  [[nodiscard]] virtual bool writes() const = 0;
  /// Does the work and keeps its value. May throw SqliteFailure.
  virtual void execute(Queries& queries) = 0;
  /// Sends the value home, or the error in its place. Called exactly once, after the commit.
  virtual void answer(const std::optional<Error>& error) = 0;
};

class Writer final {
 public:
  /// @param database  handed over: the thread alone uses it from now on
  explicit Writer(std::unique_ptr<Database> database, std::string path);
  /// Finishes what has been submitted.
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// Threads: any.
  void submit(std::unique_ptr<Job> job);

 private:
  using Jobs = std::deque<std::unique_ptr<Job>>;

  void run();
  void run_group(Jobs& jobs);
  std::optional<Error> read(Job& job);
  std::optional<Error> transact(Jobs::iterator first, std::vector<std::optional<Error>>& errors);
  std::optional<Error> write(Job& job);
  void roll_back();

  std::unique_ptr<Database> database_;
  Queries queries_;
  std::string path_;
  std::mutex mutex_;  // guards the two below
  Jobs submitted_;
  bool stopping_ = false;
  std::condition_variable arrived_;
  std::thread thread_;
};

/// What SQLite's failure means to people: the disk is full, the file is read-only, damaged…
[[nodiscard]] Error explain(const SqliteFailure& failure, const std::string& path);

}  // namespace tb::journal
