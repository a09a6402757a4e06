// OwnTests: a rule's hits and misses, run, and in words why one failed.
#pragma once

#include "compiled.hpp"
#include "evaluation.hpp"
#include "reading.hpp"
#include "tenbells/rules/rule_set.hpp"

namespace tb::rules {

/// Runs tests one after the other, on one thread. The set must outlive it.
class TestRun {
 public:
  explicit TestRun(const RuleSet::Compiled& set) : set_(set), plan_(set.plan()) {}

  [[nodiscard]] TestOutcome test(RuleIndex rule, const RuleTest& test);

 private:
  const RuleSet::Compiled& set_;
  ReadingPlan plan_;
  Reading reading_;
  Evaluation evaluation_;
};

}  // namespace tb::rules
