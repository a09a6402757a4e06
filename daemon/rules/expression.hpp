// Expression: what a rule says, as a tree of values. The parser makes it, the binder turns it into what the matcher
// runs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tenbells/core/hit.hpp"

namespace tb::rules {

/// A set of fields.
struct Fields {
  std::uint8_t bits = 0b111;  ///< all of them

  static constexpr Fields only(Field field) { return {static_cast<std::uint8_t>(1U << static_cast<unsigned>(field))}; }
  [[nodiscard]] constexpr bool has(Field field) const { return (bits >> static_cast<unsigned>(field) & 1U) != 0; }

  friend constexpr bool operator==(Fields, Fields) = default;
};

/// A place in a rule's text: byte offsets, half open.
struct Place {
  std::size_t begin = 0;
  std::size_t end = 0;

  friend constexpr bool operator==(Place, Place) = default;
};

struct Expression {
  enum class Kind : std::uint8_t {
    words,     ///< a word or a phrase
    prefix,    ///< words that begin so
    regex,     ///< a regular expression
    entity,    ///< any of an entity's names
    all_of,    ///< AND
    any_of,    ///< OR
    negation,  ///< NOT, of its one operand
    near,      ///< its two operands, `distance` words or fewer apart
  };

  Kind kind = Kind::words;
  Place place;
  Fields fields;                     ///< where a leaf may match
  std::string content;               ///< of a leaf: the words, the letters, the pattern, the entity's id
  std::string flags;                 ///< of a regular expression: "is"
  std::string written;               ///< of a leaf: as the rule has it, with its quotes or slashes
  int distance = 0;                  ///< of near
  std::vector<Expression> operands;  ///< of all others than leaves
};

/// Something wrong in a rule's text.
struct Mistake {
  std::size_t offset = 0;
  std::string message;

  friend bool operator==(const Mistake&, const Mistake&) = default;
};

}  // namespace tb::rules
