// The naive evaluator: what a rule means, told in the most simple way: every leaf is looked for at every word, nothing
// is indexed, shared or skipped. The matcher must always agree with it.
#pragma once

#include <vector>

#include "rules/expression.hpp"
#include "tenbells/core/hit.hpp"
#include "tenbells/core/item.hpp"
#include "tenbells/rules/pack.hpp"

namespace tb::rules {

/// Whether a rule is true of an item, and all its evidence in order; of one that is not, none.
struct NaiveAnswer {
  bool hit = false;
  std::vector<Evidence> evidence;
};

[[nodiscard]] NaiveAnswer naive_answer(const Expression& match, const std::vector<Entity>& entities, const Item& item);

}  // namespace tb::rules
