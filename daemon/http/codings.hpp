// The content-codings, each as a function from bytes to bytes, and the bounded output that all of them write to.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tenbells/core/result.hpp"

namespace tb::http {

/// How much may come out, and the words for who wants more.
struct OutputBound {
  std::size_t most = 0;
  std::string why;
};

/// What a decoder has written so far, in pieces: a bomb is stopped by its bound before its promise costs memory, and
/// no piece is copied while others come.
class BoundedOutput final {
 public:
  /// @param bound  outlives the output
  /// @param first  how large a piece to begin with
  BoundedOutput(const OutputBound& bound, std::size_t first);

  /// Where to write next; never empty, and one byte beyond the bound at the most.
  [[nodiscard]] std::span<char> room();
  /// How much of the room has been written.
  void wrote(std::size_t size) {
    in_last_ += size;
    size_ += size;
  }
  [[nodiscard]] bool is_too_much() const { return size_ > bound_.most; }
  /// All of it. Once.
  [[nodiscard]] std::string take();

 private:
  const OutputBound& bound_;
  std::vector<std::string> full_;
  std::string last_;
  std::size_t in_last_ = 0;
  std::size_t size_ = 0;
};

/// Errors of all four: limit_exceeded beyond the bound, corrupt if it is broken or ends in the middle. What stands
/// behind the end of a whole stream is ignored: padding, which browsers ignore too. Threads: pure.
[[nodiscard]] Result<std::string> undo_gzip(std::string_view coded, const OutputBound& bound);
[[nodiscard]] Result<std::string> undo_deflate(std::string_view coded, const OutputBound& bound);
[[nodiscard]] Result<std::string> undo_brotli(std::string_view coded, const OutputBound& bound);
[[nodiscard]] Result<std::string> undo_zstd(std::string_view coded, const OutputBound& bound);

[[nodiscard]] bool looks_gzipped(std::string_view bytes);

[[nodiscard]] Error coding_error(ErrorKind kind, std::string why);
[[nodiscard]] inline Error too_much(const OutputBound& bound) {
  return coding_error(ErrorKind::limit_exceeded, bound.why);
}
[[nodiscard]] inline Error broken(std::string_view coding) {
  return coding_error(ErrorKind::corrupt, "it is not the " + std::string(coding) + " that it says it is");
}
[[nodiscard]] inline Error ends_early(std::string_view coding) {
  return coding_error(ErrorKind::corrupt, "its " + std::string(coding) + " ends in the middle");
}

}  // namespace tb::http
