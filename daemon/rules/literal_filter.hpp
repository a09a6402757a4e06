// LiteralFilter: which regular expressions may match a text, by the literals they require: one look at a bit for every
// four bytes of the text.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "clause.hpp"
#include "regex.hpp"
#include "regex_reach.hpp"
#include "tenbells/rules/word_frequency.hpp"

namespace tb::rules {

/// How often one of these literals is expected, in items of a thousand.
[[nodiscard]] float cost_of(const LiteralGroup& group, const WordFrequency& frequency);

/// Where in a literal its rarest gram begins.
/// @param literal  a gram long at least
[[nodiscard]] std::size_t rarest_gram(std::string_view literal, const WordFrequency& frequency);

/// Four bytes in a row, or three with a zero behind them.
struct Gram {
  std::uint32_t bytes = 0;

  static constexpr std::size_t kHashes = std::size_t{1} << 16;

  [[nodiscard]] std::uint16_t hash() const { return static_cast<std::uint16_t>((bytes * 0x9E3779B1U) >> 16); }
  [[nodiscard]] std::size_t size() const { return bytes < 0x1000000U ? 3 : 4; }
};

/// Whether one of two grams, which may be the same, stands in a text.
[[nodiscard]] bool has_either(std::string_view text, Gram one, Gram other);

/// Which grams a text has, roughly: one that it has is always there.
class GramSet {
 public:
  /// @param folded  by fold_case
  void read(std::string_view folded);

  [[nodiscard]] bool may_have(Gram gram) const {
    const std::uint16_t hash = gram.hash();
    return (bits_[hash >> 6] >> (hash & 63U) & 1U) != 0;
  }

 private:
  std::vector<std::uint64_t> bits_;
};

/// A regular expression that is filed under a literal, and what else a match of it needs: of two grams one, no further
/// from the literal than it can be long. All that is asked before the expression itself is fetched.
struct LiteralUser {
  RegexId regex = 0;
  Gram one;
  Gram other;    ///< may be the same
  Nearby ascii;  ///< where the gram's literal is, in an ASCII text
  Nearby any;    ///< the same in others
  bool needs_gram = false;
  bool has_reach = false;  ///< else it may stand anywhere
  bool reach_has_runs = false;

  /// The part of a text where the gram must stand for the literal at a place, with that literal.
  /// Needs a reach that holds for the text.
  [[nodiscard]] Place around(Place literal, std::size_t size, Width width) const {
    const Nearby& nearby = width == Width::ascii ? ascii : any;
    return {.begin = literal.begin > nearby.before ? literal.begin - nearby.before : 0,
            .end = nearby.behind < size - literal.end ? literal.end + nearby.behind : size};
  }
};

/// What a regular expression needs beside its first group of literals: the group whose literal is hardest to find near
/// it, of those that two grams can stand for.
[[nodiscard]] LiteralUser user_of(RegexId id, const Regex& regex, const WordFrequency& frequency);

/// Built by add() and seal(), then immutable. Threads: const members are safe on any number of threads at once.
class LiteralFilter {
 public:
  /// Files a regular expression under literals of which every match needs one.
  void add(const LiteralUser& user, const LiteralGroup& literals);
  void seal(const WordFrequency& frequency);

  [[nodiscard]] bool is_empty() const { return size() == 0; }
  [[nodiscard]] std::size_t size() const { return letters_begin_.size() - 1; }

  /// The regular expressions that are filed under a literal, and the literals of one.
  [[nodiscard]] std::span<const LiteralUser> users(std::uint32_t literal) const {
    return std::span(users_).subspan(users_begin_[literal], users_begin_[literal + 1] - users_begin_[literal]);
  }
  [[nodiscard]] std::span<const std::uint32_t> literals_of(RegexId regex) const {
    if (regex + 1 >= filed_begin_.size()) return {};
    return std::span(filed_).subspan(filed_begin_[regex], filed_begin_[regex + 1] - filed_begin_[regex]);
  }
  [[nodiscard]] std::size_t length(std::uint32_t literal) const {
    return letters_begin_[literal + 1] - letters_begin_[literal];
  }

  /// Calls back with every place of every literal in a text: its number and its first byte, in no order.
  /// @param folded  by fold_case
  template <class Callback>
  void for_each(std::string_view folded, Callback callback) const {
    std::size_t at = 0;
    // Four neighbours out of one load: nearly always none of them is known.
    for (; at + 8 <= folded.size(); at += 4) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, folded.data() + at, sizeof bytes);
      const bool one = may_begin(static_cast<std::uint32_t>(bytes));
      const bool two = may_begin(static_cast<std::uint32_t>(bytes >> 8));
      const bool three = may_begin(static_cast<std::uint32_t>(bytes >> 16));
      const bool four = may_begin(static_cast<std::uint32_t>(bytes >> 24));
      if (!(one | two | three | four)) continue;
      for (std::size_t i = at; i < at + 4; ++i) look(folded, i, callback);
    }
    for (; at + kGram <= folded.size(); ++at) look(folded, at, callback);
    short_ones(folded, callback);
  }

 private:
  static constexpr std::size_t kGram = WordFrequency::kGram;

  struct Entry {             ///< a gram of a literal
    std::uint64_t head = 0;  ///< the first eight bytes of the literal, zeros behind a short one
    std::uint32_t gram = 0;
    std::uint32_t literal = 0;
    std::uint32_t offset = 0;
    std::uint32_t length = 0;
  };

  static std::uint32_t gram_at(const char* at) {
    std::uint32_t gram = 0;
    std::memcpy(&gram, at, sizeof gram);
    return gram;
  }
  [[nodiscard]] std::string_view letters_of(std::uint32_t literal) const {
    return std::string_view(letters_).substr(letters_begin_[literal], length(literal));
  }

  [[nodiscard]] bool may_begin(std::uint32_t gram) const {
    const std::uint16_t hash = Gram{gram}.hash();
    return (bits_[hash >> 6] >> (hash & 63U) & 1U) != 0;
  }

  /// How many hashes with entries are lower: 256 KiB less than a row for every hash.
  [[nodiscard]] std::uint32_t number_of(std::uint16_t hash) const {
    const std::uint64_t lower = bits_[hash >> 6] & ((std::uint64_t{1} << (hash & 63U)) - 1);
    return lower_[hash >> 6] + static_cast<std::uint32_t>(std::popcount(lower));
  }

  /// Calls back with the literals whose gram stands at a place.
  template <class Callback>
  void look(std::string_view folded, std::size_t at, Callback callback) const {
    const std::uint32_t gram = gram_at(folded.data() + at);
    if (!may_begin(gram)) return;
    const std::uint32_t number = number_of(Gram{gram}.hash());
    for (std::uint32_t i = begin_[number]; i < begin_[number + 1]; ++i) {
      const Entry& entry = entries_[i];
      if (entry.gram != gram || entry.offset > at) continue;
      const std::size_t begin = at - entry.offset;
      if (stands_at(folded, begin, entry)) callback(entry.literal, begin);
    }
  }

  [[nodiscard]] bool stands_at(std::string_view folded, std::size_t at, const Entry& entry) const {
    constexpr std::size_t kHead = sizeof entry.head;
    if (folded.size() - at < std::max<std::size_t>(kHead, entry.length)) {
      return folded.substr(at).starts_with(letters_of(entry.literal));
    }
    std::uint64_t head = 0;
    std::memcpy(&head, folded.data() + at, kHead);
    if (entry.length < kHead) return (head ^ entry.head) << (64 - 8 * entry.length) == 0;
    return head == entry.head && folded.substr(at, entry.length) == letters_of(entry.literal);
  }

  void file_regexes();

  template <class Callback>
  void short_ones(std::string_view folded, Callback callback) const {
    for (const std::uint32_t literal : short_) {
      const std::string_view letters = letters_of(literal);
      for (std::size_t at = folded.find(letters); at != std::string_view::npos; at = folded.find(letters, at + 1)) {
        callback(literal, at);
      }
    }
  }

  std::string letters_;                                       ///< of all literals, folded, each once
  std::vector<std::uint32_t> letters_begin_{0};               ///< of each in letters_, one more than literals
  std::vector<std::pair<std::uint32_t, LiteralUser>> added_;  ///< with their literals, until seal()
  std::vector<LiteralUser> users_;                            ///< of all literals, side by side
  std::vector<std::uint32_t> users_begin_;                    ///< of each literal, one more than literals
  std::vector<std::uint32_t> filed_;                          ///< the literals of regular expressions, side by side
  std::vector<std::uint32_t> filed_begin_;                    ///< of each in filed_, one more than expressions
  std::vector<std::uint32_t> short_;                          ///< literals shorter than a gram
  std::vector<Entry> entries_;                                ///< by hash
  std::vector<std::uint32_t> begin_;                          ///< in entries_, of each hash that has some, one more
  std::vector<std::uint32_t> lower_;                          ///< of each word in bits_: such hashes before it
  std::vector<std::uint64_t> bits_;                           ///< which hashes have entries
  std::unordered_map<std::string, std::uint32_t> numbers_;    ///< of literals, while it is built
};

}  // namespace tb::rules
