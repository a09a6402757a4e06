// Lexer: a rule's text → tokens, each with its place. First step of reading a rule.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "expression.hpp"

namespace tb::rules {

struct Token {
  enum class Kind : std::uint8_t {
    word,
    phrase,
    prefix,  ///< a word or a phrase that ends in *
    regex,
    entity,
    field,  ///< title: before what it governs
    exact,  ///< exact: before what it governs
    open,
    close,
    comma,  ///< only inside a function's brackets
    op_and,
    op_or,
    op_not,
    op_near,
    op_before,
    same_sentence,  ///< the name alone; an open bracket follows
    at_least,
    count,
    times,  ///< >= 3, behind a COUNT's brackets
    end,    ///< of the text; always the last token
  };

  Kind kind = Kind::end;
  Place place;
  std::string content;         ///< word, phrase: the text; prefix: without *; regex: the pattern; entity: the id
  std::string flags;           ///< of a regular expression
  int number = 0;              ///< of op_near, op_before: words between; of times: the least
  bool exact = false;          ///< of word, phrase, prefix: with = before it
  Field field = Field::title;  ///< of field
};

struct Tokens {
  std::vector<Token> list;        ///< with mistakes: those that are right, maybe without the end
  std::vector<Mistake> mistakes;  ///< the first ten pieces that are no token, in the order of the text
};

/// No token is an open quote, an unknown field, a construct or sign that this language does not have.
/// @param text  at most 64 KiB, else that is the mistake
[[nodiscard]] Tokens tokens(std::string_view text);

}  // namespace tb::rules
