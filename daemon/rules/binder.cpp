// NOT wanders down to the leaves here: NOT (a AND b) becomes NOT a OR NOT b.
#include "binder.hpp"
#include "tenbells/core/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace tb::rules {
namespace {

bool asks_a_regex(const Clause& clause) {
  return clause.kind == Clause::Kind::regex || std::ranges::any_of(clause.operands, asks_a_regex);
}

class Binder {
 public:
  explicit Binder(Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  Clause bind(const Expression& expression, bool negated) {
    using Kind = Expression::Kind;
    Clause clause{.negated = negated, .place = expression.place, .fields = expression.fields};
    switch (expression.kind) {
      case Kind::negation:
        return bind(expression.operands.front(), !negated);
      case Kind::words:
        clause.group = vocabulary_.add(term_of(expression.content, Spelling::any_case), expression.written);
        break;
      case Kind::prefix:
        clause.group = vocabulary_.add(prefix_of(expression.content), expression.written);
        break;
      case Kind::entity:
        clause.group = entity(expression);
        break;
      case Kind::regex:
        clause.kind = Clause::Kind::regex;
        clause.regex = regex(expression);
        break;
      case Kind::near:
        clause.kind = Clause::Kind::near;
        clause.distance = static_cast<std::uint32_t>(expression.distance);
        for (const Expression& operand : expression.operands) clause.operands.push_back(bind(operand, false));
        break;
      case Kind::all_of:
      case Kind::any_of:
        several(expression, clause);
        break;
    }
    return clause;
  }

  std::vector<Mistake> mistakes() { return std::move(mistakes_); }

 private:
  void several(const Expression& expression, Clause& clause) {
    const bool all = (expression.kind == Expression::Kind::all_of) != clause.negated;
    clause.kind = all ? Clause::Kind::all_of : Clause::Kind::any_of;
    for (const Expression& operand : expression.operands) clause.operands.push_back(bind(operand, clause.negated));
    clause.negated = false;
    // Words are known before any clause is asked; a regular expression is a pass over the text, so it is asked last.
    std::ranges::stable_partition(clause.operands, [](const Clause& operand) { return !asks_a_regex(operand); });
  }

  GroupId entity(const Expression& expression) {
    if (const auto group = vocabulary_.entity(expression.content)) return *group;
    mistakes_.push_back(unknown_entity(expression.content, expression.place, vocabulary_));
    return 0;
  }

  RegexId regex(const Expression& expression) {
    auto compiled = Regex::compile(expression.content, expression.flags);
    if (compiled) return vocabulary_.add(std::move(*compiled), expression.written);
    mistakes_.push_back({.offset = expression.place.begin, .message = std::move(compiled).error()});
    return 0;
  }

  Vocabulary& vocabulary_;
  std::vector<Mistake> mistakes_;
};

}  // namespace

Mistake unknown_entity(const std::string& id, Place place, const Vocabulary& vocabulary) {
  return {.offset = place.begin,
          .message = fmt::format("there is no entity @{}.{}", id, did_you_mean(id, vocabulary.entity_ids(), "\"@"))};
}

tl::expected<Clause, std::vector<Mistake>> bind(const Expression& expression, Vocabulary& vocabulary) {
  Binder binder(vocabulary);
  Clause clause = binder.bind(expression, false);
  std::vector<Mistake> mistakes = binder.mistakes();
  if (!mistakes.empty()) return tl::unexpected(std::move(mistakes));
  return clause;
}

}  // namespace tb::rules
