// The way of an item through the rules: read once, pick the candidates, ask each.
#include "tenbells/rules/rule_set.hpp"

#include <algorithm>
#include <utility>

#include "compiled.hpp"
#include "evaluate.hpp"
#include "own_tests.hpp"
#include "reading.hpp"

namespace tb::rules {

RuleSet::RuleSet(std::unique_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
RuleSet::~RuleSet() = default;

std::vector<Hit> RuleSet::match(const Item& item) const {
  Reading reading(item, compiled_->index, compiled_->vocabulary);
  std::vector<Hit> hits;
  for (const RuleIndex index : compiled_->candidates.of(reading.terms())) {
    const CompiledRule& rule = compiled_->rules[index];
    if (!holds(rule.match, reading)) continue;
    if (rule.unless && holds(*rule.unless, reading)) continue;
    hits.push_back({.rule = rule.info, .evidence = evidence(rule.match, reading)});
  }
  return hits;
}

std::vector<TestOutcome> RuleSet::run_tests() const {
  std::vector<TestOutcome> outcomes;
  for (const CompiledRule& rule : compiled_->rules) {
    for (const RuleTest& test : rule.tests)
      outcomes.push_back(run_test(test, rule, compiled_->index, compiled_->vocabulary));
  }
  return outcomes;
}

std::size_t RuleSet::size() const {
  return static_cast<std::size_t>(std::ranges::count_if(compiled_->rules, &CompiledRule::enabled));
}

}  // namespace tb::rules
