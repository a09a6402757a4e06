// Reading: one item, read once for all rules: its words, where every term stands, and, for the rules that ask, where a
// regular expression matches.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "clause.hpp"
#include "tenbells/core/item.hpp"
#include "tenbells/text/words.hpp"
#include "vocabulary.hpp"

namespace tb::rules {

/// The most evidence of one rule, and so the most matches of one regular expression in one field that are looked for.
inline constexpr std::size_t kMostEvidence = 32;

/// Lives on one thread, no longer than the item, the index and the vocabulary.
class Reading {
 public:
  Reading(const Item& item, const TermIndex& index, const Vocabulary& vocabulary);

  /// Where a term stands, in the order of fields and words.
  [[nodiscard]] std::span<const Occurrence> of(TermId term) const;

  /// Every term the item holds, once each, sorted.
  [[nodiscard]] std::vector<TermId> terms() const;

  /// The first matches in a field.
  [[nodiscard]] const std::vector<Place>& of(RegexId regex, Field field);

  /// The bytes of an occurrence in its field.
  [[nodiscard]] Place place(const Occurrence& occurrence) const;

  [[nodiscard]] const Item& item() const { return item_; }
  [[nodiscard]] const Vocabulary& vocabulary() const { return vocabulary_; }

 private:
  const Item& item_;
  const Vocabulary& vocabulary_;
  std::array<text::Words, kFields.size()> words_;  ///< by field
  std::vector<Occurrence> occurrences_;            ///< sorted
  std::unordered_map<std::uint64_t, std::vector<Place>> matches_;
};

}  // namespace tb::rules
