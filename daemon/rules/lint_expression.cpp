// One walk over the tree. An OR in brackets inside of an OR is the same OR: its terms are compared with the outer ones.
#include "lint_expression.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "canonical.hpp"
#include "covering.hpp"
#include "language_range.hpp"
#include "lint_regex.hpp"
#include "tenbells/core/printable.hpp"
#include "tenbells/text/words.hpp"

namespace tb::rules {
namespace {

using Kind = Expression::Kind;

constexpr std::size_t kShown = 60;  // characters of a part that a message repeats

/// The operands, with those of operands of the same kind.
void gather(const Expression& expression, std::vector<const Expression*>& parts) {
  for (const Expression& operand : expression.operands) {
    if (operand.kind == expression.kind) {
      gather(operand, parts);
    } else {
      parts.push_back(&operand);
    }
  }
}

bool has_capitals(const Expression& leaf) {
  const text::Words words = text::words(leaf.content);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!std::ranges::all_of(words.text(i), [](char c) { return c >= '0' && c <= '9'; })) return true;
  }
  return false;
}

class Walk {
 public:
  explicit Walk(std::string_view text) : text_(text) {}

  void visit(const Expression& expression, Kind around) {
    switch (expression.kind) {
      case Kind::any_of:
        if (around != Kind::any_of) several(expression, "OR");
        mixed(expression);
        break;
      case Kind::all_of:
        if (around != Kind::all_of) several(expression, "AND");
        break;
      case Kind::same_sentence:
        several(expression, "SAME_SENTENCE");
        break;
      case Kind::at_least:
        at_least(expression);
        break;
      case Kind::near:
      case Kind::before:
        near(expression);
        break;
      case Kind::count:
        if (expression.number == 1) {
          tell(expression.place.begin, fmt::format("one time is what the term itself asks for; write {} alone",
                                                   shown(expression.operands.front())));
        }
        break;
      case Kind::negation:
        break;
      default:
        leaf(expression);
        break;
    }
    for (const Expression& operand : expression.operands) visit(operand, expression.kind);
  }

  std::vector<Mistake> found() && {
    std::ranges::stable_sort(found_, {}, &Mistake::offset);
    return std::move(found_);
  }

 private:
  void tell(std::size_t offset, std::string message) {
    found_.push_back({.offset = offset, .message = std::move(message)});
  }

  std::string shown(const Expression& part) const {
    return shortened(printable(text_.substr(part.place.begin, part.place.end - part.place.begin)), kShown);
  }

  /// a OR b AND c: many read it from left to right.
  void mixed(const Expression& any_of) {
    for (const Expression& operand : any_of.operands) {
      const bool in_brackets =
          operand.kind != Kind::all_of || operand.place.begin < operand.operands.front().place.begin;
      if (in_brackets) continue;
      tell(text_.find("AND", operand.operands.front().place.end),
           fmt::format("AND binds tighter than OR: put brackets around ({}), or around what the OR joins",
                       shown(operand)));
      return;
    }
  }

  void several(const Expression& expression, std::string_view name) {
    std::vector<const Expression*> parts;
    gather(expression, parts);
    repeated(parts, name);
    if (expression.kind == Kind::any_of) {
      for (const Covered& covered : covered_in(parts)) {
        tell(covered.part->place.begin,
             fmt::format("{} is covered by {} in the same OR; leave it out", shown(*covered.part), shown(*covered.by)));
      }
    }
    if (expression.kind == Kind::all_of) only_one_at_a_time(parts);
  }

  void repeated(const std::vector<const Expression*>& parts, std::string_view name) {
    std::unordered_map<std::string, const Expression*> seen;
    for (const Expression* part : parts) {
      const auto [first, is_new] = seen.try_emplace(canonical(*part), part);
      if (is_new) continue;
      const std::string one = shown(*first->second);
      const std::string other = shown(*part);
      tell(part->place.begin,
           one == other
               ? fmt::format("{} stands twice in this {}; leave one out, or did you mean another term?", one, name)
               : fmt::format("{} says the same as {} in this {}; leave one out", other, one, name));
    }
  }

  /// An item has one language and one source.
  void only_one_at_a_time(const std::vector<const Expression*>& parts) {
    for (const Field field : {Field::lang, Field::source}) {
      const Expression* first = nullptr;
      for (const Expression* part : parts) {
        if (part->kind != Kind::words || part->fields != Fields::only(field)) continue;
        if (first == nullptr) {
          first = part;
        } else if (!could_be_one(first->content, part->content, field)) {
          tell(part->place.begin, fmt::format("no item has two of {}:, so {} AND {} is never true; write OR",
                                              to_string(field), shown(*first), shown(*part)));
        }
      }
    }
  }

  /// lang:zh and lang:zh-TW are both true of zh-TW; of sources, other spellings of one are another lint.
  static bool could_be_one(std::string_view one, std::string_view other, Field field) {
    const auto head = [](std::string_view range) { return range.substr(0, range.find('-')); };
    const text::Words first = text::words(field == Field::lang ? head(one) : one);
    const text::Words second = text::words(field == Field::lang ? head(other) : other);
    return first.letters == second.letters;
  }

  void at_least(const Expression& expression) {
    std::vector<const Expression*> parts;
    for (const Expression& operand : expression.operands) parts.push_back(&operand);
    repeated(parts, "AT_LEAST");
    const auto number = static_cast<std::size_t>(expression.number);
    if (number == parts.size()) {
      tell(expression.place.begin,
           parts.size() == 1 ? fmt::format("AT_LEAST of one part is the part; write {} alone", shown(*parts.front()))
                             : fmt::format("AT_LEAST {} of {} is all of them; write AND", number, parts.size()));
    } else if (number == 1) {
      tell(expression.place.begin, "AT_LEAST 1 is any of them; write OR");
    }
  }

  void near(const Expression& expression) {
    const Expression& left = expression.operands[0];
    if (canonical(left) != canonical(expression.operands[1])) return;
    tell(expression.operands[1].place.begin,
         fmt::format("both sides are the same term; did you mean another one? For a term that stands twice write "
                     "COUNT({}) >= 2",
                     shown(left)));
  }

  void leaf(const Expression& leaf) {
    if (leaf.kind == Kind::regex) {
      if (auto better = lint_of_regex(leaf)) tell(leaf.place.begin, std::move(*better));
      return;
    }
    if (leaf.exact && !has_capitals(leaf)) {
      tell(leaf.place.begin,
           fmt::format("{} has digits alone, which are spelt in one way; leave = and exact: out", leaf.written));
    }
    if (leaf.kind == Kind::words && leaf.fields == Fields::only(Field::lang)) {
      if (auto why = why_never_declared(leaf.content)) tell(leaf.place.begin, std::move(*why));
    }
  }

  std::string_view text_;
  std::vector<Mistake> found_;
};

}  // namespace

std::vector<Mistake> lints_of(const Expression& expression, std::string_view text) {
  Walk walk(text);
  walk.visit(expression, Kind::words);
  return std::move(walk).found();
}

}  // namespace tb::rules
