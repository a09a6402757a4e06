// Evaluation: is a rule true of the item that was read, where do its parts stand, and by what is it true?
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "compiled.hpp"
#include "reading.hpp"
#include "spans.hpp"
#include "tenbells/rules/rule_set.hpp"

namespace tb::rules {

/// The most pairs of one NEAR in one text whose places a NEAR around it sees: the first ones. A chain of NEARs grows
/// with its length otherwise.
inline constexpr std::size_t kMostPairs = 10'000;

/// The most evidence of one rule.
inline constexpr std::size_t kMostEvidence = 32;

/// Where a node is looked for: the whole item, some of its fields, or one sentence.
struct Scope {
  Fields fields{.bits = 0xFFFF};
  const TextRead* text = nullptr;  ///< of a sentence; else null
  Span words;                      ///< of it
  Place bytes;                     ///< of it

  [[nodiscard]] bool is_whole_item() const { return text == nullptr && fields.bits == 0xFFFF; }
  [[nodiscard]] bool has(const TextRead& of) const { return text == nullptr ? fields.has(of.field) : text == &of; }
  [[nodiscard]] bool has(Span span) const {
    return text == nullptr || (span.first >= words.first && span.last <= words.last);
  }
};

/// Lives on one thread, with its Reading. Keeps its memory from item to item.
class Evaluation {
 public:
  /// From here on the answers are of this item; the set must live as long as anything is asked.
  void begin(const RuleSet::Compiled& set, Reading& reading);

  /// Has the memory of the next rules fetched while others are asked: of 50,000 rules little stays in the cache.
  void fetch_ahead(std::span<const RuleIndex> rules) const;

  /// Whether a rule's conditions are all met.
  [[nodiscard]] bool is_hit(RuleIndex rule);

  [[nodiscard]] bool holds(NodeId node) { return holds(set_->program[node], Scope{}); }
  [[nodiscard]] bool holds(const Node& node, const Scope& scope);

  /// The sum of a score, and of one of its terms what it adds.
  [[nodiscard]] double sum(const CompiledScore& score);
  [[nodiscard]] double weight(const CompiledScore& score, const CompiledScore::Term& term);

  /// Adds the spans that make a hit one, in order, each once, the first kMostEvidence.
  void show(RuleIndex rule, std::vector<MatchedSpan>& spans);

  /// The same of a node by itself: of what makes it true, or, where false is wanted, false.
  void show(NodeId node, bool wanted, std::vector<MatchedSpan>& spans);

  /// The same of a node that need not be part of the set: by what it is true.
  void show(const Node& node, std::vector<MatchedSpan>& spans);

  /// All places of a node that has one, in one text, sorted; equal ones once.
  [[nodiscard]] std::vector<Span> places(const Node& node, const TextRead& text, const Scope& scope);

  /// In how many places a node stands that share no word.
  [[nodiscard]] std::size_t count(const Node& node, const Scope& scope);

  [[nodiscard]] const RuleSet::Compiled& set() const { return *set_; }
  [[nodiscard]] Reading& reading() { return *reading_; }

 private:
  /// A name, standing.
  struct NamedSpan {
    Span words;
    NameId name = 0;

    friend auto operator<=>(const NamedSpan&, const NamedSpan&) = default;
  };

  [[nodiscard]] bool terms_hold(const Node& node, const Scope& scope);
  [[nodiscard]] bool regex_holds(const Node& node, const Scope& scope);
  [[nodiscard]] bool whole_holds(const Node& node, const Scope& scope);
  [[nodiscard]] bool near_holds(const Node& node, const Scope& scope);
  [[nodiscard]] bool sentence_holds(const Node& node, const Scope& scope);
  [[nodiscard]] bool operands_hold(const Node& node, const Scope& scope);
  [[nodiscard]] bool value_is(const Whole& whole, Field field, std::uint32_t entry);

  /// Where names of an entity stand and count, in order.
  [[nodiscard]] const std::vector<NamedSpan>& entity_names(GroupId group);
  void add_names(const NamedTerm& named, std::vector<NamedSpan>& names);
  void add_ambiguous(GroupId group, std::vector<NamedSpan>& names);
  void leave_out(const std::vector<TermId>& excluded, std::vector<NamedSpan>& names);
  void add_members(GroupId group, std::vector<NamedSpan>& names);

  /// Calls back with each name of a group that stands in a text and a scope.
  template <class Callback>
  void for_each_name(const Node& node, const TextRead& text, const Scope& scope, Callback callback);
  template <class Callback>
  void for_each_match(const Node& node, const TextRead& text, const Scope& scope, Callback callback);

  void add_places(const Node& node, const TextRead& text, const Scope& scope, std::vector<Span>& places);
  [[nodiscard]] std::vector<NearPair> pairs(const Node& node, const std::vector<Span>& ones,
                                            const std::vector<Span>& others) const;

  void sight(const Node& node, bool wanted, const Scope& scope, std::vector<MatchedSpan>& spans);
  void sight_places(const Node& node, const TextRead& text, const Scope& scope, const std::vector<Span>* of,
                    std::vector<MatchedSpan>& spans);
  void sight_whole(const Node& node, std::vector<MatchedSpan>& spans);

  /// The sentences of a text of the story; of others none.
  [[nodiscard]] const std::vector<Scope>& sentences(const TextRead& text);

  const RuleSet::Compiled* set_ = nullptr;
  Reading* reading_ = nullptr;
  std::unordered_map<GroupId, std::vector<NamedSpan>> entities_;
  std::unordered_map<const TextRead*, std::vector<Scope>> sentences_;
  std::map<std::pair<const Node*, const TextRead*>, std::vector<Span>> near_places_;  ///< of the whole item
  std::unordered_map<std::uint32_t, std::string> values_;                             ///< folded, of whole fields
};

/// In the order of field, entry and bytes, each once, the first kMostEvidence; two names of one entity over the same
/// bytes tell it once. Only the spans from `first` on.
void tidy(std::vector<MatchedSpan>& spans, std::size_t first, const Vocabulary& vocabulary);

}  // namespace tb::rules
