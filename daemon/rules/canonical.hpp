// Canonical: a text for what an expression says, however it is written, so that two can be compared and found by it.
#pragma once

#include <string>

#include "expression.hpp"

namespace tb::rules {

/// Equal for two expressions that surely say the same, different for all others: capitals and quotes, brackets, the
/// order and repetition of what stands in AND and OR, the sides of NEAR and two NOTs make no difference.
/// Linear in the expression but for sorting its operands; the text is about as long.
[[nodiscard]] std::string canonical(const Expression& expression);

}  // namespace tb::rules
