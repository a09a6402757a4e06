// Room for decoders, and their errors.
#include <algorithm>
#include <utility>

#include "codings.hpp"

namespace tb::http {
namespace {

constexpr std::size_t kLeastPiece = 16 * 1024;
constexpr std::size_t kLargestPiece = 1024 * 1024;

}  // namespace

BoundedOutput::BoundedOutput(const OutputBound& bound, std::size_t first)
    : bound_(bound), last_(std::min(std::clamp(first, kLeastPiece, kLargestPiece), bound.most + 1), '\0') {}

std::span<char> BoundedOutput::room() {
  if (in_last_ == last_.size()) {
    const std::size_t next = std::min({2 * last_.size(), kLargestPiece, bound_.most + 1 - size_});
    full_.push_back(std::move(last_));
    last_.assign(next, '\0');
    in_last_ = 0;
  }
  return std::span(last_).subspan(in_last_);
}

std::string BoundedOutput::take() {
  last_.resize(in_last_);
  if (full_.empty()) return std::move(last_);
  std::string whole;
  whole.reserve(size_);
  for (std::string& piece : full_) {
    whole += piece;
    std::string().swap(piece);
  }
  return whole += last_;
}

Error coding_error(ErrorKind kind, std::string why) {
  return {.kind = kind, .doing = "decompress the body", .to = {}, .why = std::move(why), .advice = {}};
}

}  // namespace tb::http
