// PrefixFinder: which of the beginnings that rules look for a word has.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "word_table.hpp"

namespace tb::rules {

/// Immutable. Threads: const members are safe on any number of threads at once. The table must outlive it.
class PrefixFinder {
 public:
  explicit PrefixFinder(const WordTable& prefixes);

  [[nodiscard]] bool is_empty() const { return lengths_.empty(); }

  /// Calls back with the number of each beginning of a word.
  template <class Callback>
  void for_each(std::string_view letters, Callback callback) const {
    if (!may_begin(letters)) return;
    for (const std::uint32_t length : lengths_) {
      if (length > letters.size()) return;
      const WordId prefix = prefixes_->find(letters.substr(0, length));
      if (prefix != kNoWord) callback(prefix);
    }
  }

 private:
  static constexpr std::size_t kLooked = 3;  ///< bytes that decide whether a word is worth a closer look
  static constexpr unsigned kHashBits = 14;

  static std::uint32_t hash_of(std::string_view letters, std::size_t length) {
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < length; ++i) bits = bits << 8 | static_cast<unsigned char>(letters[i]);
    return ((bits ^ static_cast<std::uint32_t>(length) << 29) * 0x9E3779B1U) >> (32 - kHashBits);
  }

  [[nodiscard]] bool may_begin(std::string_view letters) const {
    for (std::size_t length = shortest_; length <= kLooked && length <= letters.size(); ++length) {
      const std::uint32_t hash = hash_of(letters, length);
      if ((bits_[hash >> 6] >> (hash & 63U) & 1U) != 0) return true;
    }
    return false;
  }

  const WordTable* prefixes_;
  std::vector<std::uint32_t> lengths_;  ///< every length a beginning has, in bytes, sorted
  std::size_t shortest_ = kLooked;      ///< of them, at most kLooked
  std::vector<std::uint64_t> bits_ = std::vector<std::uint64_t>((std::size_t{1} << kHashBits) / 64);
};

}  // namespace tb::rules
