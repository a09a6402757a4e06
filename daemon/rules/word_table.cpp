// Growth and bookkeeping; the question itself is in the header, to be inlined into the loop over a text.
#include "word_table.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace tb::rules {
namespace {

constexpr std::size_t kFirstSlots = 64;
constexpr std::size_t kFilterBitsASlot = 8;  // 16 a word and more: 1 word in 16 that is unknown passes at worst

}  // namespace

WordKey WordKey::of(std::string_view letters) {
  if (letters.size() > 8) return of(letters.data(), letters.size());
  std::array<char, 8> padded{};
  std::ranges::copy(letters, padded.begin());
  return of(padded.data(), letters.size());
}

WordTable::WordTable() {
  slots_.resize(kFirstSlots / 2);
  grow();
}

WordId WordTable::add(std::string_view letters) {
  const WordId known = find(letters);
  if (known != kNoWord) return known;
  if ((size() + 1) * 2 > slots_.size()) grow();
  const auto word = static_cast<WordId>(size());
  letters_ += letters;
  begin_.push_back(static_cast<std::uint32_t>(letters_.size()));
  put(word);
  return word;
}

void WordTable::grow() {
  const std::size_t slots = slots_.size() * 2;
  slots_.assign(slots, Slot{});
  filter_.assign(slots * kFilterBitsASlot / 64, 0);
  slot_shift_ = 64 - static_cast<unsigned>(std::countr_zero(slots));
  filter_shift_ = slot_shift_ - static_cast<unsigned>(std::countr_zero(kFilterBitsASlot));
  for (WordId word = 0; word < size(); ++word) put(word);
}

void WordTable::put(WordId word) {
  const WordKey key = WordKey::of(letters_of(word));
  const std::uint64_t hash = key.hash();
  filter_[hash >> filter_shift_ >> 6] |= std::uint64_t{1} << (hash >> filter_shift_ & 63U);
  std::size_t at = hash >> slot_shift_;
  while (slots_[at].word != kNoWord) at = (at + 1) & (slots_.size() - 1);
  slots_[at] = {.bits = key.bits, .word = word, .is_long = static_cast<std::uint32_t>(key.is_long)};
}

std::size_t WordTable::bytes() const {
  return slots_.capacity() * sizeof(Slot) + filter_.capacity() * sizeof(std::uint64_t) + letters_.capacity() +
         begin_.capacity() * sizeof(std::uint32_t);
}

}  // namespace tb::rules
