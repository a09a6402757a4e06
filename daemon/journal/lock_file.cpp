// flock: released by the kernel whatever way the process ends, so no stale lock ever needs a person.
#include "lock_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

namespace tb::journal {
namespace {

std::string holder_of(int descriptor) {
  std::array<char, 32> text{};
  const ssize_t size = ::pread(descriptor, text.data(), text.size() - 1, 0);
  std::string pid(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  while (!pid.empty() && pid.back() == '\n') pid.pop_back();
  return pid.empty() ? "unknown" : pid;
}

Error refused(const std::filesystem::path& path, std::string why, std::string advice) {
  return {.kind = ErrorKind::refused,
          .doing = "lock the journal",
          .to = path.string(),
          .why = std::move(why),
          .advice = std::move(advice)};
}

}  // namespace

Result<LockFile> LockFile::take(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return fail(refused(path, std::strerror(errno), "Give the user that runs tenbells write access to the folder."));
  }
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    const int reason = errno;
    const std::string pid = holder_of(descriptor);
    ::close(descriptor);
    if (reason != EWOULDBLOCK) return fail(refused(path, std::strerror(reason), {}));
    return fail(refused(path, "another tenbells (pid " + pid + ") uses this journal",
                        "Stop it, or give this one a journal of its own (journal.path)."));
  }
  const std::string pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, pid.data(), pid.size(), 0) < 0) {
    // The lock holds all the same; only the message to a second instance loses our pid.
  }
  return LockFile(descriptor);
}

LockFile::LockFile(LockFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

LockFile::~LockFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace tb::journal
