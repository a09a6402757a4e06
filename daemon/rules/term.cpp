// A name is cut into words by the same function as the texts it is looked for in, so that both always agree.
#include "term.hpp"

#include "tenbells/text/words.hpp"

namespace tb::rules {

Term term_of(std::string_view name, Spelling spelling) {
  Term term;
  const text::Words folded = text::words(name);
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

Term prefix_of(std::string_view letters) {
  Term term = term_of(letters, Spelling::any_case);
  term.prefix = true;
  return term;
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
