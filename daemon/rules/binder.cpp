// (a AND b) NEAR/5 c becomes a NEAR/5 c AND b NEAR/5 c here, so that the matcher knows NEAR only between things that
// stand somewhere. An OR of such things stays whole: it stands where any of them does.
#include "binder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/algorithm/string/case_conv.hpp>
#include <cstdint>
#include <utility>

#include "tenbells/core/nearest.hpp"
#include "tenbells/text/fold.hpp"

namespace tb::rules {
namespace {

constexpr std::size_t kMostParts = 100'000;  // of the NEARs of one expression; a rule of 64 KiB has some thousand terms

bool is_whole(Fields fields) {
  return (fields.bits & ~kWholeFields.bits) == 0;
}

/// What is compared with a whole field: spaces at the ends mean nothing there.
std::string whole_value(const Expression& expression) {
  if (expression.fields == Fields::only(Field::lang)) return boost::algorithm::to_lower_copy(expression.content);
  return expression.exact ? expression.content : text::fold(expression.content).text;
}

std::size_t parts_of(const Clause& clause) {
  std::size_t parts = 1;
  for (const Clause& operand : clause.operands) parts += parts_of(operand);
  return parts;
}

class Binder {
 public:
  explicit Binder(Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  Clause bind(const Expression& expression) {
    using Kind = Expression::Kind;
    Clause clause{.place = expression.place,
                  .fields = expression.fields,
                  .number = static_cast<std::uint32_t>(expression.number),
                  .operands = {}};
    switch (expression.kind) {
      case Kind::words:
      case Kind::prefix:
        words(expression, clause);
        break;
      case Kind::entity:
        clause.what = entity(expression);
        break;
      case Kind::regex:
        clause.kind = Clause::Kind::regex;
        clause.what = regex(expression);
        break;
      case Kind::near:
      case Kind::before:
        return near(bind(expression.operands[0]), bind(expression.operands[1]), expression);
      case Kind::all_of:
        return several(Clause::Kind::all_of, expression, std::move(clause));
      case Kind::any_of:
        return several(Clause::Kind::any_of, expression, std::move(clause));
      case Kind::negation:
        return several(Clause::Kind::negation, expression, std::move(clause));
      case Kind::same_sentence:
        return several(Clause::Kind::same_sentence, expression, std::move(clause));
      case Kind::at_least:
        return several(Clause::Kind::at_least, expression, std::move(clause));
      case Kind::count:
        return several(Clause::Kind::count, expression, std::move(clause));
    }
    return clause;
  }

  std::vector<Mistake> mistakes() { return std::move(mistakes_); }

 private:
  Clause several(Clause::Kind kind, const Expression& expression, Clause clause) {
    clause.kind = kind;
    clause.operands.reserve(expression.operands.size());
    for (const Expression& operand : expression.operands) clause.operands.push_back(bind(operand));
    return clause;
  }

  void words(const Expression& expression, Clause& clause) {
    const bool is_open = expression.kind == Expression::Kind::prefix;
    if (is_whole(expression.fields)) {
      clause.kind = Clause::Kind::whole;
      clause.what = vocabulary_.add(
          Whole{.value = whole_value(expression), .exact = expression.exact, .prefix = is_open}, expression.written);
      return;
    }
    const Spelling spelling = expression.exact ? Spelling::exact : Spelling::any_case;
    clause.what = vocabulary_.add(term_of(expression.content, spelling, is_open ? Ending::open : Ending::closed),
                                  expression.written);
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

  /// a NEAR b, distributed: first over what has no place on the left, then on the right.
  Clause near(Clause left, Clause right, const Expression& expression) {
    if (parts_ > kMostParts) return left;
    if (!has_place(left)) {
      for (Clause& operand : left.operands) operand = near(std::move(operand), right, expression);
      return left;
    }
    if (!has_place(right)) {
      for (Clause& operand : right.operands) operand = near(left, std::move(operand), expression);
      return right;
    }
    parts_ += parts_of(left) + parts_of(right);
    if (parts_ > kMostParts) {
      mistakes_.push_back({.offset = expression.place.begin,
                           .message = fmt::format("this NEAR between ANDs grows to more than {} parts; make several "
                                                  "rules of it",
                                                  kMostParts)});
      return left;
    }
    const bool is_ordered = expression.kind == Expression::Kind::before;
    Clause whole{.kind = is_ordered ? Clause::Kind::before : Clause::Kind::near,
                 .place = expression.place,
                 .number = static_cast<std::uint32_t>(expression.number),
                 .operands = {}};
    whole.operands.push_back(std::move(left));
    whole.operands.push_back(std::move(right));
    return whole;
  }

  Vocabulary& vocabulary_;
  std::vector<Mistake> mistakes_;
  std::size_t parts_ = 0;
};

}  // namespace

bool has_place(const Clause& clause) {
  switch (clause.kind) {
    case Clause::Kind::terms:
    case Clause::Kind::regex:
    case Clause::Kind::near:
    case Clause::Kind::before:
    case Clause::Kind::same_sentence:
      return true;
    case Clause::Kind::any_of:
      return std::ranges::all_of(clause.operands, has_place);
    default:
      return false;
  }
}

Mistake unknown_entity(const std::string& id, Place place, const Vocabulary& vocabulary) {
  return {.offset = place.begin,
          .message = fmt::format("there is no entity @{}.{}", id, did_you_mean(id, vocabulary.entity_ids(), "\"@"))};
}

tl::expected<Clause, std::vector<Mistake>> bind(const Expression& expression, Vocabulary& vocabulary) {
  Binder binder(vocabulary);
  Clause clause = binder.bind(expression);
  std::vector<Mistake> mistakes = binder.mistakes();
  if (!mistakes.empty()) return tl::unexpected(std::move(mistakes));
  return clause;
}

}  // namespace tb::rules
