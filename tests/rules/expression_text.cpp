// Prints every member of an expression that means something, and no place.
#include "rules/expression_text.hpp"

#include <fmt/format.h>

namespace tb::rules {
namespace {

std::string leaf_text(const Expression& leaf) {
  using Kind = Expression::Kind;
  std::string before;
  for (const Field field : kFields) {
    if (leaf.fields != Fields{} && leaf.fields.has(field)) before += fmt::format("{}:", to_string(field));
  }
  if (leaf.exact) before += '=';
  switch (leaf.kind) {
    case Kind::words:
      return fmt::format("{}[{}]", before, leaf.content);
    case Kind::prefix:
      return fmt::format("{}[{}*]", before, leaf.content);
    case Kind::regex:
      return fmt::format("{}/{}/{}", before, leaf.content, leaf.flags);
    default:
      return fmt::format("{}@{}", before, leaf.content);
  }
}

std::string operator_text(const Expression& expression) {
  using Kind = Expression::Kind;
  switch (expression.kind) {
    case Kind::all_of:
      return "AND";
    case Kind::any_of:
      return "OR";
    case Kind::negation:
      return "NOT";
    case Kind::near:
      return fmt::format("NEAR/{}", expression.number);
    case Kind::before:
      return fmt::format("BEFORE/{}", expression.number);
    case Kind::same_sentence:
      return "SAME_SENTENCE";
    case Kind::at_least:
      return fmt::format("AT_LEAST/{}", expression.number);
    default:
      return fmt::format("COUNT/{}", expression.number);
  }
}

}  // namespace

std::string to_text(const Expression& expression) {
  if (expression.operands.empty()) return leaf_text(expression);
  std::string text = "(" + operator_text(expression);
  for (const Expression& operand : expression.operands) text += " " + to_text(operand);
  return text + ")";
}

}  // namespace tb::rules
