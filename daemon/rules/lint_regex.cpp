// The pattern is looked at letter by letter, not understood: what is found must be sure, what is missed is no harm.
#include "lint_regex.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <string_view>

#include "regex.hpp"
#include "tenbells/text/next_code_point.hpp"

namespace tb::rules {
namespace {

using Kind = Expression::Kind;

constexpr std::size_t kShortestWord = 4;  // letters; fewer are often the beginning of something else

/// What kinds of letters a pattern asks for.
struct Letters {
  bool any = false;
  bool capitals = false;
  bool signs = false;  ///< anything that is neither a letter, a digit nor a blank
};

Letters letters_in(std::string_view pattern) {
  Letters found;
  for (std::size_t next = 0; next < pattern.size();) {
    const UChar32 c = text::next_code_point(pattern, next);
    if (c == '\\') {  // what follows is no letter of the text
      found.signs = true;
      if (next < pattern.size()) (void)text::next_code_point(pattern, next);
      continue;
    }
    const bool is_letter = c >= 0 && u_isalpha(c) != 0;
    found.any = found.any || is_letter;
    found.capitals = found.capitals || (c >= 0 && u_isupper(c) != 0);
    found.signs = found.signs || (!is_letter && c != ' ' && (c < 0 || u_isdigit(c) == 0));
  }
  return found;
}

/// Whether what it finds begins with a Latin word in small letters, which a headline spells with a capital. What stands
/// further behind may be a unit, and languages in other scripts have no such headlines.
bool begins_with_small_word(std::string_view pattern) {
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view before : {"\\b", "^", "(?:", "("}) {
      if (!pattern.starts_with(before)) continue;
      pattern.remove_prefix(before.size());
      more = true;
    }
  }
  const std::size_t end = std::min(pattern.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), pattern.size());
  return end >= kShortestWord;
}

/// Whether every match holds a line feed; may miss some that do.
bool needs_line_feed(std::string_view pattern) {
  const std::size_t at = pattern.find("\\n");
  if (at == std::string_view::npos || pattern.find_first_of("|[(") != std::string_view::npos) return false;
  if (at > 0 && pattern[at - 1] == '\\') return false;
  return at + 2 == pattern.size() || std::string_view("?*{").find(pattern[at + 2]) == std::string_view::npos;
}

bool is_slow(const Expression& leaf) {
  const auto compiled = Regex::compile(leaf.content, leaf.flags);
  return compiled && compiled->required().empty();
}

/// Whether it is true where no leaf matches but slow regular expressions; `first` gets the first of these.
bool true_by_slow_alone(const Expression& expression, const Expression*& first) {
  const auto is_true = [&](const Expression& operand) { return true_by_slow_alone(operand, first); };
  switch (expression.kind) {
    case Kind::words:
    case Kind::prefix:
    case Kind::entity:
      return false;
    case Kind::regex:
      if (!is_slow(expression)) return false;
      if (first == nullptr) first = &expression;
      return true;
    case Kind::negation: {
      const Expression* under_not = nullptr;
      return !true_by_slow_alone(expression.operands.front(), under_not);
    }
    case Kind::any_of:
      return std::ranges::any_of(expression.operands, is_true);
    case Kind::at_least:
      return std::ranges::count_if(expression.operands, is_true) >= expression.number;
    default:
      return std::ranges::all_of(expression.operands, is_true);
  }
}

}  // namespace

std::optional<std::string> lint_of_regex(const Expression& leaf) {
  const std::string_view pattern = leaf.content;
  const Letters letters = letters_in(pattern);
  if (letters.any && !letters.signs) {
    return fmt::format(
        "this regular expression is plain text; the words \"{}\" in quotes are found faster and in any "
        "spelling (it also looks inside of words: for these write a prefix, as in sanction*)",
        pattern);
  }
  const bool is_story = leaf.fields.has(Field::summary) || leaf.fields.has(Field::body);
  if (!is_story && needs_line_feed(pattern)) {
    return "this regular expression asks for a line feed (\\n), which stands in no field but summary and body; write "
           "\\s";
  }
  const bool any_case = leaf.flags.find('i') != std::string::npos || pattern.find("(?i") != std::string_view::npos;
  if (!any_case && !letters.capitals && begins_with_small_word(pattern)) {
    return fmt::format(
        "this regular expression finds small letters alone, while headlines begin with capitals; did you "
        "mean /{}/i{}?",
        pattern, leaf.flags);
  }
  return std::nullopt;
}

const Expression* slow_regex_of(const Expression& expression) {
  const Expression* first = nullptr;
  return true_by_slow_alone(expression, first) ? first : nullptr;
}

}  // namespace tb::rules
