// Everything ends in rows side by side, found by where they begin: a word costs one look into each.
#include "triggers.hpp"

#include <algorithm>
#include <utility>

namespace tb::rules {
namespace {

/// Sorts rows by a key below `keys` and returns where each key's rows begin, one more than keys.
template <class Row, class Key>
std::vector<std::uint32_t> sort_by(std::vector<Row>& rows, std::size_t keys, Key key) {
  std::vector<std::uint32_t> begin(keys + 1, 0);
  for (const Row& row : rows) ++begin[key(row) + 1];
  for (std::size_t i = 1; i <= keys; ++i) begin[i] += begin[i - 1];
  std::vector<Row> sorted(rows.size());
  std::vector<std::uint32_t> next(begin.begin(), begin.end() - 1);
  for (const Row& row : rows) sorted[next[key(row)]++] = row;
  rows = std::move(sorted);
  return begin;
}

}  // namespace

Triggers::Triggers(const Vocabulary& vocabulary, const TermKeys& keys, const WordFrequency& frequency)
    : vocabulary_(&vocabulary), term_keys_(&keys), frequency_(&frequency), is_large_(vocabulary.groups().size()) {
  regex_rules_.resize(vocabulary.patterns().size());
  const std::vector<TermGroup>& groups = vocabulary.groups();
  std::vector<std::pair<TermId, MemberFound>> found;
  for (GroupId group = 0; group < groups.size(); ++group) {
    if (groups[group].members.empty()) continue;
    const std::vector<GroupId> leaves = leaves_of(group, groups);
    if (leaves.size() <= kFewMembers) continue;
    is_large_[group] = true;
    for (const GroupId member : leaves) {
      for (const TermId term : terms_of(groups[member])) found.push_back({term, {.whole = group, .member = member}});
    }
  }
  if (found.empty()) return;
  members_begin_ = sort_by(found, vocabulary.terms().size(), [](const auto& row) { return row.first; });
  for (const auto& [term, member] : found) members_.push_back(member);
}

void Triggers::watch(RuleIndex rule, const std::optional<Requirement>& requirement) {
  if (!requirement) {
    always_.push_back(rule);
    return;
  }
  for (const GroupId group : requirement->groups) watch_group(rule, group);
  for (const RegexId regex : requirement->regexes) {
    if (regex_rules_[regex].empty()) {
      const Regex& of = vocabulary_->patterns()[regex].regex;
      literals_.add(user_of(regex, of, *frequency_), of.required().front().literals);
    }
    regex_rules_[regex].push_back(rule);
  }
}

void Triggers::watch_group(RuleIndex rule, GroupId group) {
  if (is_large_[group]) {
    whole_rules_[group].push_back(rule);
    return;
  }
  for (const GroupId leaf : leaves_of(group, vocabulary_->groups())) {
    for (const TermId term : terms_of(vocabulary_->groups()[leaf])) term_rules_.push_back({.key = term, .value = rule});
  }
}

void Triggers::seal() {
  literals_.seal(*frequency_);
  rules_begin_ = sort_by(term_rules_, vocabulary_->terms().size(), [](const Pair& row) { return row.key; });
  rules_.reserve(term_rules_.size());
  for (const Pair& row : term_rules_) rules_.push_back(row.value);
  term_rules_ = {};
  is_watched_.resize(vocabulary_->terms().size());
  for (TermId term = 0; term < is_watched_.size(); ++term) {
    is_watched_[term] = !rules_of(term).empty() || !members_of(term).empty();
  }
  key_terms();
  vocabulary_ = nullptr;
  term_keys_ = nullptr;
  frequency_ = nullptr;
}

void Triggers::key_terms() {
  const Terms& terms = vocabulary_->terms();
  std::vector<KeyTable::Row> rows;
  for (TermId term = 0; term < terms.size(); ++term) {
    if (!is_watched(term)) continue;
    const auto needs = terms.needs(term);
    const std::uint16_t position = term_keys_->position(term);
    Keyed keyed{.term = term, .position = position};
    if (needs.size() > 1) {
      keyed.neighbour_at = position > 0 ? -1 : 1;
      keyed.neighbour = needs[static_cast<std::size_t>(position + keyed.neighbour_at)].key.tag();
    }
    rows.push_back({.tag = needs[position].key.tag(), .keyed = keyed});
  }
  table_ = KeyTable(std::move(rows));
}

std::span<const RuleIndex> Triggers::rules_of_whole(GroupId whole) const {
  const auto entry = whole_rules_.find(whole);
  if (entry == whole_rules_.end()) return {};
  return entry->second;
}

std::size_t Triggers::bytes() const {
  return table_.bytes() + rules_.capacity() * sizeof(RuleIndex) + rules_begin_.capacity() * 4 +
         members_.capacity() * sizeof(MemberFound) + members_begin_.capacity() * 4;
}

}  // namespace tb::rules
