// Terms: every word, phrase and prefix that rules look for, each once, as numbers of words. Grows while packs are
// compiled, is then what the matcher compares texts with.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "term.hpp"
#include "word_table.hpp"

namespace tb::rules {

using TermId = std::uint32_t;

/// A word that a term needs. Once sealed, beginnings of words are numbered on after the words.
struct Need {
  WordKey key;
  WordId word = 0;
  bool joined = false;  ///< as Term::Word
  bool dotted = false;
};

class Terms {
 public:
  /// The number of a term, a new one if it has none. It must hold a word.
  TermId add(const Term& term);

  /// Ends adding: numbers become final.
  void seal();

  [[nodiscard]] std::size_t size() const { return begin_.size() - 1; }
  [[nodiscard]] std::span<const Need> needs(TermId term) const {
    return std::span(needs_).subspan(begin_[term], begin_[term + 1] - begin_[term]);
  }

  /// Has the memory that needs() leads to fetched, the first step some time before the second.
  void fetch(TermId term) const { __builtin_prefetch(&begin_[term]); }
  void fetch_needs(TermId term) const { __builtin_prefetch(&needs_[begin_[term]]); }

  /// Whether only one spelling counts, and whether the last word may go on.
  [[nodiscard]] bool is_exact(TermId term) const { return (marks_[term] & kExact) != 0; }
  [[nodiscard]] bool is_prefix(TermId term) const { return (marks_[term] & kPrefix) != 0; }

  /// The words of an exact term, with their capitals.
  [[nodiscard]] const std::vector<std::string>& spelling(TermId term) const { return spellings_.at(term); }

  /// All words and beginnings.
  [[nodiscard]] std::size_t numbers() const { return words_.size() + prefixes_.size(); }
  [[nodiscard]] bool is_beginning(WordId word) const { return word >= words_.size(); }
  [[nodiscard]] std::string_view letters_of(WordId word) const {
    return is_beginning(word) ? prefixes_.letters_of(word - static_cast<WordId>(words_.size()))
                              : words_.letters_of(word);
  }

  /// Of its letters.
  [[nodiscard]] std::uint32_t tag_of(WordId word) const { return WordKey::of(letters_of(word)).tag(); }

  [[nodiscard]] const WordTable& words() const { return words_; }
  [[nodiscard]] const WordTable& prefixes() const { return prefixes_; }
  [[nodiscard]] std::size_t bytes() const;

 private:
  static constexpr WordId kFirstPrefix = WordId{1} << 30;  ///< what beginnings are counted from until seal()
  static constexpr std::uint8_t kExact = 1;
  static constexpr std::uint8_t kPrefix = 2;

  WordTable words_;
  WordTable prefixes_;
  std::vector<Need> needs_;
  std::vector<std::uint32_t> begin_{0};  ///< of each term in needs_, one more than terms
  std::vector<std::uint8_t> marks_;
  std::unordered_map<TermId, std::vector<std::string>> spellings_;
  std::unordered_map<std::string, TermId> ids_;  ///< by key_of
};

}  // namespace tb::rules
