// Foreign: what other search languages write, and what it is called here. The lexer asks it of every bare piece, so
// that nothing foreign is silently taken as a word: the rule would ring for something else than was meant.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "expression.hpp"

namespace tb::rules {

/// An operator of another language, or of this one in another spelling: w/5, PRE/5, near/5, ADJ5, ATLEAST3. The
/// mistake's offset counts from the piece's first byte.
[[nodiscard]] std::optional<Mistake> foreign_operator(std::string_view piece);

/// The use of a sign that means something elsewhere: -quiz, taiwan~1, lang=zh. A piece without letters and digits is
/// left to the parser, which knows what stands beside it.
[[nodiscard]] std::optional<Mistake> foreign_sign(std::string_view piece);

/// What is said of a name before a colon that is no field.
[[nodiscard]] std::string no_field(std::string_view name);

/// What is said of a regular expression's flag that this language has not.
[[nodiscard]] std::string no_flag(char flag);

/// Which function a word directly before a bracket was meant to be; empty if none.
[[nodiscard]] std::string_view function_meant(std::string_view word);

/// `"near/5" is no operator. Did you mean "NEAR/5"? …`
[[nodiscard]] std::string no_operator(std::string_view written, std::string_view meant);

}  // namespace tb::rules
