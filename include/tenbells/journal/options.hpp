// What the journal module lets a user decide.
#pragma once

#include <chrono>
#include <filesystem>

namespace tb::journal {

struct Options {
  std::filesystem::path path;  ///< the SQLite file; `-wal`, `-shm` and `.lock` lie beside it

  friend bool operator==(const Options&, const Options&) = default;
};

}  // namespace tb::journal
