// A truth table over the different terms of the expression. Terms are taken as independent, so what is called always
// true is so; some contradictions that need knowledge of the words are not found.
#include "truth.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "canonical.hpp"

namespace tb::rules {
namespace {

constexpr std::size_t kMostTerms = 8;

/// What the table takes as one term: whatever is not made of others by AND, OR, NOT and AT_LEAST.
bool is_leaf(const Expression& expression) {
  switch (expression.kind) {
    case Expression::Kind::all_of:
    case Expression::Kind::any_of:
    case Expression::Kind::negation:
    case Expression::Kind::at_least:
      return false;
    default:
      return true;
  }
}

void collect_names(const Expression& expression, std::vector<std::string>& names) {
  if (names.size() > kMostTerms) return;
  if (!is_leaf(expression)) {
    for (const Expression& operand : expression.operands) collect_names(operand, names);
    return;
  }
  std::string name = canonical(expression);
  if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
}

/// Whether it is true where `leaf_is_true` says which leaves are.
template <class LeafIsTrue>
bool is_true(const Expression& expression, const LeafIsTrue& leaf_is_true) {
  const auto operand_is_true = [&](const Expression& operand) { return is_true(operand, leaf_is_true); };
  switch (expression.kind) {
    case Expression::Kind::negation:
      return !operand_is_true(expression.operands.front());
    case Expression::Kind::all_of:
      return std::ranges::all_of(expression.operands, operand_is_true);
    case Expression::Kind::any_of:
      return std::ranges::any_of(expression.operands, operand_is_true);
    case Expression::Kind::at_least:
      return std::ranges::count_if(expression.operands, operand_is_true) >= expression.number;
    default:
      return leaf_is_true(expression);
  }
}

/// A copy whose leaves are only numbers (in `number`) of their names, so that the table need not make names again and
/// again.
Expression numbered(const Expression& expression, const std::vector<std::string>& names) {
  if (is_leaf(expression)) {
    const auto at = std::ranges::find(names, canonical(expression));
    return {.kind = Expression::Kind::words, .number = static_cast<int>(at - names.begin())};
  }
  Expression copy{.kind = expression.kind, .number = expression.number};
  for (const Expression& operand : expression.operands) copy.operands.push_back(numbered(operand, names));
  return copy;
}

}  // namespace

bool needs_nothing(const Expression& expression) {
  return is_true(expression, [](const Expression& leaf) {
    return leaf.kind == Expression::Kind::same_sentence && std::ranges::all_of(leaf.operands, needs_nothing);
  });
}

Truth truth(const Expression& expression) {
  std::vector<std::string> names;
  collect_names(expression, names);
  if (names.size() > kMostTerms) return Truth::sometimes;
  const Expression table = numbered(expression, names);
  bool ever = false;
  bool always = true;
  for (unsigned row = 0; row < 1U << names.size(); ++row) {
    const bool now = is_true(table, [row](const Expression& leaf) { return (row >> leaf.number & 1) != 0; });
    ever = ever || now;
    always = always && now;
    if (ever && !always) return Truth::sometimes;
  }
  return always ? Truth::always : Truth::never;
}

Expression ringing(const Expression& match, const Expression& unless) {
  Expression silent{.kind = Expression::Kind::negation};
  silent.operands.push_back(unless);
  Expression whole{.kind = Expression::Kind::all_of};
  whole.operands.push_back(match);
  whole.operands.push_back(std::move(silent));
  return whole;
}

}  // namespace tb::rules
