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

void Writer::run_group(Jobs& jobs) {
  const bool writing = std::ranges::any_of(jobs, [](const auto& job) { return job->writes(); });
  std::vector<std::optional<Error>> errors(jobs.size());
  std::optional<Error> group_error;
  try {
    if (writing) database_->execute("BEGIN IMMEDIATE");
  } catch (const SqliteFailure& failure) {
    group_error = explain(failure, path_);
  }
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (group_error && jobs[i]->writes()) continue;
    errors[i] = execute_one(*jobs[i]);
    if (writing && !group_error && !database_->in_transaction()) group_error = errors[i];
  }
  if (writing && !group_error) group_error = commit_group();
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    const bool taken_along = jobs[i]->writes() && group_error && !errors[i];
    jobs[i]->answer(taken_along ? group_error : errors[i]);
  }
}

std::optional<Error> Writer::execute_one(Job& job) {
  try {
    if (job.writes()) database_->execute("SAVEPOINT job");
    job.execute(queries_);
    if (job.writes()) database_->execute("RELEASE job");
    return std::nullopt;
  } catch (const SqliteFailure& failure) {
    Error error = explain(failure, path_);
    if (!job.writes() || !database_->in_transaction()) return error;
    try {
      database_->execute("ROLLBACK TO job");
      database_->execute("RELEASE job");
    } catch (const SqliteFailure&) {
      // The transaction is past saving; commit_group finds out and the whole group is answered with that.
    }
    return error;
  }
}

std::optional<Error> Writer::commit_group() {
  try {
    database_->execute("COMMIT");
    return std::nullopt;
  } catch (const SqliteFailure& failure) {
    Error error = explain(failure, path_);
    if (database_->in_transaction()) {
      try {
        database_->execute("ROLLBACK");
      } catch (const SqliteFailure&) {
        // SQLite has given the transaction up by itself.
      }
    }
    return error;
  }
}

}  // namespace tb::journal
