// Reading: one item, read once for all rules: its words as numbers, the rules that these set off, and, for the rules
// that ask, where each term and each regular expression stands. The memory is kept from item to item.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "case_folded.hpp"
#include "mark_set.hpp"
#include "prefix_finder.hpp"
#include "spans.hpp"
#include "tenbells/core/item.hpp"
#include "tenbells/text/words.hpp"
#include "triggers.hpp"
#include "vocabulary.hpp"

namespace tb::rules {

/// What a reading needs to know of a rule set.
struct ReadingPlan {
  const Vocabulary& vocabulary;
  const TermKeys& keys;
  const Triggers& triggers;
  const PrefixFinder& prefixes;
  std::uint64_t serial = 0;  ///< no two rule sets have the same
  Fields words_in;           ///< the fields that are read word by word
  std::size_t rules = 0;
};

/// One text of the item. Its words are numbered through all texts, with one number left out between two texts.
struct TextRead {
  Field field = Field::title;
  std::uint32_t entry = 0;
  std::string_view shipped;
  std::uint32_t first = 0;  ///< its words, half open
  std::uint32_t last = 0;
};

/// Lives on one thread. Everything it returns holds until the next read().
class Reading {
 public:
  /// Reads an item; the item and the plan must live as long as anything is asked.
  void read(const Item& item, const ReadingPlan& plan);

  /// The rules that the item sets off, each once, in no order.
  [[nodiscard]] std::span<const RuleIndex> candidates() const { return candidates_.members(); }

  [[nodiscard]] const Item& item() const { return *item_; }
  [[nodiscard]] const ReadingPlan& plan() const { return *plan_; }
  [[nodiscard]] std::span<const TextRead> texts() const { return texts_; }
  [[nodiscard]] bool has_story_alone() const { return has_story_alone_; }

  /// The text that a word belongs to.
  [[nodiscard]] const TextRead& text_at(std::uint32_t position) const;

  [[nodiscard]] const text::Words& words_of(const TextRead& text) const {
    return words_[static_cast<std::size_t>(&text - texts_.data())];
  }

  /// The bytes of some words of one text.
  [[nodiscard]] Place place(const TextRead& text, Span words) const;

  /// Whether a term stands anywhere.
  [[nodiscard]] bool has(TermId term) {
    return sighted_.has(term) || (!plan_->triggers.is_watched(term) && !of(term).empty());
  }

  /// Where a term stands, in order.
  [[nodiscard]] std::span<const Span> of(TermId term);

  /// Whether a word, or a beginning of one, stands anywhere in the item.
  [[nodiscard]] bool has_anywhere(WordId word);

  /// Members of large gathering entities that have a name in the item; with repetitions.
  [[nodiscard]] std::span<const MemberFound> members_found() const { return members_found_; }

  /// Where a regular expression matches in a text, in order, without overlap; the first kMostMatches.
  /// Until the next call of this or matches_in_value().
  [[nodiscard]] std::span<const Place> matches(RegexId regex, const TextRead& text);

  /// The same in the value of a whole field.
  [[nodiscard]] std::span<const Place> matches_in_value(RegexId regex, Field field, std::uint32_t entry);

  static constexpr std::size_t kMostMatches = 100'000;

 private:
  struct Other {  ///< what a word also is: a bare form of it, or a beginning, that some term needs
    std::uint32_t position = 0;
    WordId word = kNoWord;
  };
  struct TermMemo {
    std::uint32_t found = 0;  ///< epoch in which its occurrences were made a row
    std::uint32_t begin = 0;  ///< the row, in occurrences_, half open; before that the first and the last of its
    std::uint32_t end = 0;    ///< sightings
  };
  struct Look {  ///< where a term may stand
    TermId term = 0;
    std::uint32_t first = 0;
  };
  struct Sighting {  ///< of a watched term
    Span words;
    std::uint32_t next = 0;  ///< in sightings_, of the same term
  };

  struct FoldedText {
    std::uint32_t epoch = 0;
    Offsets offsets = Offsets::ascii;
    std::string text;
  };
  struct LiteralFound {
    std::uint32_t text = 0;
    std::uint32_t at = 0;
    std::uint32_t next = 0;  ///< in literals_found_, of the same literal
  };
  struct Head {
    std::uint32_t epoch = 0;
    std::uint32_t first = 0;
  };
  struct Found {  ///< the matches of a regular expression in a text or a value
    std::uint64_t where = 0;
    std::uint32_t begin = 0;  ///< in matches_, half open
    std::uint32_t end = 0;
    std::uint32_t next = 0;   ///< in found_, of the same expression
    std::uint32_t depth = 0;  ///< of it, how many there are
  };

  void begin(const Item& item, const ReadingPlan& plan);
  void forget(const ReadingPlan& plan);
  void add_text(Field field, std::uint32_t entry);
  void tag_words(const text::Words& words);
  void add_other_forms(std::string_view letters, std::uint32_t position);
  void add_beginnings(std::string_view letters, std::uint32_t position);
  void add_other(std::uint32_t position, WordId word);
  void set_off();
  void look_under(std::uint32_t position, std::uint32_t tag);
  void set_off_seen();
  void set_off_term(TermId term, std::uint32_t first);
  void set_off_regexes();
  void set_off_users(std::uint32_t text);
  [[nodiscard]] bool may_match_near(const LiteralUser& user, std::uint32_t literal, std::uint32_t text) const;
  void add_candidates(std::span<const RuleIndex> rules);
  void index_words();
  [[nodiscard]] std::uint32_t first_with(std::uint32_t tag) const;
  [[nodiscard]] std::span<const Other> others_with(WordId word) const;
  [[nodiscard]] bool has_other(std::uint32_t position, WordId word) const;
  [[nodiscard]] bool is_word(std::uint32_t position, const TextRead& text, const Need& need) const;
  [[nodiscard]] bool stands_at(TermId term, std::uint32_t first) const;
  void collect_literals(RegexId regex, std::uint32_t text);
  void line_up_sightings(std::uint32_t first);
  void find_occurrences(TermId term);
  template <class Find>
  [[nodiscard]] std::span<const Place> remember(RegexId regex, std::uint64_t where, Find find);
  template <class Callback>
  void for_each_position(std::uint32_t tag, Callback callback);
  [[nodiscard]] FoldedText& case_folded(const TextRead& text);

  const Item* item_ = nullptr;
  const ReadingPlan* plan_ = nullptr;
  std::uint64_t serial_ = 0;
  std::uint32_t epoch_ = 0;

  std::vector<TextRead> texts_;
  std::vector<text::Words> words_;  ///< by text; more than texts_ once many were read
  bool has_story_alone_ = true;
  std::vector<std::uint32_t> tags_;         ///< of the words, by position
  std::vector<Other> others_;               ///< by position
  std::vector<std::uint32_t> interesting_;  ///< positions whose word has terms under it

  std::vector<LiteralFound> literals_found_;
  std::vector<std::uint32_t> literals_new_;  ///< of the text that is read: those that no text before it had
  GramSet grams_;                            ///< of that text, if it was worth it
  std::vector<Head> literal_heads_;          ///< by literal

  std::vector<Look> looks_;
  MarkSet sighted_;     ///< watched terms that stand in the item
  MarkSet candidates_;  ///< rules
  std::vector<MemberFound> members_found_;

  bool is_indexed_ = false;
  std::uint32_t looked_up_ = 0;        ///< words, before they were indexed
  std::vector<std::uint32_t> slots_;   ///< the first position with a tag, plus one; open addressing by tag
  std::vector<std::uint32_t> next_;    ///< by position: the next one with the same tag
  std::vector<Other> others_by_word_;  ///< by word and position
  std::vector<TermMemo> memos_;        ///< by term
  std::vector<Sighting> sightings_;
  std::vector<Span> occurrences_;

  std::vector<FoldedText> folded_;  ///< by text
  std::vector<Found> found_;        ///< what regular expressions were asked
  std::vector<Head> regex_heads_;   ///< by regular expression: its first in found_
  std::map<std::pair<RegexId, std::uint64_t>, std::uint32_t>
      found_at_;                      ///< in found_: of expressions asked of many texts
  std::vector<Place> matches_;        ///< of all of found_
  std::vector<Place> literals_near_;  ///< of the expression that is asked
};

}  // namespace tb::rules
