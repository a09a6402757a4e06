// MarkSet: a set of small numbers in one bit each, so that it stays in the cache, and emptied in the time of what is in
// it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tb::rules {

class MarkSet {
 public:
  /// Empties it and makes room for the numbers below an end.
  void reset(std::size_t end) {
    bits_.assign((end + 63) / 64, 0);
    members_.clear();
  }

  /// Whether the number is new in the set.
  bool add(std::uint32_t number) {
    std::uint64_t& bits = bits_[number >> 6];
    const std::uint64_t bit = std::uint64_t{1} << (number & 63U);
    if ((bits & bit) != 0) return false;
    bits |= bit;
    members_.push_back(number);
    return true;
  }

  [[nodiscard]] bool has(std::uint32_t number) const { return (bits_[number >> 6] >> (number & 63U) & 1U) != 0; }

  void clear() {
    for (const std::uint32_t number : members_) bits_[number >> 6] = 0;
    members_.clear();
  }

  /// In the order in which they were added.
  [[nodiscard]] std::span<const std::uint32_t> members() const { return members_; }

 private:
  std::vector<std::uint64_t> bits_;
  std::vector<std::uint32_t> members_;
};

}  // namespace tb::rules
