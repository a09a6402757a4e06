// Triggers: what each word of a text sets off: the terms it stands for, and by them the rules worth asking.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "key_table.hpp"
#include "literal_filter.hpp"
#include "requirements.hpp"
#include "term_keys.hpp"
#include "vocabulary.hpp"

namespace tb::rules {

using RuleIndex = std::uint32_t;

/// A gathering entity of many members, and the member that has the term.
struct MemberFound {
  GroupId whole = 0;
  GroupId member = 0;
};

/// Built by watch… and seal(), then immutable. Threads: const members are safe on any number of threads at once.
class Triggers {
 public:
  /// Gathering entities of more members are found by the members that stand in a text, others by asking each member.
  static constexpr std::size_t kFewMembers = 32;

  Triggers(const Vocabulary& vocabulary, const TermKeys& keys, const WordFrequency& frequency);

  void watch(RuleIndex rule, const std::optional<Requirement>& requirement);
  void seal();

  /// The terms under words of a text.
  [[nodiscard]] const KeyTable& keys() const { return table_; }

  [[nodiscard]] std::span<const RuleIndex> rules_of(TermId term) const {
    return std::span(rules_).subspan(rules_begin_[term], rules_begin_[term + 1] - rules_begin_[term]);
  }
  /// Whether a term sets off anything: then it is found in every text that has it.
  [[nodiscard]] bool is_watched(TermId term) const { return is_watched_[term]; }
  /// Has the memory that rules_of() begins with fetched.
  void fetch_rules_of(TermId term) const { __builtin_prefetch(&rules_begin_[term]); }
  [[nodiscard]] std::span<const MemberFound> members_of(TermId term) const {
    if (members_.empty()) return {};
    return std::span(members_).subspan(members_begin_[term], members_begin_[term + 1] - members_begin_[term]);
  }
  [[nodiscard]] std::span<const RuleIndex> rules_of_whole(GroupId whole) const;
  [[nodiscard]] std::span<const RuleIndex> rules_of_regex(RegexId regex) const { return regex_rules_[regex]; }
  [[nodiscard]] const LiteralFilter& literals() const { return literals_; }

  /// Rules that need no word.
  [[nodiscard]] const std::vector<RuleIndex>& always() const { return always_; }

  /// Whether a group gathers so many others that its members are found first.
  [[nodiscard]] bool is_large(GroupId group) const { return is_large_[group]; }

  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Pair {
    std::uint32_t key = 0;
    std::uint32_t value = 0;
  };

  void watch_group(RuleIndex rule, GroupId group);
  void key_terms();

  const Vocabulary* vocabulary_;
  const TermKeys* term_keys_;
  const WordFrequency* frequency_;  ///< all three only until seal()
  std::vector<bool> is_large_;
  std::vector<Pair> term_rules_;  ///< until seal()

  KeyTable table_;
  std::vector<RuleIndex> rules_;
  std::vector<std::uint32_t> rules_begin_;
  std::vector<bool> is_watched_;  ///< by term
  std::vector<MemberFound> members_;
  std::vector<std::uint32_t> members_begin_;
  std::unordered_map<GroupId, std::vector<RuleIndex>> whole_rules_;
  std::vector<std::vector<RuleIndex>> regex_rules_;
  LiteralFilter literals_;
  std::vector<RuleIndex> always_;
};

}  // namespace tb::rules
