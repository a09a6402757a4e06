// The advice differs by what has no place: what a person meant by it is written in another way each time.
#include "places.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "truth.hpp"

namespace tb::rules {
namespace {

using Kind = Expression::Kind;

bool is_whole(Fields fields) {
  return (fields.bits & kWholeFields.bits) != 0;
}

Mistake at(const Expression& part, std::string_view message) {
  return {.offset = part.place.begin, .message = std::string(message)};
}

constexpr std::string_view kWholeHasNoPlace =
    "source:, tags: and lang: are compared as a whole and stand nowhere in a text; put them outside, with AND";

/// Of a part of a side, the NOTs aside.
std::optional<Mistake> why_part_not_beside_near(const Expression& part, Fields around) {
  if (part.kind == Kind::count) {
    return at(part, "COUNT stands nowhere, so nothing is near it; put it outside: COUNT(a) >= 3 AND (a NEAR/5 b)");
  }
  for (const Expression& operand : part.operands) {
    if (auto why = why_part_not_beside_near(operand, around)) return why;
  }
  if (!part.operands.empty()) return std::nullopt;
  if (is_whole(part.fields)) return at(part, kWholeHasNoPlace);
  if (part.fields == around) return std::nullopt;
  return at(part, "NEAR looks at one field at a time; put the field around the whole: title:(a NEAR/5 b)");
}

}  // namespace

std::optional<Mistake> why_not_placed(const Expression& expression) {
  switch (expression.kind) {
    case Kind::words:
    case Kind::prefix:
    case Kind::regex:
    case Kind::entity:
      if (is_whole(expression.fields)) return at(expression, kWholeHasNoPlace);
      return std::nullopt;
    case Kind::any_of:
    case Kind::near:
    case Kind::before:
      for (const Expression& operand : expression.operands) {
        if (auto why = why_not_placed(operand)) return why;
      }
      return std::nullopt;
    case Kind::same_sentence:
      return std::nullopt;
    case Kind::all_of:
      return at(expression,
                "an AND stands in no one place, so it cannot be counted; count an OR, or each part by itself: "
                "COUNT(a) >= 2 AND COUNT(b) >= 2");
    case Kind::negation:
      return at(expression, "what is absent has no places to count; put the NOT outside: NOT COUNT(a) >= 3");
    case Kind::at_least:
      return at(expression, "AT_LEAST stands in no one place, so it cannot be counted; count an OR of its parts");
    case Kind::count:
      break;
  }
  return at(expression, "a COUNT stands nowhere, so it cannot be counted; count what is in its brackets");
}

std::optional<Mistake> why_not_beside_near(const Expression& side, Fields around) {
  if (auto why = why_part_not_beside_near(side, around)) return why;
  if (side.kind != Kind::negation && !needs_nothing(side)) return std::nullopt;
  return at(side, "NOT stands outside of NEAR: a AND NOT (a NEAR/5 b); what is absent is near nothing");
}

}  // namespace tb::rules
