// Candidates: which rules are worth asking about an item, by the terms it holds.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "clause.hpp"
#include "vocabulary.hpp"

namespace tb::rules {

using RuleIndex = std::uint32_t;

/// Terms of which an item must hold at least one for the clause to be true: of AND the side with the fewest, of OR all.
/// Sorted, each once. Nothing if the clause can be true without any (a regular expression, a NOT).
[[nodiscard]] std::optional<std::vector<TermId>> required_terms(const Clause& clause, const Vocabulary& vocabulary);

/// Immutable once filled. Threads: const members are safe on any number of threads at once.
class Candidates {
 public:
  explicit Candidates(std::size_t terms) : by_term_(terms) {}

  void add(RuleIndex rule, const Clause& match, const Vocabulary& vocabulary);

  /// The rules that may be true of an item with these terms, sorted, each once.
  [[nodiscard]] std::vector<RuleIndex> of(const std::vector<TermId>& terms) const;

 private:
  std::vector<std::vector<RuleIndex>> by_term_;
  std::vector<RuleIndex> always_;  ///< those that need no term
};

}  // namespace tb::rules
