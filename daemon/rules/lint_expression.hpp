// Lint of an expression: what in it surely was not meant, each where it stands.
#pragma once

#include <string_view>
#include <vector>

#include "expression.hpp"

namespace tb::rules {

/// @param text  that the expression was parsed from
/// @return  what would be better, in the order of the text
[[nodiscard]] std::vector<Mistake> lints_of(const Expression& expression, std::string_view text);

}  // namespace tb::rules
