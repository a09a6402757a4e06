// In source:, tags: and lang: the whole value is compared, so other forms make sense there than in a text.
#include "leaf_form.hpp"

#include <fmt/format.h>

#include "language_range.hpp"
#include "tenbells/text/next_code_point.hpp"
#include "tenbells/text/words.hpp"

namespace tb::rules {
namespace {

constexpr std::size_t kMostWords = 100;  // of a phrase; each is compared wherever the rarest stands
constexpr int kShortestPrefix = 2;       // letters; s* would be a fifth of all words

using Kind = Expression::Kind;

/// Letters as a reader counts them: a Korean syllable is two or three.
int letters_in(std::string_view text) {
  int letters = 0;
  for (std::size_t next = 0; next < text.size();) {
    const auto character = text::next_code_point(text, next);
    letters += character >= 0xAC00 && character <= 0xD7A3 ? 2 : 1;
  }
  return letters;
}

std::optional<std::string> why_no_prefix(const Expression& leaf) {
  const text::Words words = text::words(leaf.content);
  const text::Word& last = words.list.back();
  if (last.end != leaf.content.size()) {
    return fmt::format("{} has no letter before the *; it stands at the end of a word: sanction*", leaf.written);
  }
  if (last.dotted) {
    return fmt::format("{} is an acronym with dots, which has no beginning to go on from; leave the * out",
                       leaf.written);
  }
  const std::string letters(words.text(words.size() - 1));
  const bool is_spaceless = text::words(letters + letters).size() > 1;  // each character is a word there
  if (is_spaceless) {
    return fmt::format("{} ends in a script without spaces; leave the * out: terms match inside there anyway",
                       leaf.written);
  }
  if (letters_in(letters) < kShortestPrefix) {
    return fmt::format("{} would match too much; give at least {} letters before the *", leaf.written, kShortestPrefix);
  }
  return std::nullopt;
}

std::optional<std::string> why_not_in_whole_field(const Expression& leaf) {
  if (leaf.kind == Kind::entity) {
    return fmt::format(
        "an entity is looked for in texts, while source:, tags: and lang: are compared as a whole; write "
        "{} without the field, or the value itself",
        leaf.written);
  }
  if (leaf.exact) {
    return "source:, tags: and lang: are compared in any case; leave = and exact: out, or write a regular expression: "
           "tags:/^US$/";
  }
  if (leaf.fields != Fields::only(Field::lang)) return std::nullopt;
  if (leaf.kind == Kind::prefix) {
    return "leave the * out: lang:zh is true of zh-TW and zh-Hant too";
  }
  return leaf.kind == Kind::words ? why_no_language(leaf.content) : std::nullopt;
}

}  // namespace

std::optional<std::string> why_no_leaf(const Expression& leaf) {
  const bool is_text = leaf.kind == Kind::words || leaf.kind == Kind::prefix;
  if (is_text && text::words(leaf.content).size() == 0) {
    return fmt::format("{} holds no letter or digit, so it can match nothing", leaf.written);
  }
  if (const std::size_t words = is_text ? text::words(leaf.content).size() : 0; words > kMostWords) {
    return fmt::format("this phrase has {} words, the most is {}; a part of it says as much", words, kMostWords);
  }
  if ((leaf.fields.bits & kWholeFields.bits) != 0) return why_not_in_whole_field(leaf);
  if (leaf.exact && leaf.kind == Kind::regex) {
    return fmt::format("a regular expression counts capitals anyway; put {} outside of exact:", leaf.written);
  }
  if (leaf.exact && leaf.kind == Kind::entity) {
    return fmt::format(
        "an entity says itself which of its names count as spelt (`exact` in the entity); put {} outside "
        "of exact:",
        leaf.written);
  }
  return leaf.kind == Kind::prefix ? why_no_prefix(leaf) : std::nullopt;
}

}  // namespace tb::rules
