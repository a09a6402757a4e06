// Hash counts without a second look: two words that share a bucket only make each other look more common.
#include "tenbells/rules/word_frequency.hpp"

#include <cstring>
#include <string>

#include "case_folded.hpp"
#include "tenbells/core/hit.hpp"
#include "tenbells/text/words.hpp"
#include "word_table.hpp"

namespace tb::rules {
namespace {

constexpr std::size_t kBuckets = std::size_t{1} << 16;  // a language's daily vocabulary is some ten thousand
constexpr std::uint32_t kMostItems = 100'000;           // about a week of a busy desk

std::size_t bucket_of(std::string_view letters) {
  return WordKey::of(letters).hash() >> 48;
}

std::size_t bucket_of_gram(const char* gram) {
  std::uint32_t bits = 0;
  std::memcpy(&bits, gram, sizeof bits);
  return bits * 0x9E3779B1U >> 16;
}

}  // namespace

void WordFrequency::count(std::vector<Count>& table, std::size_t bucket) {
  Count& count = table[bucket];
  if (count.last == serial_) return;
  count.last = serial_;
  ++count.items;
}

void WordFrequency::observe(const Item& item) {
  words_.resize(kBuckets);
  grams_.resize(kBuckets);
  ++serial_;
  std::string folded;
  for (const Field field : kStoryFields) {
    const std::string& shipped = text_of(item, field);
    const text::Words words = text::words(shipped);
    for (std::size_t i = 0; i < words.size(); ++i) count(words_, bucket_of(words.text(i)));
    static_cast<void>(fold_case(shipped, folded));
    for (std::size_t at = 0; at + kGram <= folded.size(); ++at) count(grams_, bucket_of_gram(folded.data() + at));
  }
  if (++items_ < kMostItems) return;
  for (std::vector<Count>* table : {&words_, &grams_}) {
    for (Count& count : *table) count.items /= 2;
  }
  items_ /= 2;
}

std::uint32_t WordFrequency::items_with(std::string_view letters) const {
  return words_.empty() ? 0 : words_[bucket_of(letters)].items;
}

std::uint32_t WordFrequency::items_with_gram(std::string_view gram) const {
  return grams_.empty() ? 0 : grams_[bucket_of_gram(gram.data())].items;
}

}  // namespace tb::rules
