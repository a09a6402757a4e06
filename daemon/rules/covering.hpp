// Covering: which terms of an OR are true only where another of it is true too: sanctions OR sanction*.
#pragma once

#include <vector>

#include "expression.hpp"

namespace tb::rules {

struct Covered {
  const Expression* part = nullptr;
  const Expression* by = nullptr;  ///< another part, that says more than the same
};

/// Each part that another one covers, once, in the order of the parts. Looks at words, prefixes and entities; what says
/// the same is not covered. Linear in the parts and their letters.
[[nodiscard]] std::vector<Covered> covered_in(const std::vector<const Expression*>& parts);

}  // namespace tb::rules
