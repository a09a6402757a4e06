// Each literal is filed under its rarest four bytes.
#include "literal_filter.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

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

/// A literal is as rare as the rarest of its grams, or rarer.
float cost_of_literal(const std::string& literal, const WordFrequency& frequency) {
  if (literal.size() < WordFrequency::kGram) return 1000;
  const std::size_t at = rarest_gram(literal, frequency);
  return cost_of_gram(std::string_view(literal).substr(at, WordFrequency::kGram), frequency);
}

}  // namespace

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
  bits_.assign(LiteralFilter::kHashes / 64, 0);
  const auto set = [this](std::uint32_t gram) {
    const std::uint16_t hash = LiteralFilter::hash_of(gram);
    bits_[hash >> 6] |= std::uint64_t{1} << (hash & 63U);
  };
  std::size_t at = 0;
  for (; at + WordFrequency::kGram <= folded.size(); ++at) {
    const std::uint32_t gram = LiteralFilter::gram_at(folded.data() + at);
    set(gram);
    set(LiteralFilter::without_last(gram));
  }
  for (; at + WordFrequency::kGram - 1 <= folded.size(); ++at) {
    std::array<char, WordFrequency::kGram> last{};
    std::ranges::copy(folded.substr(at), last.begin());
    set(LiteralFilter::gram_at(last.data()));
  }
}

/// The second check: the rarest of the other groups that two grams can stand for.
LiteralUser LiteralFilter::user(RegexId regex, const std::vector<LiteralGroup>& required,
                                const WordFrequency& frequency) {
  LiteralUser user{.regex = regex};
  for (std::size_t i = 1; i < required.size() && !user.needs_gram; ++i) {
    const LiteralGroup& group = required[i];
    const auto is_short = [](const std::string& literal) { return literal.size() < kGram - 1; };
    if (group.size() > 2 || std::ranges::any_of(group, is_short)) continue;
    const auto hash = [&](const std::string& literal) {
      if (literal.size() < kGram) return hash_of(without_last(gram_at(literal.data())));  // its end is a zero byte
      return hash_of(gram_at(literal.data() + rarest_gram(literal, frequency)));
    };
    user.needs_gram = true;
    user.one = hash(group.front());
    user.other = hash(group.back());
  }
  return user;
}

void LiteralFilter::add(RegexId regex, const std::vector<LiteralGroup>& required, const WordFrequency& frequency) {
  if (filed_.size() <= regex) filed_.resize(regex + 1);
  const LiteralUser described = user(regex, required, frequency);
  for (const std::string& literal : required.front()) {
    const auto [entry, is_new] = numbers_.try_emplace(literal, static_cast<std::uint32_t>(literals_.size()));
    if (is_new) literals_.push_back(literal);
    added_.emplace_back(entry->second, described);
    filed_[regex].push_back(entry->second);
  }
}

void LiteralFilter::seal(const WordFrequency& frequency) {
  numbers_ = {};
  std::ranges::stable_sort(added_, {}, [](const auto& row) { return row.first; });
  users_begin_.assign(literals_.size() + 1, 0);
  for (const auto& [literal, user] : added_) {
    users_.push_back(user);
    ++users_begin_[literal + 1];
  }
  for (std::size_t i = 1; i < users_begin_.size(); ++i) users_begin_[i] += users_begin_[i - 1];
  added_ = {};
  for (std::uint32_t literal = 0; literal < literals_.size(); ++literal) {
    const std::string_view text = literals_[literal];
    if (text.size() < kGram) {
      short_.push_back(literal);
      continue;
    }
    const std::size_t at = rarest_gram(text, frequency);
    entries_.push_back(
        {.gram = gram_at(text.data() + at), .literal = literal, .offset = static_cast<std::uint32_t>(at)});
  }
  std::ranges::stable_sort(entries_, {}, [](const Entry& entry) { return hash_of(entry.gram); });
  begin_.assign(kHashes + 1, 0);
  bits_.assign(kHashes / 64, 0);
  for (const Entry& entry : entries_) {
    const std::uint16_t hash = hash_of(entry.gram);
    ++begin_[hash + 1];
    bits_[hash >> 6] |= std::uint64_t{1} << (hash & 63U);
  }
  for (std::size_t i = 1; i < begin_.size(); ++i) begin_[i] += begin_[i - 1];
}

}  // namespace tb::rules
