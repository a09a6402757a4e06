// TermKeys: for every term the word that stands for it: the rarest of its words in the news.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "tenbells/rules/word_frequency.hpp"
#include "terms.hpp"

namespace tb::rules {

class TermKeys {
 public:
  TermKeys(const Terms& terms, const WordFrequency& frequency);

  /// Which of its words, 0 for the first.
  [[nodiscard]] std::uint16_t position(TermId term) const { return position_[term]; }

  /// How often that word is expected, in items of a thousand. Words never seen are rare, but not all the same: one that
  /// many terms need, and a short one, count for more.
  [[nodiscard]] float cost(TermId term) const { return cost_[term]; }

 private:
  std::vector<std::uint16_t> position_;
  std::vector<float> cost_;
};

/// The cost of a word or of a word's beginning by itself.
[[nodiscard]] float cost_of_word(std::string_view letters, const WordFrequency& frequency);

}  // namespace tb::rules
