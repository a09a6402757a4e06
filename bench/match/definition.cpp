// The whole text becomes words, each name becomes words, and each name is tried at each place: no index, no
// cleverness, nothing shared with the matcher that it judges.
#include "definition.hpp"

#include <re2/re2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstddef>

namespace tb::bench {
namespace {

struct Word {
  std::u32string letters;
  bool single = false;   ///< of a script without spaces, where each character is a word
  bool touches = false;  ///< so is the word before, and nothing stands between
};

using Words = std::vector<Word>;

std::u32string code_points(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::u32string all;
  for (std::size_t at = 0; at < text.size();) {
    UChar32 character = 0;
    U8_NEXT(bytes, at, text.size(), character);
    all.push_back(static_cast<char32_t>(character));
  }
  return all;
}

bool is_letter(char32_t character) {
  const auto c = static_cast<UChar32>(character);
  return u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

bool is_single(char32_t character) {
  UErrorCode error = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(character), &error) == USCRIPT_HAN;
}

/// Taiwan's is Taiwan.
void drop_possessive(std::u32string& letters) {
  if (letters.size() > 2 && letters.ends_with(U"'s")) letters.resize(letters.size() - 2);
}

Words words_of(std::string_view utf8) {
  const std::u32string text = code_points(utf8);
  Words words;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_letter(text[at])) {
      ++at;
      continue;
    }
    if (is_single(text[at])) {
      const bool touches = at > 0 && is_single(text[at - 1]);
      words.push_back({.letters = {text[at++]}, .single = true, .touches = touches});
      continue;
    }
    Word word;
    while (at < text.size() && !is_single(text[at])) {
      const bool apostrophe =
          (text[at] == U'\'' || text[at] == U'’') && at + 1 < text.size() && is_letter(text[at + 1]);
      if (!is_letter(text[at]) && !apostrophe) break;
      word.letters.push_back(
          apostrophe ? U'\'' : static_cast<char32_t>(u_foldCase(static_cast<UChar32>(text[at]), U_FOLD_CASE_DEFAULT)));
      ++at;
    }
    drop_possessive(word.letters);
    words.push_back(std::move(word));
  }
  return words;
}

/// Where the name's words stand, one after the other.
std::vector<std::size_t> places(const Words& name, const Words& text) {
  std::vector<std::size_t> found;
  for (std::size_t at = 0; at + name.size() <= text.size(); ++at) {
    bool same = !name.empty();
    for (std::size_t k = 0; same && k < name.size(); ++k) {
      same = name[k].letters == text[at + k].letters && (k == 0 || !name[k].touches || text[at + k].touches);
    }
    if (same) found.push_back(at);
  }
  return found;
}

bool near(const Leaf& leaf, const Words& text) {
  const Words first = words_of(leaf.words[0]);
  const Words second = words_of(leaf.words[1]);
  const auto reach = static_cast<std::size_t>(leaf.distance);
  for (const std::size_t a : places(first, text)) {
    for (const std::size_t b : places(second, text)) {
      if (a + first.size() <= b && b - a - first.size() <= reach) return true;
      if (b + second.size() <= a && a - b - second.size() <= reach) return true;
    }
  }
  return false;
}

bool leaf_holds(const Leaf& leaf, const Words& text, const Item& item) {
  switch (leaf.kind) {
    case Leaf::Kind::literal:
      return std::ranges::any_of(leaf.words,
                                 [&](const std::string& name) { return !places(words_of(name), text).empty(); });
    case Leaf::Kind::near:
      return near(leaf, text);
    case Leaf::Kind::regex:
      break;
  }
  return RE2::PartialMatch(item.body, leaf.regex);
}

}  // namespace

bool holds_by_definition(const RuleSheet& sheet, std::uint32_t rule, const Item& item) {
  const Words text = words_of(item.body);
  std::vector<bool> stack;
  for (const Step& step : sheet.rules[rule]) {
    if (step.kind == Step::Kind::leaf) {
      stack.push_back(leaf_holds(sheet.leaves[step.leaf], text, item));
    } else if (step.kind == Step::Kind::negate) {
      stack.back() = !stack.back();
    } else {
      const bool right = stack.back();
      stack.pop_back();
      stack.back() = step.kind == Step::Kind::all_of ? stack.back() && right : stack.back() || right;
    }
  }
  return stack.back();
}

}  // namespace tb::bench
