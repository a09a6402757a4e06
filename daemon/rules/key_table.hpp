// KeyTable: which words of a text have terms under them. Asked once for every word of every item: one bit, in a filter
// that stays in the cache, answers for nearly all.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace tb::rules {

/// A term under the word that stands for it, with one neighbour to look at before the rest of the term is fetched.
struct Keyed {
  std::uint32_t term = 0;
  std::uint32_t neighbour = 0;    ///< its tag; of a term of one word nothing
  std::int16_t neighbour_at = 0;  ///< -1 or 1, from the key word; 0: a term of one word
  std::uint16_t position = 0;     ///< of the key word in the term
};

/// Immutable. Threads: const members are safe on any number of threads at once.
class KeyTable {
 public:
  /// A term and the tag that it is filed under.
  struct Row {
    std::uint32_t tag = 0;
    Keyed keyed;
  };

  explicit KeyTable(std::vector<Row> rows = {});

  /// Whether find() is worth asking; nearly always false where it would find nothing.
  [[nodiscard]] bool may_have(std::uint32_t tag) const {
    const std::uint32_t bit = tag >> filter_shift_;
    return (filter_[bit >> 6] >> (bit & 63U) & 1U) != 0;
  }

  /// The terms under the words with this tag.
  [[nodiscard]] std::span<const Keyed> find(std::uint32_t tag) const {
    for (std::size_t at = tag >> slot_shift_;; at = (at + 1) & (slots_.size() - 1)) {
      const Slot& slot = slots_[at];
      if (slot.first == slot.last) return {};
      if (slot.tag == tag) return std::span(keyed_).subspan(slot.first, slot.last - slot.first);
    }
  }

  /// Has the memory that find() begins with fetched.
  void fetch(std::uint32_t tag) const { __builtin_prefetch(&slots_[tag >> slot_shift_]); }

  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Slot {
    std::uint32_t tag = 0;
    std::uint32_t first = 0;  ///< its terms in keyed_, half open; none in a free slot
    std::uint32_t last = 0;
  };

  std::vector<Slot> slots_;
  std::vector<std::uint64_t> filter_;
  unsigned slot_shift_ = 0;
  unsigned filter_shift_ = 0;
  std::vector<Keyed> keyed_;
};

}  // namespace tb::rules
