// A rule is filed under what it cannot do without, so that a rule whose terms are absent costs nothing.
#include "candidates.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace tb::rules {
namespace {

using Terms = std::optional<std::vector<TermId>>;

/// Of AND and NEAR one side is enough: the one with the fewest terms.
Terms cheapest(const std::vector<Clause>& operands, const Vocabulary& vocabulary) {
  Terms best;
  for (const Clause& operand : operands) {
    Terms terms = required_terms(operand, vocabulary);
    if (terms && (!best || terms->size() < best->size())) best = std::move(terms);
  }
  return best;
}

Terms all(const std::vector<Clause>& operands, const Vocabulary& vocabulary) {
  std::vector<TermId> whole;
  for (const Clause& operand : operands) {
    const Terms terms = required_terms(operand, vocabulary);
    if (!terms) return std::nullopt;
    whole.insert(whole.end(), terms->begin(), terms->end());
  }
  return whole;
}

void make_unique(std::vector<std::uint32_t>& numbers) {
  std::ranges::sort(numbers);
  numbers.erase(std::ranges::unique(numbers).begin(), numbers.end());
}

}  // namespace

std::optional<std::vector<TermId>> required_terms(const Clause& clause, const Vocabulary& vocabulary) {
  if (clause.negated || clause.kind == Clause::Kind::regex) return std::nullopt;
  Terms terms;
  switch (clause.kind) {
    case Clause::Kind::terms:
      terms.emplace();
      for (const NamedTerm& named : vocabulary.groups()[clause.group].terms) terms->push_back(named.term);
      break;
    case Clause::Kind::all_of:
    case Clause::Kind::near:
      terms = cheapest(clause.operands, vocabulary);
      break;
    case Clause::Kind::any_of:
      terms = all(clause.operands, vocabulary);
      break;
    case Clause::Kind::regex:
      break;
  }
  if (terms) make_unique(*terms);
  return terms;
}

void Candidates::add(RuleIndex rule, const Clause& match, const Vocabulary& vocabulary) {
  const Terms terms = required_terms(match, vocabulary);
  if (!terms) return always_.push_back(rule);
  for (const TermId term : *terms) by_term_[term].push_back(rule);
}

std::vector<RuleIndex> Candidates::of(const std::vector<TermId>& terms) const {
  std::vector<RuleIndex> rules = always_;
  for (const TermId term : terms) rules.insert(rules.end(), by_term_[term].begin(), by_term_[term].end());
  make_unique(rules);
  return rules;
}

}  // namespace tb::rules
