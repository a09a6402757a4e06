// Reading a whole file that may be anything. A pipe would block for ever and a device never ends: neither is opened.
#include "tenbells/config/bounded_file.hpp"

#include <fmt/core.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>

namespace tb::config {
namespace {

Error unreadable(const std::filesystem::path& path, ErrorKind kind, std::string why, std::string advice) {
  return {.kind = kind, .doing = "read", .to = path.string(), .why = std::move(why), .advice = std::move(advice)};
}

}  // namespace

Result<std::string> read_bounded(const std::filesystem::path& path, Bytes limit) {
  namespace fs = std::filesystem;
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  if (status.type() == fs::file_type::not_found) {
    return fail(unreadable(path, ErrorKind::not_found, "there is no such file", "Check the name."));
  }
  if (failed) return fail(unreadable(path, ErrorKind::refused, failed.message(), "Check the permissions."));
  if (!fs::is_regular_file(status)) {
    return fail(unreadable(path, ErrorKind::invalid_input, "it is no regular file", "Name a file."));
  }
  errno = 0;
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    const std::error_code cause(errno, std::generic_category());
    return fail(unreadable(path, ErrorKind::refused, cause.message(), "Check the permissions."));
  }
  // Never the size that the file claims: it may grow meanwhile, and those under /proc claim none.
  std::string bytes;
  std::array<char, 65'536> chunk;
  while (stream && bytes.size() <= limit.count) {
    stream.read(chunk.data(), chunk.size());
    bytes.append(chunk.data(), static_cast<std::size_t>(stream.gcount()));
  }
  if (stream.bad()) return fail(unreadable(path, ErrorKind::internal, "reading failed half way", "Try again."));
  if (bytes.size() > limit.count) {
    return fail(unreadable(path, ErrorKind::limit_exceeded, fmt::format("it is larger than {} bytes", limit.count),
                           "Check that it is the right file."));
  }
  return bytes;
}

}  // namespace tb::config
