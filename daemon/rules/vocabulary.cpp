// Rules share most of their words and all of their entities, so each is kept once.
#include "vocabulary.hpp"

#include <boost/algorithm/string/case_conv.hpp>

#include <algorithm>
#include <utility>

#include "literal_filter.hpp"

namespace tb::rules {

namespace {

constexpr std::size_t kFewTerms = 32;  // of more, those that stand are found once an item

}  // namespace

NameId Vocabulary::add_name(const std::string& written, std::uint32_t entity) {
  names_.push_back({.written = written, .entity = entity});
  return static_cast<NameId>(names_.size() - 1);
}

NamedTerm Vocabulary::named(const std::string& name, Spelling spelling, std::uint32_t entity) {
  return {.term = terms_.add(term_of_name(name, spelling)), .name = add_name(name, entity)};
}

void Vocabulary::add_entity(const Entity& entity) {
  const auto number = static_cast<std::uint32_t>(entities_.size());
  entities_.push_back({.id = entity.id, .kind = entity.kind, .ids = entity.ids});
  TermGroup group;
  for (const std::string& name : entity.names) group.terms.push_back(named(name, Spelling::any_case, number));
  for (const std::string& name : entity.exact) group.terms.push_back(named(name, Spelling::exact, number));
  for (const auto& [language, names] : entity.by_language) {
    for (const std::string& name : names) {
      group.by_language.push_back(
          {.language = boost::algorithm::to_lower_copy(language), .term = named(name, Spelling::any_case, number)});
    }
  }
  for (const std::string& name : entity.excluded) {
    group.excluded.push_back(terms_.add(term_of_name(name, Spelling::any_case)));
  }
  if (entity.ambiguous) {
    TermGroup::Ambiguous& ambiguous = group.ambiguous.emplace();
    for (const std::string& name : entity.ambiguous->names) {
      ambiguous.terms.push_back(named(name, Spelling::any_case, number));
    }
    for (const std::string& name : entity.ambiguous->exact) {
      ambiguous.terms.push_back(named(name, Spelling::exact, number));
    }
    if (entity.ambiguous->within) ambiguous.within = static_cast<std::uint32_t>(*entity.ambiguous->within);
  }
  entity_groups_.emplace(entity.id, static_cast<GroupId>(groups_.size()));
  groups_.push_back(std::move(group));
}

void Vocabulary::set_members(GroupId group, std::vector<GroupId> members) {
  groups_[group].members = std::move(members);
}

std::optional<GroupId> Vocabulary::entity(const std::string& id) const {
  const auto entry = entity_groups_.find(id);
  if (entry == entity_groups_.end()) return std::nullopt;
  return entry->second;
}

std::vector<std::string> Vocabulary::entity_ids() const {
  std::vector<std::string> ids;
  for (const auto& [id, group] : entity_groups_) ids.push_back(id);
  std::ranges::sort(ids);
  return ids;
}

GroupId Vocabulary::add(const Term& term, const std::string& written) {
  const TermId id = terms_.add(term);
  const auto [entry, is_new] =
      plain_groups_.try_emplace(std::to_string(id) + ' ' + written, static_cast<GroupId>(groups_.size()));
  if (is_new) {
    TermGroup group;
    group.terms.push_back({.term = id, .name = add_name(written, kNoEntity)});
    groups_.push_back(std::move(group));
  }
  return entry->second;
}

RegexId Vocabulary::add(Regex regex, const std::string& written) {
  patterns_.push_back({.regex = std::move(regex), .name = add_name(written, kNoEntity)});
  return static_cast<RegexId>(patterns_.size() - 1);
}

WholeId Vocabulary::add(Whole whole, const std::string& written) {
  whole.name = add_name(written, kNoEntity);
  wholes_.push_back(std::move(whole));
  return static_cast<WholeId>(wholes_.size() - 1);
}

void Vocabulary::seal(const WordFrequency& frequency) {
  for (Pattern& pattern : patterns_) {
    pattern.regex.sort_required([&](const LiteralGroup& group) { return cost_of(group, frequency); });
  }
  plain_ranges_.reserve(groups_.size());
  for (const TermGroup& group : groups_) {
    const auto first = static_cast<std::uint32_t>(plain_terms_.size());
    if (group.is_plain() && group.terms.size() <= kFewTerms)
      plain_terms_.insert(plain_terms_.end(), group.terms.begin(), group.terms.end());
    plain_ranges_.push_back({.first = first, .last = static_cast<std::uint32_t>(plain_terms_.size())});
  }
  terms_.seal();
  plain_groups_ = {};
}

std::size_t Vocabulary::bytes() const {
  std::size_t bytes = terms_.bytes() + groups_.capacity() * sizeof(TermGroup) + names_.capacity() * sizeof(Name) +
                      patterns_.capacity() * sizeof(Pattern) + wholes_.capacity() * sizeof(Whole);
  for (const TermGroup& group : groups_) bytes += group.terms.capacity() * sizeof(NamedTerm);
  for (const Name& name : names_) bytes += name.written.capacity() > 15 ? name.written.capacity() : 0;
  for (const Pattern& pattern : patterns_) bytes += pattern.regex.bytes();
  return bytes;
}

}  // namespace tb::rules
