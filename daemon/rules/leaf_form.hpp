// Leaf form: whether a single term is one that can be looked for where it is asked for.
#pragma once

#include <optional>
#include <string>

#include "expression.hpp"

namespace tb::rules {

/// Why a leaf (words, prefix, regex or entity, with its fields and `exact`) cannot be looked for, and what would be
/// right. Nothing if it can.
[[nodiscard]] std::optional<std::string> why_no_leaf(const Expression& leaf);

}  // namespace tb::rules
