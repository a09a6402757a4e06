// Places: which expressions stand somewhere in a text, so that their places can be counted and be near another.
#pragma once

#include <optional>

#include "expression.hpp"

namespace tb::rules {

/// Why an expression has no places to be counted, at the part that has none. Words, prefixes, regular expressions and
/// entities have places, and so have an OR of what has, SAME_SENTENCE, and NEAR and BEFORE of what has.
[[nodiscard]] std::optional<Mistake> why_not_placed(const Expression& expression);

/// Why an expression cannot be a side of NEAR or BEFORE. It may be made of AND, OR and AT_LEAST, which are then
/// distributed, but must ask for something, in the fields around it.
[[nodiscard]] std::optional<Mistake> why_not_beside_near(const Expression& side, Fields around);

}  // namespace tb::rules
