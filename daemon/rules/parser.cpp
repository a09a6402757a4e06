// Recursive descent, one function a level of binding: OR, AND, NEAR, NOT, then what stands for itself. Most mistakes of
// a desk editor are two terms without an operator between them, so that place looks hardest for what was meant.
#include "parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "lexer.hpp"
#include "tenbells/core/nearest.hpp"
#include "tenbells/text/words.hpp"

namespace tb::rules {
namespace {

constexpr int kDeepest = 200;               // far beyond what a person reads, far below what the stack holds
constexpr std::size_t kShortestPrefix = 2;  // s* would be a fifth of all words

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
    Slip{"&&", "AND"},  Slip{"&", "AND"},          Slip{"+", "AND"},         Slip{",", "OR"},    Slip{"||", "OR"},
    Slip{"|", "OR"},    Slip{"!", "NOT"},          Slip{"-", "NOT"},         Slip{"BUT", "AND"}, Slip{"UND", "AND"},
    Slip{"ODER", "OR"}, Slip{"ANDNOT", "AND NOT"}, Slip{"WITHIN", "NEAR/5"}, Slip{"XOR", "OR"},
};

/// What operator a word between two terms was meant to be; empty if none.
std::string_view operator_meant(std::string_view word) {
  constexpr std::array<std::string_view, 3> kOperators{"AND", "OR", "NOT"};
  for (const std::string_view known : kOperators) {
    if (edit_distance(word, known) == 0) return known;
  }
  if (edit_distance(word.substr(0, word.find('/')), "NEAR") == 0) return "NEAR/5";
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

class Parser {
 public:
  Parser(std::string_view text, std::vector<Token> tokens) : text_(text), tokens_(std::move(tokens)) {}

  Parsed run() {
    if (peek().kind == Token::Kind::end) return mistake(0, "the expression is empty; give at least one word");
    Parsed whole = any_of(Fields{});
    if (!whole) return whole;
    if (peek().kind == Token::Kind::close) return mistake(peek().place.begin, "this ) closes nothing");
    if (peek().kind != Token::Kind::end) return side_by_side();
    return whole;
  }

 private:
  const Token& peek() const { return tokens_[at_]; }
  const Token& take() { return tokens_[at_++]; }

  Parsed any_of(Fields fields) { return chain(Kind::any_of, Token::Kind::op_or, fields); }
  Parsed all_of(Fields fields) { return chain(Kind::all_of, Token::Kind::op_and, fields); }

  /// One or more operands with the same operator between them.
  Parsed chain(Kind kind, Token::Kind op, Fields fields) {
    const auto operand = [&] { return kind == Kind::any_of ? all_of(fields) : near(fields); };
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

  Parsed near(Fields fields) {
    Parsed left = negation(fields);
    if (!left || peek().kind != Token::Kind::op_near) return left;
    const Token op = take();
    Parsed right = negation(fields);
    if (!right) return right;
    if (peek().kind == Token::Kind::op_near) {
      return mistake(peek().place.begin, "NEAR takes two sides; for three write (a NEAR/5 b) AND (b NEAR/5 c)");
    }
    Expression whole{.kind = Kind::near, .place = {.begin = left->place.begin, .end = right->place.end}};
    whole.distance = op.distance;
    for (Expression* side : {&*left, &*right}) {
      if (auto wrong = why_not_countable(*side, fields)) return mistake(side->place.begin, *wrong);
      whole.operands.push_back(std::move(*side));
    }
    return whole;
  }

  /// Why words cannot be counted from this side of a NEAR, if they cannot.
  static std::optional<std::string> why_not_countable(const Expression& side, Fields fields) {
    switch (side.kind) {
      case Kind::words:
      case Kind::prefix:
      case Kind::entity:
        if (side.fields == fields) return std::nullopt;
        return "NEAR looks at one field at a time; put the field around the whole: title:(a NEAR/5 b)";
      case Kind::any_of:
        for (const Expression& operand : side.operands) {
          if (auto wrong = why_not_countable(operand, fields)) return wrong;
        }
        return std::nullopt;
      case Kind::regex:
        return "a regular expression cannot stand beside NEAR, only words, phrases and entities";
      case Kind::near:
        return "NEAR takes two sides; for three write (a NEAR/5 b) AND (b NEAR/5 c)";
      case Kind::negation:
        return "NOT stands outside of NEAR: NOT (a NEAR/5 b), or NOT a AND (b NEAR/5 c)";
      case Kind::all_of:
        break;
    }
    return "beside NEAR stands a word, a phrase, an entity or an OR of them: (talks OR hotline) NEAR/5 @pla";
  }

  Parsed negation(Fields fields) {
    if (peek().kind != Token::Kind::op_not) return primary(fields);
    const Token op = take();
    return deeper(op, [&]() -> Parsed {
      Parsed operand = negation(fields);
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

  Parsed primary(Fields fields) {
    const Token& token = take();
    switch (token.kind) {
      case Token::Kind::open:
        return group(token, fields);
      case Token::Kind::field:
        return field(token, fields);
      case Token::Kind::word:
      case Token::Kind::phrase:
        return leaf(Kind::words, token, fields);
      case Token::Kind::prefix:
        return prefix(token, fields);
      case Token::Kind::regex:
        return leaf(Kind::regex, token, fields);
      case Token::Kind::entity:
        return leaf(Kind::entity, token, fields);
      default:
        return operand_missing(token);
    }
  }

  Parsed group(const Token& open, Fields fields) {
    return deeper(open, [&]() -> Parsed {
      if (peek().kind == Token::Kind::close) return mistake(open.place.begin, "these brackets are empty");
      Parsed inner = any_of(fields);
      if (!inner) return inner;
      if (peek().kind == Token::Kind::end) return mistake(open.place.begin, "this ( is never closed");
      if (peek().kind != Token::Kind::close) return side_by_side();
      inner->place = {.begin = open.place.begin, .end = take().place.end};
      return inner;
    });
  }

  Parsed field(const Token& token, Fields fields) {
    if (fields != Fields{}) {
      return mistake(token.place.begin, "a field inside another field's group; a term stands in one field only");
    }
    Parsed inner = primary(Fields::only(token.field));
    if (inner) inner->place.begin = token.place.begin;
    return inner;
  }

  Parsed leaf(Kind kind, const Token& token, Fields fields) const {
    if (kind == Kind::words && text::words(token.content).size() == 0) {
      return mistake(token.place.begin,
                     fmt::format("{} holds no letter or digit, so it can match nothing", written(token)));
    }
    return Expression{.kind = kind,
                      .place = token.place,
                      .fields = fields,
                      .content = token.content,
                      .flags = token.flags,
                      .written = std::string(written(token))};
  }

  Parsed prefix(const Token& token, Fields fields) const {
    const text::Words words = text::words(token.content);
    if (words.size() == 0) return leaf(Kind::words, token, fields);
    const bool one_word = words.size() == 1 && words.list[0].end == token.content.size();
    if (!one_word || words.list[0].dotted) {
      return mistake(token.place.begin, fmt::format("{} is more than one word, and * works on one; in scripts without "
                                                    "spaces leave it out: terms match inside there anyway",
                                                    written(token)));
    }
    if (words.text(0).size() < kShortestPrefix) {
      return mistake(token.place.begin, fmt::format("{} would match too much; give at least {} letters before the *",
                                                    written(token), kShortestPrefix));
    }
    return leaf(Kind::prefix, token, fields);
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
      if (token->kind != Token::Kind::word) continue;
      if (const std::string_view meant = operator_meant(token->content); !meant.empty()) {
        return mistake(token->place.begin,
                       fmt::format("\"{}\" is no operator. Did you mean \"{}\"? To look for the word "
                                   "itself, put it in quotes",
                                   token->content, meant));
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
