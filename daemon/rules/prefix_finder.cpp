// One bit for the first letters of every beginning lets nearly all words pass unasked.
#include "prefix_finder.hpp"

#include <algorithm>

namespace tb::rules {

PrefixFinder::PrefixFinder(const WordTable& prefixes) : prefixes_(&prefixes) {
  for (WordId prefix = 0; prefix < prefixes.size(); ++prefix) {
    const std::string_view letters = prefixes.letters_of(prefix);
    lengths_.push_back(static_cast<std::uint32_t>(letters.size()));
    const std::size_t looked = std::min(letters.size(), kLooked);
    shortest_ = std::min(shortest_, looked);
    const std::uint32_t hash = hash_of(letters, looked);
    bits_[hash >> 6] |= std::uint64_t{1} << (hash & 63U);
  }
  std::ranges::sort(lengths_);
  lengths_.erase(std::ranges::unique(lengths_).begin(), lengths_.end());
}

}  // namespace tb::rules
