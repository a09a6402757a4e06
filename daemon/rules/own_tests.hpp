// OwnTests: a rule's hits and misses, run, and in words why one failed.
#pragma once

#include "compiled.hpp"
#include "tenbells/rules/rule_set.hpp"

namespace tb::rules {

[[nodiscard]] TestOutcome run_test(const RuleTest& test, const CompiledRule& rule, const TermIndex& index,
                                   const Vocabulary& vocabulary);

}  // namespace tb::rules
