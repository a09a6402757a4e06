// Lint of a regular expression: whether it surely says something else than was meant, or says it the slow way.
#pragma once

#include <optional>
#include <string>

#include "expression.hpp"

namespace tb::rules {

/// What would be better; nothing if it is well as it is. @param leaf  of kind regex
[[nodiscard]] std::optional<std::string> lint_of_regex(const Expression& leaf);

/// The first regular expression that every item must be searched for, because the whole can be true where only
/// regular expressions without a required literal are; nothing if there is none.
[[nodiscard]] const Expression* slow_regex_of(const Expression& expression);

}  // namespace tb::rules
