// An expression as one line, for the tests of those who make them.
#pragma once

#include <string>

#include "rules/expression.hpp"

namespace tb::rules {

/// `(AND [taiwan] title:=[ROC] (NEAR/5 [export sanction*] @us))`: operators before their operands, words in square
/// brackets with what counts of them, before a leaf its field if it is only one.
[[nodiscard]] std::string to_text(const Expression& expression);

}  // namespace tb::rules
