// Of an AND the cheapest side is enough, of an OR all are needed, of "at least k of n" any n - k + 1 of them: were all
// of these false, too few would be left. A NOT turns AND into OR.
#include "requirements.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "literal_filter.hpp"

namespace tb::rules {
namespace {

using Required = std::optional<Requirement>;

class Asking {
 public:
  Asking(const Program& program, const Costs& costs) : program_(program), costs_(costs) {}

  Required of(const Node& node, bool wanted) const {
    switch (node.kind) {
      case Clause::Kind::terms:
        if (!wanted) return std::nullopt;
        return Requirement{.groups = {node.what}, .regexes = {}, .cost = costs_.of_group(node.what)};
      case Clause::Kind::regex:
        return regex(node, wanted);
      case Clause::Kind::whole:
        return std::nullopt;
      case Clause::Kind::negation:
        return of(program_.operands(node).front(), !wanted);
      case Clause::Kind::all_of:
        return wanted ? cheapest(operands(node, true)) : together(operands(node, false));
      case Clause::Kind::any_of:
        return wanted ? together(operands(node, true)) : cheapest(operands(node, false));
      case Clause::Kind::at_least:
        return wanted ? at_least(node) : std::nullopt;
      case Clause::Kind::near:
      case Clause::Kind::before:
      case Clause::Kind::same_sentence:
      case Clause::Kind::count:
        return wanted ? cheapest(operands(node, true)) : std::nullopt;
    }
    return std::nullopt;
  }

 private:
  Required regex(const Node& node, bool wanted) const {
    if (!wanted || (node.fields.bits & ~kWholeFields.bits) == 0) return std::nullopt;
    const auto cost = costs_.of_regex(node.what);
    if (!cost) return std::nullopt;
    return Requirement{.groups = {}, .regexes = {node.what}, .cost = *cost};
  }

  std::vector<Required> operands(const Node& node, bool wanted) const {
    std::vector<Required> all;
    all.reserve(node.last - node.first);
    for (const Node& operand : program_.operands(node)) all.push_back(of(operand, wanted));
    return all;
  }

  Required at_least(const Node& node) const {
    std::vector<Required> all = operands(node, true);
    std::ranges::stable_sort(all, {}, [](const Required& one) { return one ? one->cost : kMostCost; });
    all.resize(all.size() - node.number + 1);
    return together(std::move(all));
  }

  static constexpr float kMostCost = 1e30F;

  const Program& program_;
  const Costs& costs_;
};

}  // namespace

Costs::Costs(const Vocabulary& vocabulary, const TermKeys& keys, const WordFrequency& frequency) {
  const std::vector<TermGroup>& groups = vocabulary.groups();
  groups_.resize(groups.size());
  for (GroupId group = 0; group < groups.size(); ++group) {
    for (const TermId term : terms_of(groups[group])) groups_[group] += keys.cost(term);
  }
  for (GroupId group = 0; group < groups.size(); ++group) {
    if (groups[group].members.empty()) continue;
    float sum = groups_[group];
    for (const GroupId leaf : leaves_of(group, groups)) sum += leaf == group ? 0 : groups_[leaf];
    groups_[group] = sum;
  }
  for (const Pattern& pattern : vocabulary.patterns()) {
    const std::vector<NeededGroup>& needed = pattern.regex.required();
    if (needed.empty()) {
      regexes_.emplace_back();
      continue;
    }
    // Finding a literal is dearer than finding a word, and what follows is a search through the text.
    regexes_.emplace_back(3 * cost_of(needed.front().literals, frequency) + 1);
  }
}

Required required(const Program& program, NodeId node, const Costs& costs, bool wanted) {
  return Asking(program, costs).of(program[node], wanted);
}

Required cheapest(std::vector<Required> of) {
  Required best;
  for (Required& one : of) {
    if (one && (!best || one->cost < best->cost)) best = std::move(one);
  }
  return best;
}

Required together(std::vector<Required> of) {
  Requirement whole;
  for (const Required& one : of) {
    if (!one) return std::nullopt;
    whole.groups.insert(whole.groups.end(), one->groups.begin(), one->groups.end());
    whole.regexes.insert(whole.regexes.end(), one->regexes.begin(), one->regexes.end());
    whole.cost += one->cost;
  }
  return whole;
}

std::vector<GroupId> leaves_of(GroupId group, const std::vector<TermGroup>& groups) {
  std::vector<GroupId> leaves;
  std::unordered_set<GroupId> seen{group};
  std::vector<GroupId> open{group};
  while (!open.empty()) {
    const GroupId next = open.back();
    open.pop_back();
    const bool has_names = !groups[next].terms.empty() || !groups[next].by_language.empty() || groups[next].ambiguous;
    if (has_names || groups[next].members.empty()) leaves.push_back(next);
    for (const GroupId member : groups[next].members) {
      if (seen.insert(member).second) open.push_back(member);
    }
  }
  std::ranges::sort(leaves);
  return leaves;
}

std::vector<TermId> terms_of(const TermGroup& group) {
  std::vector<TermId> terms;
  for (const NamedTerm& named : group.terms) terms.push_back(named.term);
  for (const TermGroup::LanguageTerm& named : group.by_language) terms.push_back(named.term.term);
  if (group.ambiguous) {
    for (const NamedTerm& named : group.ambiguous->terms) terms.push_back(named.term);
  }
  return terms;
}

}  // namespace tb::rules
