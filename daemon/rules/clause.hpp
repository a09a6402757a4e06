// Clause: an expression as the matcher runs it. NOT has been moved down to the leaves (De Morgan), so that what made a
// clause true is exactly its true leaves that stand under no NOT; names have become term ids.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "expression.hpp"
#include "term_index.hpp"

namespace tb::rules {

using GroupId = std::uint32_t;
using RegexId = std::uint32_t;

/// A term and how it is shown in evidence.
struct NamedTerm {
  TermId term = 0;
  std::string written;
};

/// Terms of which any one will do: an entity's names, or the one term of a plain leaf.
struct TermGroup {
  std::string entity;  ///< its id; empty for a plain leaf
  std::vector<NamedTerm> terms;
};

struct Clause {
  enum class Kind : std::uint8_t { terms, regex, all_of, any_of, near };

  Kind kind = Kind::terms;
  bool negated = false;          ///< true where it does not hold; never on all_of and any_of
  Place place;                   ///< in the rule's text
  Fields fields;                 ///< of terms, regex
  GroupId group = 0;             ///< of terms
  RegexId regex = 0;             ///< of regex
  std::uint32_t distance = 0;    ///< of near
  std::vector<Clause> operands;  ///< of all_of, any_of; two of near, without negation
};

}  // namespace tb::rules
