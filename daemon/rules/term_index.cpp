// Each term is keyed by the one of its words that fewest terms share, so that common words cost nothing but their
// probe.
#include "term_index.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstdint>

#include "tenbells/text/next_code_point.hpp"

namespace tb::rules {
namespace {

bool has_small_letter(std::string_view shipped) {
  for (std::size_t at = 0; at < shipped.size();) {
    const UChar32 character = text::next_code_point(shipped, at);
    if (character >= 0 && u_hasBinaryProperty(character, UCHAR_LOWERCASE) != 0) return true;
  }
  return false;
}

bool is_spelt(std::string_view shipped, const std::vector<std::string>& exact) {
  const text::Words words = text::words(shipped, text::Case::keep);
  if (words.size() != exact.size()) return false;
  for (std::size_t i = 0; i < exact.size(); ++i) {
    if (words.text(i) != exact[i]) return false;
  }
  return true;
}

}  // namespace

TermIndex::TermIndex(const std::vector<Term>& terms) : needs_begin_{0} {
  std::vector<std::uint32_t> uses;
  for (TermId id = 0; id < terms.size(); ++id) {
    const Term& term = terms[id];
    if (term.prefix) {
      prefixes_.emplace(term.words.front().letters, id);
    } else {
      for (const Term::Word& word : term.words) {
        const auto [entry, is_new] = dictionary_.try_emplace(word.letters, static_cast<WordId>(dictionary_.size()));
        if (is_new) uses.push_back(0);
        ++uses[entry->second];
        needs_.push_back({.word = entry->second, .joined = word.joined, .dotted = word.dotted});
      }
    }
    needs_begin_.push_back(static_cast<std::uint32_t>(needs_.size()));
    exact_.push_back(term.exact);
  }
  for (TermId id = 0; id < terms.size(); ++id) {
    if (!terms[id].prefix) key(id, uses);
  }
  sort_keys();
  for (const auto& [letters, id] : prefixes_) prefix_lengths_.push_back(letters.size());
  std::ranges::sort(prefix_lengths_);
  prefix_lengths_.erase(std::ranges::unique(prefix_lengths_).begin(), prefix_lengths_.end());
}

void TermIndex::key(TermId term, const std::vector<std::uint32_t>& uses) {
  const std::uint32_t begin = needs_begin_[term];
  std::uint32_t rarest = begin;
  for (std::uint32_t i = begin; i < needs_begin_[term + 1]; ++i) {
    if (uses[needs_[i].word] < uses[needs_[rarest].word]) rarest = i;
  }
  keyed_.push_back({.word = needs_[rarest].word, .term = term, .position = rarest - begin});
}

void TermIndex::sort_keys() {
  std::ranges::stable_sort(keyed_, {}, &Keyed::word);
  keyed_begin_.assign(dictionary_.size() + 1, 0);
  for (const Keyed& keyed : keyed_) ++keyed_begin_[keyed.word + 1];
  for (std::size_t i = 1; i < keyed_begin_.size(); ++i) keyed_begin_[i] += keyed_begin_[i - 1];
}

void TermIndex::find(const text::Words& words, std::string_view shipped, Field field,
                     std::vector<Occurrence>& found) const {
  std::vector<WordId> ids(words.size(), kNoWord);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto entry = dictionary_.find(words.text(i));
    if (entry != dictionary_.end()) ids[i] = entry->second;
  }
  const Looked in{.ids = ids, .words = words, .shipped = shipped};
  for (std::uint32_t at = 0; at < ids.size(); ++at) {
    find_prefixes(words.text(at), {.field = field, .first = at, .last = at + 1}, found);
    if (ids[at] == kNoWord) continue;
    for (std::uint32_t i = keyed_begin_[ids[at]]; i < keyed_begin_[ids[at] + 1]; ++i) {
      const Keyed& keyed = keyed_[i];
      if (keyed.position > at) continue;
      const std::uint32_t first = at - keyed.position;
      if (!stands_at(in, keyed.term, first)) continue;
      const std::uint32_t length = needs_begin_[keyed.term + 1] - needs_begin_[keyed.term];
      found.push_back({.term = keyed.term, .field = field, .first = first, .last = first + length});
    }
  }
}

void TermIndex::find_prefixes(std::string_view word, Occurrence at, std::vector<Occurrence>& found) const {
  for (const std::size_t length : prefix_lengths_) {
    if (length > word.size()) return;
    const auto entry = prefixes_.find(word.substr(0, length));
    if (entry == prefixes_.end()) continue;
    at.term = entry->second;
    found.push_back(at);
  }
}

bool TermIndex::stands_at(const Looked& in, TermId term, std::size_t first) const {
  const std::size_t length = needs_begin_[term + 1] - needs_begin_[term];
  if (first + length > in.ids.size()) return false;
  for (std::size_t i = 0; i < length; ++i) {
    const Need& need = needs_[needs_begin_[term] + i];
    const text::Word& word = in.words.list[first + i];
    if (in.ids[first + i] != need.word) return false;
    if (i > 0 && need.joined && !word.joined) return false;
    if (need.dotted && !word.dotted && has_small_letter(in.shipped.substr(word.begin, word.end - word.begin)))
      return false;
  }
  if (exact_[term].empty()) return true;
  const std::size_t begin = in.words.list[first].begin;
  return is_spelt(in.shipped.substr(begin, in.words.list[first + length - 1].end - begin), exact_[term]);
}

}  // namespace tb::rules
