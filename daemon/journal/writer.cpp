// Group commit. Each writing job runs in a savepoint of the group's transaction, so that one that fails takes no other
// with it; nobody is answered before the group is on the disk.
#include "writer.hpp"

#include <algorithm>
#include <utility>

namespace tb::journal {

Error explain(const SqliteFailure& failure, const std::string& path) {
  Error error{.kind = ErrorKind::internal, .doing = "use the journal", .to = path, .why = failure.what(), .advice = {}};
  switch (failure.primary_code()) {
    case SQLITE_FULL:
      error.kind = ErrorKind::unavailable;
      error.why = "the disk is full";
      error.advice = "Make room: nothing is lost, polling goes on when there is space.";
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
      error.kind = ErrorKind::refused;
      error.advice = "Give the user that runs tenbells write access to the file and its folder.";
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      error.kind = ErrorKind::corrupt;
      error.advice = "Keep the file for analysis, move it away and start again: sources are baselined anew.";
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      error.kind = ErrorKind::unavailable;
      error.why = "another program holds the file's lock";
      error.advice = "Close other writers (an open transaction in the sqlite3 shell, say).";
      break;
    case SQLITE_IOERR:
      error.kind = ErrorKind::unavailable;
      error.advice = "Look for disk errors in the kernel's log.";
      break;
    default:
      break;
  }
  return error;
}

Writer::Writer(std::unique_ptr<Database> database, std::string path)
    : database_(std::move(database)), queries_(*database_), path_(std::move(path)), thread_([this] { run(); }) {}

Writer::~Writer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  arrived_.notify_one();
  thread_.join();
}

void Writer::submit(std::unique_ptr<Job> job) {
  {
    const std::lock_guard lock(mutex_);
    submitted_.push_back(std::move(job));
  }
  arrived_.notify_one();
}

void Writer::run() {
  for (;;) {
    Jobs group;
    {
      std::unique_lock lock(mutex_);
      arrived_.wait(lock, [this] { return stopping_ || !submitted_.empty(); });
      if (submitted_.empty()) return;
      group.swap(submitted_);
    }
    run_group(group);
  }
}

// Reads go first: inside the transaction they would see rows that its failure takes back.
void Writer::run_group(Jobs& jobs) {
  const auto first_write = std::ranges::stable_partition(jobs, [](const auto& job) { return !job->writes(); }).begin();
  for (auto job = jobs.begin(); job != first_write; ++job) (*job)->answer(read(**job));
  const std::size_t count = static_cast<std::size_t>(std::distance(first_write, jobs.end()));
  if (count == 0) return;
  std::vector<std::optional<Error>> errors(count);
  std::optional<Error> group_error = transact(first_write, errors);
  for (std::size_t i = 0; i < count; ++i) {
    first_write[static_cast<std::ptrdiff_t>(i)]->answer(group_error ? group_error : errors[i]);
  }
}

std::optional<Error> Writer::read(Job& job) {
  try {
    job.execute(queries_);
    return std::nullopt;
  } catch (const SqliteFailure& failure) {
    return explain(failure, path_);
  }
}

// All writing jobs in one transaction. An error for the whole group means that nothing of it has been written.
std::optional<Error> Writer::transact(Jobs::iterator first, std::vector<std::optional<Error>>& errors) {
  try {
    database_->execute("BEGIN IMMEDIATE");
    for (std::size_t i = 0; i < errors.size(); ++i) errors[i] = write(*first[static_cast<std::ptrdiff_t>(i)]);
    database_->execute("COMMIT");
    return std::nullopt;
  } catch (const SqliteFailure& failure) {
    Error error = explain(failure, path_);
    roll_back();
    return error;
  }
}

// One job in its savepoint. Throws where even that cannot be taken back: then the group is lost.
std::optional<Error> Writer::write(Job& job) {
  database_->execute("SAVEPOINT job");
  try {
    job.execute(queries_);
  } catch (const SqliteFailure& failure) {
    if (!database_->in_transaction()) throw;  // SQLite has rolled everything back by itself (disk full, I/O error)
    database_->execute("ROLLBACK TO job");
    database_->execute("RELEASE job");
    return explain(failure, path_);
  }
  database_->execute("RELEASE job");
  return std::nullopt;
}

void Writer::roll_back() {
  if (!database_->in_transaction()) return;
  try {
    database_->execute("ROLLBACK");
  } catch (const SqliteFailure&) {
    // Nothing is left to try; the next BEGIN fails and says so.
  }
}

}  // namespace tb::journal
