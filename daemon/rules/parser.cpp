// Recursive descent, one function a level of binding: OR, AND, NEAR, NOT, then what stands for itself. Most mistakes of
// a desk editor are two terms without an operator between them, so that place looks hardest for what was meant.
#include "parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "foreign.hpp"
#include "language_range.hpp"
#include "leaf_form.hpp"
#include "lexer.hpp"
#include "places.hpp"
#include "tenbells/core/nearest.hpp"

namespace tb::rules {
namespace {

constexpr int kDeepest = 200;   // far beyond what a person reads, far below what the stack holds
constexpr int kTallest = 1000;  // a chain of NEAR is a tower too: a NEAR/1 b NEAR/1 c …; every later step climbs it

using Parsed = tl::expected<Expression, Mistake>;
using Kind = Expression::Kind;

tl::unexpected<Mistake> mistake(std::size_t offset, std::string message) {
  return tl::unexpected<Mistake>(Mistake{.offset = offset, .message = std::move(message)});
}

struct Slip {
  std::string_view written;
  std::string_view meant;
};

constexpr std::array kSlips{
    Slip{"&&", "AND"},        Slip{"&", "AND"},        Slip{"+", "AND"},   Slip{",", "OR"},
    Slip{"||", "OR"},         Slip{"|", "OR"},         Slip{"!", "NOT"},   Slip{"-", "NOT"},
    Slip{"BUT", "AND"},       Slip{"UND", "AND"},      Slip{"ODER", "OR"}, Slip{"ANDNOT", "AND NOT"},
    Slip{"WITHIN", "NEAR/5"}, Slip{"ADJ", "BEFORE/0"}, Slip{"XOR", "OR"},  Slip{"，", "OR"},
    Slip{"、", "OR"},
};

/// What operator a word between two terms was meant to be; empty if none.
std::string_view operator_meant(std::string_view word) {
  constexpr std::array<std::string_view, 3> kOperators{"AND", "OR", "NOT"};
  for (const std::string_view known : kOperators) {
    if (edit_distance(word, known) == 0) return known;
  }
  if (edit_distance(word.substr(0, word.find('/')), "NEAR") == 0) return "NEAR/5";
  if (edit_distance(word.substr(0, word.find('/')), "BEFORE") == 0) return "BEFORE/5";
  for (const Slip& slip : kSlips) {
    if (word == slip.written) return slip.meant;
  }
  const bool capitals = std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!capitals || word.size() < 2) return {};
  for (const std::string_view known : kOperators) {
    if (edit_distance(word, known) == 1) return known;
  }
  return {};
}

/// What the fields and the exact: around a term make of it.
struct Scope {
  Fields fields;
  bool exact = false;
};

bool is_whole(Fields fields) {
  return (fields.bits & kWholeFields.bits) != 0;
}

/// The first part that looks where no sentences are.
const Expression* part_without_sentences(const Expression& expression) {
  if (expression.operands.empty()) return (expression.fields.bits & ~Fields{}.bits) != 0 ? &expression : nullptr;
  for (const Expression& operand : expression.operands) {
    if (const Expression* found = part_without_sentences(operand)) return found;
  }
  return nullptr;
}

int height(const Expression& expression) {
  int tallest = 0;
  for (const Expression& operand : expression.operands) tallest = std::max(tallest, height(operand));
  return tallest + 1;
}

class Parser {
 public:
  Parser(std::string_view text, std::vector<Token> tokens) : text_(text), tokens_(std::move(tokens)) {}

  Parsed run() {
    if (peek().kind == Token::Kind::end) return mistake(0, "the expression is empty; give at least one word");
    Parsed whole = any_of(Scope{});
    if (!whole) return whole;
    if (peek().kind == Token::Kind::close) return mistake(peek().place.begin, "this ) closes nothing");
    if (peek().kind != Token::Kind::end) return side_by_side();
    if (height(*whole) > kTallest) {
      return mistake(0,
                     fmt::format("operators stand in one another more than {} deep; make two rules of it", kTallest));
    }
    return whole;
  }

 private:
  const Token& peek() const { return tokens_[at_]; }
  const Token& take() { return tokens_[at_++]; }

  Parsed any_of(Scope scope) { return chain(Kind::any_of, Token::Kind::op_or, scope); }
  Parsed all_of(Scope scope) { return chain(Kind::all_of, Token::Kind::op_and, scope); }

  /// One or more operands with the same operator between them.
  Parsed chain(Kind kind, Token::Kind op, Scope scope) {
    const auto operand = [&] { return kind == Kind::any_of ? all_of(scope) : near(scope); };
    Parsed first = operand();
    if (!first || peek().kind != op) return first;
    Expression whole{.kind = kind, .place = first->place};
    whole.operands.push_back(std::move(*first));
    while (peek().kind == op) {
      take();
      Parsed next = operand();
      if (!next) return next;
      whole.place.end = next->place.end;
      whole.operands.push_back(std::move(*next));
    }
    return whole;
  }

  /// a NEAR/5 b BEFORE/3 c is (a NEAR/5 b) BEFORE/3 c.
  Parsed near(Scope scope) {
    Parsed left = negation(scope);
    bool is_chain = false;
    while (left && (peek().kind == Token::Kind::op_near || peek().kind == Token::Kind::op_before)) {
      const Token& op = take();
      Parsed right = negation(scope);
      if (!right) return right;
      if (is_whole(scope.fields)) {
        return mistake(op.place.begin,
                       fmt::format("{} has no place in source:, tags: and lang:, which are compared as a "
                                   "whole; write AND, or a phrase for a whole value: tags:\"south asia\"",
                                   written(op)));
      }
      Expression whole{.kind = op.kind == Token::Kind::op_near ? Kind::near : Kind::before,
                       .place = {.begin = left->place.begin, .end = right->place.end},
                       .number = op.number};
      for (Expression* side : {&*left, &*right}) {
        const bool is_checked = side == &*left && is_chain;  // again for each link would be quadratic
        auto why = is_checked ? std::nullopt : why_not_beside_near(*side, scope.fields);
        if (why) return tl::unexpected(std::move(*why));
        whole.operands.push_back(std::move(*side));
      }
      left = std::move(whole);
      is_chain = true;
    }
    return left;
  }

  Parsed negation(Scope scope) {
    if (peek().kind != Token::Kind::op_not) return single(scope);
    const Token& op = take();
    return deeper(op, [&]() -> Parsed {
      Parsed operand = negation(scope);
      if (!operand) return operand;
      Expression whole{.kind = Kind::negation, .place = {.begin = op.place.begin, .end = operand->place.end}};
      whole.operands.push_back(std::move(*operand));
      return whole;
    });
  }

  template <class Read>
  Parsed deeper(const Token& at, Read read) {
    if (depth_ == kDeepest) {
      return mistake(at.place.begin,
                     fmt::format("brackets and NOTs go more than {} deep; make two rules of it", kDeepest));
    }
    ++depth_;
    Parsed inner = read();
    --depth_;
    return inner;
  }

  Parsed single(Scope scope) {
    const Token& token = take();
    switch (token.kind) {
      case Token::Kind::open:
        return group(token, scope);
      case Token::Kind::field:
        return field(token, scope);
      case Token::Kind::exact:
        return governed(token, {.fields = scope.fields, .exact = true});
      case Token::Kind::same_sentence:
        return deeper(token, [&] { return same_sentence(token, scope); });
      case Token::Kind::at_least:
        return deeper(token, [&] { return at_least(token, scope); });
      case Token::Kind::count:
        return deeper(token, [&] { return count(token, scope); });
      case Token::Kind::word:
      case Token::Kind::phrase:
        return leaf(Kind::words, token, scope);
      case Token::Kind::prefix:
        return leaf(Kind::prefix, token, scope);
      case Token::Kind::regex:
        return leaf(Kind::regex, token, scope);
      case Token::Kind::entity:
        return leaf(Kind::entity, token, scope);
      default:
        return operand_missing(token);
    }
  }

  Parsed group(const Token& open, Scope scope) {
    return deeper(open, [&]() -> Parsed {
      if (peek().kind == Token::Kind::close) return mistake(open.place.begin, "these brackets are empty");
      Parsed inner = any_of(scope);
      if (!inner) return inner;
      if (peek().kind == Token::Kind::comma) {
        return mistake(peek().place.begin,
                       "a comma separates the parts of a function, not of a group; write OR or AND here");
      }
      if (auto wrong = not_closed(open)) return tl::unexpected(std::move(*wrong));
      inner->place = {.begin = open.place.begin, .end = take().place.end};
      return inner;
    });
  }

  /// What is wrong if no bracket closes what is open.
  std::optional<Mistake> not_closed(const Token& open) const {
    if (peek().kind == Token::Kind::close) return std::nullopt;
    if (peek().kind == Token::Kind::end) return Mistake{open.place.begin, "this ( is never closed"};
    return side_by_side().value();
  }

  Parsed field(const Token& token, Scope scope) {
    if (scope.fields != Fields{}) {
      return mistake(token.place.begin, "a field inside another field's group; a term stands in one field only");
    }
    return governed(token, {.fields = Fields::only(token.field), .exact = scope.exact});
  }

  /// What stands behind title: or exact:
  Parsed governed(const Token& token, Scope scope) {
    Parsed inner = deeper(token, [&] { return single(scope); });
    if (inner) inner->place.begin = token.place.begin;
    return inner;
  }

  /// What stands between a function's brackets, commas between; `whole` gets the parts and where they end.
  std::optional<Mistake> read_parts(const Token& open, Expression& whole, Scope scope) {
    if (peek().kind == Token::Kind::close) return Mistake{open.place.begin, "these brackets are empty"};
    while (true) {
      Parsed part = any_of(scope);
      if (!part) return std::move(part).error();
      whole.operands.push_back(std::move(*part));
      if (peek().kind != Token::Kind::comma) break;
      take();
    }
    if (auto wrong = not_closed(open)) return wrong;
    whole.place.end = take().place.end;
    return std::nullopt;
  }

  Parsed same_sentence(const Token& token, Scope scope) {
    constexpr std::string_view kOnlyStory =
        "sentences are looked for in title, summary and body alone; put what stands elsewhere outside, with AND";
    if ((scope.fields.bits & ~Fields{}.bits) != 0) return mistake(token.place.begin, std::string(kOnlyStory));
    const Token& open = take();
    Expression whole{.kind = Kind::same_sentence, .place = token.place};
    if (auto wrong = read_parts(open, whole, scope)) return tl::unexpected(std::move(*wrong));
    if (whole.operands.size() < 2) {
      return mistake(token.place.begin,
                     "SAME_SENTENCE needs two parts or more, with commas between: SAME_SENTENCE(taiwan, talks)");
    }
    if (const Expression* part = part_without_sentences(whole)) {
      return mistake(part->place.begin, std::string(kOnlyStory));
    }
    return whole;
  }

  Parsed at_least(const Token& token, Scope scope) {
    const Token& open = take();
    const Token& number = peek();
    int least = 0;
    const char* const last = number.content.data() + number.content.size();
    const auto [end, error] = std::from_chars(number.content.data(), last, least);
    const bool is_number = number.kind == Token::Kind::word && !number.exact && end == last && least >= 0;
    if (!is_number || tokens_[at_ + 1].kind != Token::Kind::comma) {
      return mistake(token.place.begin,
                     "AT_LEAST begins with a number and a comma: AT_LEAST(2, taiwan, drill, blockade)");
    }
    at_ += 2;
    Expression whole{.kind = Kind::at_least, .place = token.place, .number = least};
    if (auto wrong = read_parts(open, whole, scope)) return tl::unexpected(std::move(*wrong));
    const bool fits = error == std::errc() && least >= 1 && static_cast<std::size_t>(least) <= whole.operands.size();
    if (!fits) {
      return mistake(
          number.place.begin,
          whole.operands.size() == 1
              ? std::string(
                    "AT_LEAST has only one part; put commas between the parts: AT_LEAST(2, taiwan, drill, blockade)")
              : fmt::format("AT_LEAST has {} parts, so its number is 1 to {}", whole.operands.size(),
                            whole.operands.size()));
    }
    return whole;
  }

  Parsed count(const Token& token, Scope scope) {
    if (is_whole(scope.fields)) {
      return mistake(token.place.begin,
                     "source:, tags: and lang: are compared as a whole, so there is nothing to COUNT");
    }
    const Token& open = take();
    Expression whole{.kind = Kind::count, .place = token.place};
    if (auto wrong = read_parts(open, whole, scope)) return tl::unexpected(std::move(*wrong));
    if (whole.operands.size() > 1) {
      return mistake(
          whole.operands[1].place.begin,
          "COUNT takes one expression, and its number stands behind the brackets: COUNT(taiwan OR taipei) >= "
          "3");
    }
    if (auto why = why_not_placed(whole.operands.front())) return tl::unexpected(std::move(*why));
    if (peek().kind != Token::Kind::times) {
      return mistake(token.place.begin, "COUNT needs a number behind its brackets: COUNT(taiwan) >= 3");
    }
    whole.number = peek().number;
    whole.place.end = take().place.end;
    return whole;
  }

  Parsed leaf(Kind kind, const Token& token, Scope scope) const {
    Expression made{.kind = kind,
                    .place = token.place,
                    .fields = scope.fields,
                    .exact = token.exact || scope.exact,
                    .content = token.content,
                    .flags = token.flags,
                    .written = std::string(written(token))};
    if (auto why = why_no_leaf(made)) return mistake(token.place.begin, std::move(*why));
    return made;
  }

  std::string_view written(const Token& token) const {
    return text_.substr(token.place.begin, token.place.end - token.place.begin);
  }

  tl::unexpected<Mistake> operand_missing(const Token& token) const {
    if (token.kind == Token::Kind::end)
      return mistake(token.place.begin, "the expression ends where a term is missing");
    return mistake(
        token.place.begin,
        fmt::format("a term is missing before {}; to look for the word itself, put it in quotes", written(token)));
  }

  /// Two terms with no operator between them; `peek()` is the second.
  tl::unexpected<Mistake> side_by_side() const {
    const Token& second = peek();
    const Token& first = tokens_[at_ - 1];
    for (const Token* token : {&second, &first}) {
      if (token->kind != Token::Kind::word || token->exact) continue;
      if (const std::string_view meant = operator_meant(token->content); !meant.empty()) {
        return mistake(token->place.begin, no_operator(token->content, meant));
      }
    }
    if (first.kind == Token::Kind::word && second.kind == Token::Kind::word) {
      return mistake(second.place.begin,
                     fmt::format("two terms stand side by side: write \"{} {}\" in quotes for a phrase, "
                                 "or put AND or OR between",
                                 first.content, second.content));
    }
    return mistake(second.place.begin,
                   fmt::format("an operator is missing before {}: put AND, OR or NEAR/5 between", written(second)));
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

tl::expected<Expression, std::vector<Mistake>> parse(std::string_view text) {
  Tokens found = tokens(text);
  if (!found.mistakes.empty()) return tl::unexpected(std::move(found.mistakes));
  return Parser(text, std::move(found.list)).run().map_error([](Mistake mistake) { return std::vector{mistake}; });
}

}  // namespace tb::rules
