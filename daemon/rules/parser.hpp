// Parser: a rule's text → an Expression. The grammar is in docs/rules.md.
#pragma once

#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "expression.hpp"

namespace tb::rules {

/// Reads one expression. Every leaf of the result holds at least one word (of whole fields: one letter or digit), every
/// side of NEAR and operand of COUNT has the form that places.hpp asks for; but whether an entity exists and a regular
/// expression is one is the binder's question.
///
/// @param text  a rule's `match` or `unless`, at most 64 KiB, brackets and NOTs at most 200 deep
/// Errors: every piece that is no token, else the first mistake of form, where it stands and what would be right.
/// Threads: pure, safe on any thread.
[[nodiscard]] tl::expected<Expression, std::vector<Mistake>> parse(std::string_view text);

}  // namespace tb::rules
