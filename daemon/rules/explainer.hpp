// Explainer: the tree of a rule, each part with its answer for one item, and in words why not.
#pragma once

#include "compiled.hpp"
#include "evaluation.hpp"
#include "tenbells/rules/explanation.hpp"

namespace tb::rules {

/// @param evaluation  of the item
[[nodiscard]] Explanation explain(RuleIndex rule, const RuleSet::Compiled& set, Evaluation& evaluation);

}  // namespace tb::rules
