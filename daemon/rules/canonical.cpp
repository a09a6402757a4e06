// Every part is written in brackets with what it depends on before it; texts, which may hold any byte, with their
// length. Two different expressions so never give the same text.
#include "canonical.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "tenbells/text/fold.hpp"
#include "tenbells/text/words.hpp"

namespace tb::rules {
namespace {

using Kind = Expression::Kind;

bool is_whole(Fields fields) {
  return (fields.bits & kWholeFields.bits) != 0;
}

std::string measured(std::string_view text) {
  return fmt::format("{}:{}", text.size(), text);
}

/// The words as the matcher sees them.
std::string words_of(const Expression& leaf) {
  if (is_whole(leaf.fields)) return measured(text::fold(leaf.content).text);
  const text::Words words = text::words(leaf.content, leaf.exact ? text::Case::keep : text::Case::fold);
  std::string all;
  for (std::size_t i = 0; i < words.size(); ++i) {
    all += fmt::format("{}{} {}", words.list[i].joined ? "+" : "", words.list[i].dotted ? "." : "",
                       measured(words.text(i)));
  }
  return all;
}

std::string leaf_text(const Expression& leaf) {
  const std::string start = fmt::format("{}/{}", static_cast<int>(leaf.kind), leaf.fields.bits);
  switch (leaf.kind) {
    case Kind::words:
    case Kind::prefix:
      return fmt::format("({}{}{})", start, leaf.exact ? "=" : "", words_of(leaf));
    case Kind::regex: {
      std::string flags;
      for (const char flag : {'i', 's'}) {
        if (leaf.flags.find(flag) != std::string::npos) flags += flag;
      }
      return fmt::format("({}{} {})", start, flags, measured(leaf.content));
    }
    default:
      return fmt::format("({} {})", start, measured(leaf.content));
  }
}

/// The operands of an AND or OR, with those of the same kind in brackets among them.
void gather(const Expression& expression, Kind kind, std::vector<std::string>& texts) {
  for (const Expression& operand : expression.operands) {
    if (operand.kind == kind) {
      gather(operand, kind, texts);
    } else {
      texts.push_back(canonical(operand));
    }
  }
}

}  // namespace

std::string canonical(const Expression& expression) {
  const Kind kind = expression.kind;
  if (expression.operands.empty()) return leaf_text(expression);
  if (kind == Kind::negation && expression.operands.front().kind == Kind::negation) {
    return canonical(expression.operands.front().operands.front());
  }
  std::vector<std::string> texts;
  const bool is_set = kind == Kind::all_of || kind == Kind::any_of;
  if (is_set) {
    gather(expression, kind, texts);
  } else {
    for (const Expression& operand : expression.operands) texts.push_back(canonical(operand));
  }
  if (kind != Kind::before) std::ranges::sort(texts);
  if (is_set || kind == Kind::same_sentence) texts.erase(std::ranges::unique(texts).begin(), texts.end());
  if (is_set && texts.size() == 1) return std::move(texts.front());
  return fmt::format("({}#{}{})", static_cast<int>(kind), expression.number, fmt::join(texts, ""));
}

}  // namespace tb::rules
