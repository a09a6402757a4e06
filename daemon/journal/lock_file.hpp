// LockFile: one instance a journal. Two would ring everything twice.
#pragma once

#include <filesystem>

#include "tenbells/core/result.hpp"

namespace tb::journal {

/// Holds an advisory lock (flock) on a file that names our pid, until it is destroyed or the process dies.
class LockFile final {
 public:
  /// Errors: refused, naming the pid that holds it or the missing permission.
  [[nodiscard]] static Result<LockFile> take(const std::filesystem::path& path);

  LockFile(LockFile&& other) noexcept;
  LockFile& operator=(LockFile&&) = delete;
  ~LockFile();

 private:
  explicit LockFile(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace tb::journal
