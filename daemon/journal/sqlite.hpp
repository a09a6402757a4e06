// SQLite's C interface as two owners, a connection and a statement, and failures as exceptions that do not leave this
// module: journal.cpp turns them into values.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "tenbells/journal/opening.hpp"

namespace tb::journal {

/// A call that SQLite refused, with its extended result code.
class SqliteFailure : public std::runtime_error {
 public:
  SqliteFailure(int extended_code, const std::string& what) : std::runtime_error(what), code_(extended_code) {}
  [[nodiscard]] int code() const { return code_; }  ///< extended
  [[nodiscard]] int primary_code() const { return code_ & 0xff; }

 private:
  int code_;
};

class Statement;

/// One connection, used by one thread at a time.
class Database final {
 public:
  explicit Database(const std::string& path, Opening opening = Opening::write);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void execute(const char* sql);
  /// Rows touched by the last INSERT, UPDATE or DELETE.
  [[nodiscard]] int changes() const;
  [[nodiscard]] std::int64_t last_rowid() const;
  /// False once SQLite has rolled a transaction back by itself (disk full, I/O error).
  [[nodiscard]] bool in_transaction() const;
  [[nodiscard]] sqlite3* handle() const { return handle_; }

 private:
  sqlite3* handle_ = nullptr;
};

/// A prepared statement. Bind all, then step until it says no more; the next bind starts it anew.
class Statement final {
 public:
  Statement(Database& database, std::string_view sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  /// Parameters are numbered from 1. Text is bound by copy.
  Statement& bind(int parameter, std::string_view text);
  Statement& bind(int parameter, std::int64_t number);
  Statement& bind(int parameter, std::optional<std::int64_t> number);

  /// True if there is a row to read.
  [[nodiscard]] bool step();
  /// For statements without rows: step once and make ready for the next use.
  void run();
  void reset();

  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] std::int64_t number(int column) const;

 private:
  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace tb::journal
