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
  std::uint16_t bits = 0b111;  ///< title, summary and body

  static constexpr Fields only(Field field) { return {static_cast<std::uint16_t>(1U << static_cast<unsigned>(field))}; }
  [[nodiscard]] constexpr bool has(Field field) const { return (bits >> static_cast<unsigned>(field) & 1U) != 0; }

  friend constexpr bool operator==(Fields, Fields) = default;
};

/// Those that are compared as a whole and in which nothing has a place: source, tags, lang.
inline constexpr Fields kWholeFields{static_cast<std::uint16_t>(
    Fields::only(Field::source).bits | Fields::only(Field::tags).bits | Fields::only(Field::lang).bits)};

/// A place in a rule's text: byte offsets, half open.
struct Place {
  std::size_t begin = 0;
  std::size_t end = 0;

  friend constexpr bool operator==(Place, Place) = default;
};

struct Expression {
  enum class Kind : std::uint8_t {
    words,          ///< a word or a phrase
    prefix,         ///< a word or a phrase whose last word may go on
    regex,          ///< a regular expression
    entity,         ///< any of an entity's names
    all_of,         ///< AND
    any_of,         ///< OR
    negation,       ///< NOT, of its one operand
    near,           ///< its two operands, `number` words or fewer apart
    before,         ///< the same, the first operand first
    same_sentence,  ///< SAME_SENTENCE, of two operands or more
    at_least,       ///< `number` or more of its operands
    count,          ///< its one operand stands in `number` places or more
  };

  Kind kind = Kind::words;
  Place place;
  Fields fields;                     ///< where a leaf may match
  bool exact = false;                ///< of words and prefix: as spelt
  std::string content;               ///< of a leaf: the words, without * at the end; the pattern; the entity's id
  std::string flags;                 ///< of a regular expression: "is"
  std::string written;               ///< of a leaf: as the rule has it, with its quotes or slashes
  int number = 0;                    ///< of near, before: words between; of at_least, count: the least
  std::vector<Expression> operands;  ///< of all others than leaves
};

/// Something wrong in a rule's text.
struct Mistake {
  std::size_t offset = 0;
  std::string message;

  friend bool operator==(const Mistake&, const Mistake&) = default;
};

}  // namespace tb::rules
