// Rules share most of their words and all of their entities, so each is kept once.
#include "vocabulary.hpp"

#include <algorithm>
#include <utility>

namespace tb::rules {

TermId Vocabulary::id_of(const Term& term) {
  const auto [entry, is_new] = term_ids_.try_emplace(key_of(term), static_cast<TermId>(terms_.size()));
  if (is_new) terms_.push_back(term);
  return entry->second;
}

void Vocabulary::add_entity(const Entity& entity) {
  TermGroup group{.entity = entity.id};
  for (const std::string& name : entity.names) {
    group.terms.push_back({.term = id_of(term_of(name, Spelling::any_case)), .written = name});
  }
  for (const std::string& name : entity.exact) {
    group.terms.push_back({.term = id_of(term_of(name, Spelling::exact)), .written = name});
  }
  entities_.emplace(entity.id, static_cast<GroupId>(groups_.size()));
  groups_.push_back(std::move(group));
}

std::optional<GroupId> Vocabulary::entity(const std::string& id) const {
  const auto entry = entities_.find(id);
  if (entry == entities_.end()) return std::nullopt;
  return entry->second;
}

std::vector<std::string> Vocabulary::entity_ids() const {
  std::vector<std::string> ids;
  for (const auto& [id, group] : entities_) ids.push_back(id);
  std::ranges::sort(ids);
  return ids;
}

GroupId Vocabulary::add(const Term& term, const std::string& written) {
  const TermId id = id_of(term);
  const auto [entry, is_new] =
      plain_groups_.try_emplace(std::to_string(id) + ' ' + written, static_cast<GroupId>(groups_.size()));
  if (is_new) groups_.push_back({.entity = {}, .terms = {{.term = id, .written = written}}});
  return entry->second;
}

RegexId Vocabulary::add(Regex regex, const std::string& written) {
  patterns_.push_back({.regex = std::move(regex), .written = written});
  return static_cast<RegexId>(patterns_.size() - 1);
}

}  // namespace tb::rules
