// Truth: what can be known of an expression before any news comes: that it needs nothing, is always or never true.
#pragma once

#include <cstdint>

#include "expression.hpp"

namespace tb::rules {

/// Whether it is true of an item that holds none of its terms. (A sentence without any is in every item.)
[[nodiscard]] bool needs_nothing(const Expression& expression);

enum class Truth : std::uint8_t { sometimes, always, never };

/// Whether an expression has only one answer, whatever terms an item holds. NEAR, BEFORE, SAME_SENTENCE and COUNT are
/// taken as terms of their own, equal if they say the same. Expressions of more than 8 different terms
/// count as `sometimes`: trying all their combinations would take too long, and nobody writes these by mistake.
[[nodiscard]] Truth truth(const Expression& expression);

/// `match` AND NOT `unless`, to ask whether a rule can ring at all.
[[nodiscard]] Expression ringing(const Expression& match, const Expression& unless);

}  // namespace tb::rules
