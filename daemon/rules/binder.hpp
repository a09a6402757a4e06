// Binder: an Expression → a Clause: entities are looked up, regular expressions compiled, terms numbered, NEAR
// distributed over AND.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "clause.hpp"
#include "expression.hpp"
#include "vocabulary.hpp"

namespace tb::rules {

/// @param vocabulary  knows every entity; the expression's own terms are added to it
/// Errors: every unknown entity and every wrong regular expression, in the order of the text; a NEAR that grows beyond
/// 100,000 parts.
[[nodiscard]] tl::expected<Clause, std::vector<Mistake>> bind(const Expression& expression, Vocabulary& vocabulary);

/// What is said of an entity that the vocabulary does not know.
[[nodiscard]] Mistake unknown_entity(const std::string& id, Place place, const Vocabulary& vocabulary);

}  // namespace tb::rules
