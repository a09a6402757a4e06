// Clause: an expression as the binder leaves it: names have become numbers, NEAR stands only between things that have a
// place. It is laid out flat afterwards (program.hpp).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "expression.hpp"

namespace tb::rules {

using GroupId = std::uint32_t;
using RegexId = std::uint32_t;
using WholeId = std::uint32_t;

struct Clause {
  enum class Kind : std::uint8_t {
    terms,
    regex,
    whole,  ///< the value of a whole field
    all_of,
    any_of,
    negation,
    near,
    before,
    same_sentence,
    at_least,
    count,
  };

  Kind kind = Kind::terms;
  Place place;                   ///< in the rule's text
  Fields fields;                 ///< of terms, regex, whole
  std::uint32_t what = 0;        ///< of terms a GroupId, of regex a RegexId, of whole a WholeId
  std::uint32_t number = 0;      ///< as Expression::number
  std::vector<Clause> operands;  ///< of the others; near and before have two, with places
};

/// Whether it stands somewhere, so that words can be counted from it: terms, NEAR, a sentence, an OR of such.
[[nodiscard]] bool has_place(const Clause& clause);

}  // namespace tb::rules
