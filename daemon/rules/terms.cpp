// Rules share most of their words, so each is kept once.
#include "terms.hpp"

namespace tb::rules {

TermId Terms::add(const Term& term) {
  const auto [entry, is_new] = ids_.try_emplace(key_of(term), static_cast<TermId>(size()));
  if (!is_new) return entry->second;
  for (std::size_t i = 0; i < term.words.size(); ++i) {
    const Term::Word& word = term.words[i];
    const bool is_open = term.prefix && i + 1 == term.words.size();
    const WordId id = is_open ? kFirstPrefix + prefixes_.add(word.letters) : words_.add(word.letters);
    needs_.push_back(
        {.key = WordKey::of(word.letters), .word = id, .joined = i > 0 && word.joined, .dotted = word.dotted});
  }
  begin_.push_back(static_cast<std::uint32_t>(needs_.size()));
  const unsigned marks = (term.exact.empty() ? 0U : kExact) | (term.prefix ? kPrefix : 0U);
  marks_.push_back(static_cast<std::uint8_t>(marks));
  if (!term.exact.empty()) spellings_.emplace(entry->second, term.exact);
  return entry->second;
}

void Terms::seal() {
  ids_ = {};
  for (Need& need : needs_) {
    if (need.word >= kFirstPrefix) need.word = static_cast<WordId>(words_.size()) + (need.word - kFirstPrefix);
  }
}

std::size_t Terms::bytes() const {
  std::size_t bytes = words_.bytes() + prefixes_.bytes() + needs_.capacity() * sizeof(Need) +
                      begin_.capacity() * sizeof(std::uint32_t) + marks_.capacity();
  for (const auto& [term, spelling] : spellings_) bytes += 64 + spelling.size() * 48;
  return bytes;
}

}  // namespace tb::rules
