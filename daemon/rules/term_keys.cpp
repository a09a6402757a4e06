// The frequency that was learned decides; where nothing was learned yet, what is known of words in general: long ones
// are rare.
#include "term_keys.hpp"

#include <algorithm>

namespace tb::rules {
namespace {

constexpr float kItems = 1000;
constexpr float kMoreForABeginning = 5;  // many words begin so
constexpr float kMoreForEachUse = 0.02F;
constexpr std::uint32_t kEnoughItems = 200;  // below, chance would decide

/// Of words nobody has counted: a short word is often a common one.
float guess(std::string_view letters) {
  const auto length = static_cast<float>(std::min<std::size_t>(letters.size(), 12));
  return std::max(0.5F, 200.0F / (length * length));
}

}  // namespace

float cost_of_word(std::string_view letters, const WordFrequency& frequency) {
  if (frequency.items() < kEnoughItems) return guess(letters);
  const auto seen = static_cast<float>(frequency.items_with(letters));
  return seen * kItems / static_cast<float>(frequency.items()) + guess(letters) / 100;
}

TermKeys::TermKeys(const Terms& terms, const WordFrequency& frequency) {
  std::vector<float> costs(terms.numbers());
  for (WordId word = 0; word < costs.size(); ++word) {
    costs[word] = cost_of_word(terms.letters_of(word), frequency);
    if (terms.is_beginning(word)) costs[word] = 2 * costs[word] + kMoreForABeginning;
  }
  // Each further term under a word is one more comparison wherever it stands.
  std::vector<float> uses(costs.size());
  for (TermId term = 0; term < terms.size(); ++term) {
    for (const Need& need : terms.needs(term)) uses[need.word] += kMoreForEachUse;
  }
  position_.resize(terms.size());
  cost_.resize(terms.size());
  for (TermId term = 0; term < terms.size(); ++term) {
    const auto needs = terms.needs(term);
    float best = 0;
    for (std::size_t i = 0; i < needs.size(); ++i) {
      const float cost = costs[needs[i].word] + uses[needs[i].word];
      if (i > 0 && cost >= best) continue;
      best = cost;
      position_[term] = static_cast<std::uint16_t>(i);
    }
    cost_[term] = best;
  }
}

}  // namespace tb::rules
