// A name is cut into words by the same function as the texts it is looked for in, so that both always agree.
#include "term.hpp"

#include <unicode/uchar.h>

#include "tenbells/text/next_code_point.hpp"
#include "tenbells/text/words.hpp"

namespace tb::rules {

Term term_of(std::string_view name, Spelling spelling, Ending ending) {
  Term term{.words = {}, .exact = {}, .prefix = ending == Ending::open};
  const text::Words folded = text::words(name);
  term.words.reserve(folded.size());
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const text::Word& word = folded.list[i];
    term.words.push_back({.letters = std::string(folded.text(i)), .joined = word.joined, .dotted = word.dotted});
  }
  if (spelling == Spelling::exact) {
    const text::Words kept = text::words(name, text::Case::keep);
    for (std::size_t i = 0; i < kept.size(); ++i) term.exact.emplace_back(kept.text(i));
  }
  return term;
}

Term term_of_name(std::string_view name, Spelling spelling) {
  if (name.ends_with('*')) return term_of(name.substr(0, name.size() - 1), spelling, Ending::open);
  return term_of(name, spelling);
}

std::optional<std::size_t> star_in(std::string_view name) {
  std::optional<std::size_t> star;  // of the character before, if it is one
  bool after_letter = false;
  for (std::size_t next = 0; next < name.size();) {
    const std::size_t at = next;
    const UChar32 character = text::next_code_point(name, next);
    const bool is_letter = character >= 0 && u_isalnum(character) != 0;
    if (star && is_letter) return star;
    if (character == '*' && after_letter && next < name.size()) return at;
    star = character == '*' ? std::optional(at) : std::nullopt;
    after_letter = is_letter;
  }
  return std::nullopt;
}

std::string key_of(const Term& term) {
  std::string key(1, term.prefix ? '*' : ' ');
  for (const Term::Word& word : term.words) {
    key += word.joined ? '+' : ' ';
    key += word.dotted ? '.' : ' ';
    key += word.letters;
  }
  for (const std::string& word : term.exact) key += '=' + word;
  return key;
}

}  // namespace tb::rules
