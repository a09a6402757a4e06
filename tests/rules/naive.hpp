// The naive evaluator: what a rule means, told in the most simple way: every leaf is looked for at every word, nothing
// is indexed, shared or skipped. The matcher must always agree with it.
#pragma once

#include <optional>
#include <vector>

#include "rules/expression.hpp"
#include "tenbells/core/hit.hpp"
#include "tenbells/core/item.hpp"
#include "tenbells/rules/pack.hpp"

namespace tb::rules {

/// A rule, parsed: any of its parts that are there.
struct NaiveRule {
  std::optional<Expression> match = {};
  std::optional<Expression> unless = {};
  std::optional<Score> score = {};
  std::vector<Expression> score_terms = {};  ///< one for each of the score's
  std::vector<Expression> exclusions = {};
};

/// Parses the parts of a rule; the exclusions it names must be among these. Throws std::invalid_argument of one that is
/// wrong.
[[nodiscard]] NaiveRule naive_rule(const Rule& rule, const std::vector<Exclusion>& exclusions = {});

/// Whether a rule is true of an item, and all its evidence in order; of one that is not, none.
struct NaiveAnswer {
  bool hit = false;
  std::vector<Evidence> evidence = {};  ///< by field, entry and bytes; a span once for each term or entity
  std::optional<double> score = {};     ///< of a rule with weights, hit or not
};

[[nodiscard]] NaiveAnswer naive_answer(const NaiveRule& rule, const std::vector<Entity>& entities, const Item& item);

}  // namespace tb::rules
