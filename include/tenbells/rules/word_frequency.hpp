// WordFrequency: how often words and pieces of words stand in the news, learned from recent items. A rule is filed
// under its rarest word, so that most items never ask for it; a wrong frequency costs time, never a hit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "tenbells/core/item.hpp"

namespace tb::rules {

/// Counts by hash in tables of fixed size (64 Ki buckets), halved when they grow large, so that the recent past weighs
/// most. Belongs to one thread at a time.
class WordFrequency {
 public:
  /// The length of a gram in bytes.
  static constexpr std::size_t kGram = 4;

  /// Counts the words and grams of an item's title, summary and body, each once an item. Some ten microseconds a
  /// kilobyte.
  void observe(const Item& item);

  /// In how many of the observed items the word stands, roughly; never too low for one that was seen (but for halving).
  /// @param letters  folded
  [[nodiscard]] std::uint32_t items_with(std::string_view letters) const;

  /// The same of four bytes in a row.
  /// @param gram  of a text by fold_case, kGram bytes
  [[nodiscard]] std::uint32_t items_with_gram(std::string_view gram) const;

  [[nodiscard]] std::uint32_t items() const { return items_; }

 private:
  struct Count {
    std::uint32_t items = 0;
    std::uint32_t last = 0;  ///< the item that was counted last, so that each counts once
  };

  void count(std::vector<Count>& table, std::size_t bucket);

  std::vector<Count> words_;  ///< empty until something was observed
  std::vector<Count> grams_;
  std::uint32_t items_ = 0;
  std::uint32_t serial_ = 0;  ///< of the item that is observed
};

}  // namespace tb::rules
