// posix_fallocate, mmap and their errors as values. A file system that promises room it has not (copy on write, thin
// volumes) can still end us with SIGBUS; there is no asking it.
#include "mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace tb::journal {
namespace {

Error no_file(const std::filesystem::path& path) {
  return {.kind = ErrorKind::refused,
          .doing = "open",
          .to = path.string(),
          .why = "it is no file",
          .advice = "Remove it, or move it away."};
}

Error file_error(int code, const char* doing, const std::filesystem::path& path) {
  Error error{
      .kind = ErrorKind::internal, .doing = doing, .to = path.string(), .why = std::strerror(code), .advice = {}};
  if (code == EISDIR) return no_file(path);
  if (code == ENOENT) error.kind = ErrorKind::not_found;
  if (code == EACCES || code == EPERM || code == EROFS) {
    error.kind = ErrorKind::refused;
    error.advice = "Give the user that runs tenbells access to the file and its folder.";
  }
  if (code == ENOSPC || code == EFBIG || code == EDQUOT) {
    error.kind = ErrorKind::unavailable;
    error.advice = "Make room on the disk.";
  }
  return error;
}

}  // namespace

Result<std::unique_ptr<MappedFile>> MappedFile::open(const std::filesystem::path& path, Opening opening) {
  const int flags = opening == Opening::write ? O_RDWR : O_RDONLY;
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC | O_NONBLOCK);  // a pipe would keep us waiting
  if (descriptor < 0) return fail(file_error(errno, "open", path));
  std::unique_ptr<MappedFile> file(new MappedFile(descriptor, opening, path));
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return fail(file_error(errno, "look at", path));
  if (!S_ISREG(status.st_mode)) return fail(no_file(path));
  const auto bytes = static_cast<std::size_t>(status.st_size);
  if (opening == Opening::write) {
    if (const Result<void> reserved = file->reserve(bytes); !reserved) return fail(reserved.error());
  }
  if (const Result<void> mapped = file->map(bytes); !mapped) return fail(mapped.error());
  return file;
}

MappedFile::~MappedFile() {
  if (!words_.empty()) ::munmap(words_.data(), words_.size_bytes());
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<void> MappedFile::grow(std::size_t bytes) {
  if (bytes <= words_.size_bytes()) return {};
  if (const Result<void> reserved = reserve(bytes); !reserved) return reserved;
  return map(bytes);
}

// From 0 on: holes, which a copy of the file may have, are filled as well.
Result<void> MappedFile::reserve(std::size_t bytes) {
  if (bytes == 0) return {};
  const int code = ::posix_fallocate(descriptor_, 0, static_cast<off_t>(bytes));  // it leaves errno alone
  if (code != 0) return fail(file_error(code, "make room in", path_));
  return {};
}

Result<void> MappedFile::map(std::size_t bytes) {
  bytes -= bytes % sizeof(std::uint64_t);
  if (bytes == 0) return {};
  const int protection = opening_ == Opening::write ? PROT_READ | PROT_WRITE : PROT_READ;
  void* memory = ::mmap(nullptr, bytes, protection, MAP_SHARED, descriptor_, 0);
  if (memory == MAP_FAILED) return fail(file_error(errno, "map", path_));
  if (!words_.empty()) ::munmap(words_.data(), words_.size_bytes());
  words_ = {static_cast<std::uint64_t*>(memory), bytes / sizeof(std::uint64_t)};
  return {};
}

}  // namespace tb::journal
