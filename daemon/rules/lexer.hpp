// Lexer: a rule's text → tokens, each with its place. First step of reading a rule.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "expression.hpp"

namespace tb::rules {

struct Token {
  enum class Kind : std::uint8_t {
    word,
    phrase,
    prefix,
    regex,
    entity,
    field,  ///< title: before what it governs
    open,
    close,
    op_and,
    op_or,
    op_not,
    op_near,
    end,  ///< of the text; always the last token
  };

  Kind kind = Kind::end;
  Place place;
  std::string content;         ///< word, phrase: the text; prefix: without *; regex: the pattern; entity: the id
  std::string flags;           ///< of a regular expression
  int distance = 0;            ///< of op_near
  Field field = Field::title;  ///< of field
};

/// @param text  at most 64 KiB, else a Mistake
/// Errors: the first thing that is no token: an open quote, an unknown field, a construct this version does not have.
[[nodiscard]] tl::expected<std::vector<Token>, Mistake> tokens(std::string_view text);

}  // namespace tb::rules
