// Each literal is filed under its rarest four bytes.
#include "literal_filter.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <unordered_map>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tb::rules {
namespace {

constexpr std::uint32_t kEnoughItems = 200;  // below, chance would decide

/// How common a byte is in news, roughly: 0 to 15. Letters by their frequency in English; what is no small letter of it
/// is rare.
unsigned commonness(char c) {
  constexpr std::string_view kByFrequency = "etaoinsrhldcumfpgwybvkxjqz";
  if (c == ' ') return 15;
  const std::size_t rank = kByFrequency.find(c);
  if (rank == std::string_view::npos) return (c & 0x80) != 0 ? 4 : 2;
  return 14 - static_cast<unsigned>(rank) / 2;
}

/// In how many items of a thousand four bytes are expected.
float cost_of_gram(std::string_view gram, const WordFrequency& frequency) {
  float common = 0;
  for (const char c : gram) common += static_cast<float>(commonness(c));
  const float guess = common * common * common / 1000;
  if (frequency.items() < kEnoughItems) return guess;
  const auto seen = static_cast<float>(frequency.items_with_gram(gram));
  return seen * 1000 / static_cast<float>(frequency.items()) + guess / 1000;
}

/// A literal is as rare as the rarest of its grams, or rarer: by far where it spans words.
float cost_of_literal(const std::string& literal, const WordFrequency& frequency) {
  constexpr float kRarerByWord = 0.2F;
  if (literal.size() < WordFrequency::kGram) return 1000;
  const std::size_t at = rarest_gram(literal, frequency);
  float cost = cost_of_gram(std::string_view(literal).substr(at, WordFrequency::kGram), frequency);
  for (const char c : std::string_view(literal).substr(1, literal.size() - 2)) {
    if (c == ' ' || c == '-') cost *= kRarerByWord;
  }
  return cost;
}

/// The rarest gram of a literal; of three letters, these.
Gram gram_of(const std::string& literal, const WordFrequency& frequency) {
  const std::size_t at = literal.size() < WordFrequency::kGram ? 0 : rarest_gram(literal, frequency);
  Gram gram;
  std::memcpy(&gram.bytes, literal.data() + at, std::min(literal.size(), WordFrequency::kGram));
  return gram;
}

#if defined(__SSE2__)
/// The first and the last byte of a gram, sixteen times each.
struct Ends {
  explicit Ends(Gram gram)
      : first(_mm_set1_epi8(static_cast<char>(gram.bytes))),
        last(_mm_set1_epi8(static_cast<char>(gram.bytes >> 8 * (gram.size() - 1)))),
        behind(gram.size() - 1) {}

  /// At which of sixteen places both stand.
  [[nodiscard]] unsigned stand_at(const char* text) const {
    const auto load = [](const char* at) {
      __m128i bytes;
      std::memcpy(&bytes, at, sizeof bytes);
      return bytes;
    };
    const __m128i both = _mm_and_si128(_mm_cmpeq_epi8(load(text), first), _mm_cmpeq_epi8(load(text + behind), last));
    return static_cast<unsigned>(_mm_movemask_epi8(both));
  }

  __m128i first;
  __m128i last;
  std::size_t behind;
};
#endif

bool stands_at(const char* text, Gram gram) {
  return std::memcmp(text, &gram.bytes, gram.size()) == 0;
}

}  // namespace

bool has_either(std::string_view text, Gram one, Gram other) {
  std::size_t at = 0;
#if defined(__SSE2__)  // elsewhere place by place
  constexpr std::size_t kStep = 16;
  const Ends ends_of_one(one);
  const Ends ends_of_other(other);
  for (; at + kStep + WordFrequency::kGram <= text.size(); at += kStep) {
    const char* const here = text.data() + at;
    for (unsigned left = ends_of_one.stand_at(here) | ends_of_other.stand_at(here); left != 0; left &= left - 1) {
      const char* const place = here + std::countr_zero(left);
      if (stands_at(place, one) || stands_at(place, other)) return true;
    }
  }
#endif
  for (; at < text.size(); ++at) {
    const std::size_t left = text.size() - at;
    if (left >= one.size() && stands_at(text.data() + at, one)) return true;
    if (left >= other.size() && stands_at(text.data() + at, other)) return true;
  }
  return false;
}

std::size_t rarest_gram(std::string_view literal, const WordFrequency& frequency) {
  std::size_t best = 0;
  float least = 0;
  for (std::size_t at = 0; at + WordFrequency::kGram <= literal.size(); ++at) {
    const float cost = cost_of_gram(literal.substr(at, WordFrequency::kGram), frequency);
    if (at > 0 && cost >= least) continue;
    least = cost;
    best = at;
  }
  return best;
}

float cost_of(const LiteralGroup& group, const WordFrequency& frequency) {
  float cost = 0;
  for (const std::string& literal : group) cost += cost_of_literal(literal, frequency);
  return cost;
}

void GramSet::read(std::string_view folded) {
  bits_.assign(Gram::kHashes / 64, 0);
  const auto set = [this](Gram gram) {
    const std::uint16_t hash = gram.hash();
    bits_[hash >> 6] |= std::uint64_t{1} << (hash & 63U);
  };
  constexpr std::size_t kLength = WordFrequency::kGram;
  std::size_t at = 0;
  for (; at + kLength <= folded.size(); ++at) {
    Gram gram;
    std::memcpy(&gram.bytes, folded.data() + at, kLength);
    set(gram);
    set({.bytes = gram.bytes & 0xFFFFFFU});
  }
  for (; at + kLength - 1 <= folded.size(); ++at) {
    Gram last;
    std::memcpy(&last.bytes, folded.data() + at, kLength - 1);
    set(last);
  }
}

LiteralUser user_of(RegexId id, const Regex& regex, const WordFrequency& frequency) {
  LiteralUser user{.regex = id};
  const std::optional<Reach>& reach = regex.reach(Width::any);
  user.has_reach = reach.has_value();
  user.reach_has_runs = reach && reach->has_runs;
  float least = 0;
  for (std::size_t i = 1; i < regex.required().size(); ++i) {
    const NeededGroup& group = regex.required()[i];
    const auto is_short = [](const std::string& literal) { return literal.size() + 1 < WordFrequency::kGram; };
    if (group.literals.size() > 2 || std::ranges::any_of(group.literals, is_short)) continue;
    const Nearby ascii = reach ? regex.nearby(group, Width::ascii) : Nearby{};
    const float cost =
        cost_of(group.literals, frequency) * (reach ? static_cast<float>(ascii.before + ascii.behind) : 1);
    if (user.needs_gram && cost >= least) continue;
    least = cost;
    user.needs_gram = true;
    user.ascii = ascii;
    if (reach) user.any = regex.nearby(group, Width::any);
    user.one = gram_of(group.literals.front(), frequency);
    user.other = gram_of(group.literals.back(), frequency);
  }
  return user;
}

void LiteralFilter::add(const LiteralUser& user, const LiteralGroup& literals) {
  for (const std::string& literal : literals) {
    const auto [entry, is_new] = numbers_.try_emplace(literal, static_cast<std::uint32_t>(size()));
    if (is_new) {
      letters_ += literal;
      letters_begin_.push_back(static_cast<std::uint32_t>(letters_.size()));
    }
    added_.emplace_back(entry->second, user);
  }
}

void LiteralFilter::seal(const WordFrequency& frequency) {
  numbers_ = {};
  file_regexes();
  std::ranges::stable_sort(added_, {}, [](const auto& row) { return row.first; });
  users_begin_.assign(size() + 1, 0);
  for (const auto& [literal, user] : added_) {
    users_.push_back(user);
    ++users_begin_[literal + 1];
  }
  std::partial_sum(users_begin_.begin(), users_begin_.end(), users_begin_.begin());
  added_ = {};
  for (std::uint32_t literal = 0; literal < size(); ++literal) {
    const std::string_view text = letters_of(literal);
    if (text.size() < kGram) {
      short_.push_back(literal);
      continue;
    }
    const std::size_t at = rarest_gram(text, frequency);
    Entry entry{.gram = gram_at(text.data() + at),
                .literal = literal,
                .offset = static_cast<std::uint32_t>(at),
                .length = static_cast<std::uint32_t>(text.size())};
    std::memcpy(&entry.head, text.data(), std::min(text.size(), sizeof entry.head));
    entries_.push_back(entry);
  }
  std::ranges::stable_sort(entries_, {}, [](const Entry& entry) { return Gram{entry.gram}.hash(); });
  bits_.assign(Gram::kHashes / 64, 0);
  for (std::uint32_t i = 0; i < entries_.size(); ++i) {
    const std::uint16_t hash = Gram{entries_[i].gram}.hash();
    if (!may_begin(entries_[i].gram)) begin_.push_back(i);
    bits_[hash >> 6] |= std::uint64_t{1} << (hash & 63U);
  }
  begin_.push_back(static_cast<std::uint32_t>(entries_.size()));
  for (std::uint32_t lower = 0; const std::uint64_t bits : bits_) {
    lower_.push_back(lower);
    lower += static_cast<std::uint32_t>(std::popcount(bits));
  }
}

/// The literals of each regular expression side by side, in the order in which they were added.
void LiteralFilter::file_regexes() {
  RegexId regexes = 0;
  for (const auto& [literal, user] : added_) regexes = std::max(regexes, user.regex + 1);
  filed_begin_.assign(regexes + 1, 0);
  for (const auto& [literal, user] : added_) ++filed_begin_[user.regex + 1];
  std::partial_sum(filed_begin_.begin(), filed_begin_.end(), filed_begin_.begin());
  std::vector<std::uint32_t> next(filed_begin_.begin(), filed_begin_.end() - 1);
  filed_.resize(added_.size());
  for (const auto& [literal, user] : added_) filed_[next[user.regex]++] = literal;
}

}  // namespace tb::rules
