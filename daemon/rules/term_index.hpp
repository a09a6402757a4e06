// TermIndex: every term of every rule, found in a text in one pass: a hash probe a word, then a look at its neighbours.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tenbells/core/hit.hpp"
#include "tenbells/text/words.hpp"
#include "term.hpp"

namespace tb::rules {

using TermId = std::uint32_t;

/// A term, found.
struct Occurrence {
  TermId term = 0;
  Field field = Field::title;
  std::uint32_t first = 0;  ///< its words in the field, half open
  std::uint32_t last = 0;

  friend auto operator<=>(const Occurrence&, const Occurrence&) = default;
};

/// Immutable. Threads: const members are safe on any number of threads at once.
class TermIndex {
 public:
  /// @param terms  each with a word; the index of one is its id
  explicit TermIndex(const std::vector<Term>& terms);

  /// Adds every occurrence of every term in one field to `found`, in no order.
  ///
  /// @param words    of the field's text, folded
  /// @param shipped  that text
  void find(const text::Words& words, std::string_view shipped, Field field, std::vector<Occurrence>& found) const;

 private:
  using WordId = std::uint32_t;
  static constexpr WordId kNoWord = ~WordId{0};

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  template <class Value>
  using ByText = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

  struct Need {  ///< a word of a term
    WordId word = 0;
    bool joined = false;
    bool dotted = false;
  };
  struct Keyed {  ///< a term under the word that stands for it
    WordId word = 0;
    TermId term = 0;
    std::uint32_t position = 0;  ///< of the word in the term
  };

  struct Looked {                    ///< the field that is looked through
    const std::vector<WordId>& ids;  ///< of its words
    const text::Words& words;
    std::string_view shipped;
  };

  void key(TermId term, const std::vector<std::uint32_t>& uses);
  void sort_keys();
  void find_prefixes(std::string_view word, Occurrence at, std::vector<Occurrence>& found) const;
  [[nodiscard]] bool stands_at(const Looked& in, TermId term, std::size_t first) const;

  ByText<WordId> dictionary_;
  std::vector<std::uint32_t> needs_begin_;  ///< a term's words in needs_, one more than terms
  std::vector<Need> needs_;
  std::vector<std::vector<std::string>> exact_;  ///< by term
  std::vector<Keyed> keyed_;                     ///< by word
  std::vector<std::uint32_t> keyed_begin_;       ///< a word's terms in keyed_, one more than words
  ByText<TermId> prefixes_;
  std::vector<std::size_t> prefix_lengths_;  ///< every length a prefix has, in bytes
};

}  // namespace tb::rules
