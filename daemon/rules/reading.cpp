// The occurrences are sorted once; a clause then finds those of its term by halving.
#include "reading.hpp"

#include <algorithm>
#include <cstdint>

namespace tb::rules {

Reading::Reading(const Item& item, const TermIndex& index, const Vocabulary& vocabulary)
    : item_(item), vocabulary_(vocabulary) {
  for (const Field field : kFields) {
    const std::string& shipped = text_of(item, field);
    text::Words& words = words_[static_cast<std::size_t>(field)];
    words = text::words(shipped);
    index.find(words, shipped, field, occurrences_);
  }
  std::ranges::sort(occurrences_);
}

std::span<const Occurrence> Reading::of(TermId term) const {
  return std::ranges::equal_range(occurrences_, term, {}, &Occurrence::term);
}

std::vector<TermId> Reading::terms() const {
  std::vector<TermId> ids;
  for (const Occurrence& occurrence : occurrences_) {
    if (ids.empty() || ids.back() != occurrence.term) ids.push_back(occurrence.term);
  }
  return ids;
}

const std::vector<Place>& Reading::of(RegexId regex, Field field) {
  const std::uint64_t key = std::uint64_t{regex} * kFields.size() + static_cast<std::uint64_t>(field);
  const auto [entry, is_new] = matches_.try_emplace(key);
  if (is_new) entry->second = vocabulary_.patterns()[regex].regex.find(text_of(item_, field), kMostEvidence);
  return entry->second;
}

Place Reading::place(const Occurrence& occurrence) const {
  const std::vector<text::Word>& words = words_[static_cast<std::size_t>(occurrence.field)].list;
  return {.begin = words[occurrence.first].begin, .end = words[occurrence.last - 1].end};
}

}  // namespace tb::rules
