// WordTable: folded words → numbers; and the hash by which a word is known in the hot path.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace tb::rules {

using WordId = std::uint32_t;
inline constexpr WordId kNoWord = ~WordId{0};

/// A word's identity in 64 bits. A word of up to 8 bytes is its own key (words hold no zero bytes); a longer one's is a
/// hash, to be confirmed by its letters.
struct WordKey {
  std::uint64_t bits = 0;
  bool is_long = false;

  /// @param letters  at least one byte, of a buffer readable for 8 bytes from any of its letters on
  static WordKey of(const char* letters, std::size_t size) {
    if (size <= 8) return {.bits = load(letters) & (~std::uint64_t{0} >> (64 - 8 * size)), .is_long = false};
    std::uint64_t bits = size * kMix;
    std::size_t at = 0;
    for (; at + 8 < size; at += 8) bits = mixed(bits ^ load(letters + at));
    return {.bits = mixed(bits ^ load(letters + size - 8)), .is_long = true};
  }

  /// The same for letters that may end anywhere.
  static WordKey of(std::string_view letters);

  friend bool operator==(const WordKey&, const WordKey&) = default;

  /// Well spread over the upper bits.
  [[nodiscard]] std::uint64_t hash() const { return (bits ^ (bits >> 29)) * kMix; }

  /// The same for equal words, and nearly never for others: who needs to be sure compares the letters.
  [[nodiscard]] std::uint32_t tag() const { return static_cast<std::uint32_t>(hash() >> 32); }

 private:
  static constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15ULL;  // 2^64 / golden ratio: Fibonacci hashing

  static std::uint64_t load(const char* from) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, from, sizeof bits);
    return bits;
  }
  static std::uint64_t mixed(std::uint64_t bits) {
    bits *= kMix;
    return bits ^ (bits >> 32);
  }
};

/// Open addressing, at most half full, before it one bit a word in a filter that stays in the cache.
/// Threads: const members are safe on any number of threads at once.
class WordTable {
 public:
  WordTable();

  /// The number of a word, a new one if it has none: they count from 0 in the order of first sight.
  WordId add(std::string_view letters);

  /// The number of a word, or kNoWord.
  [[nodiscard]] WordId find(std::string_view letters) const { return find(WordKey::of(letters), letters); }

  [[nodiscard]] WordId find(WordKey key, std::string_view letters) const {
    const std::uint64_t hash = key.hash();
    if ((filter_[hash >> filter_shift_ >> 6] >> (hash >> filter_shift_ & 63U) & 1U) == 0) return kNoWord;
    for (std::size_t at = hash >> slot_shift_;; at = (at + 1) & (slots_.size() - 1)) {
      const Slot& slot = slots_[at];
      if (slot.word == kNoWord) return kNoWord;
      if (slot.bits == key.bits && slot.is_long == static_cast<std::uint32_t>(key.is_long) &&
          (!key.is_long || letters_of(slot.word) == letters)) {
        return slot.word;
      }
    }
  }

  [[nodiscard]] std::size_t size() const { return begin_.size() - 1; }
  [[nodiscard]] std::string_view letters_of(WordId word) const {
    return std::string_view(letters_).substr(begin_[word], begin_[word + 1] - begin_[word]);
  }
  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Slot {
    std::uint64_t bits = 0;
    WordId word = kNoWord;
    std::uint32_t is_long = 0;
  };

  void grow();
  void put(WordId word);

  std::vector<Slot> slots_;
  std::vector<std::uint64_t> filter_;  ///< 16 bits a slot
  unsigned slot_shift_ = 0;
  unsigned filter_shift_ = 0;
  std::string letters_;
  std::vector<std::uint32_t> begin_{0};  ///< of each word in letters_, one more than words
};

}  // namespace tb::rules
