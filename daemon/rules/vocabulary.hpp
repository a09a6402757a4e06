// Vocabulary: all that rules look for, each thing once: terms, groups of them, entities, regular expressions. It grows
// while packs are compiled, and is then what the matcher works with.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "clause.hpp"
#include "regex.hpp"
#include "tenbells/rules/pack.hpp"
#include "term.hpp"

namespace tb::rules {

struct Pattern {
  Regex regex;
  std::string written;
};

class Vocabulary {
 public:
  /// The names of an entity as one group. The id must be new, and each name must hold a word.
  void add_entity(const Entity& entity);

  [[nodiscard]] std::optional<GroupId> entity(const std::string& id) const;
  [[nodiscard]] std::vector<std::string> entity_ids() const;  ///< sorted

  /// The group of one plain term.
  GroupId add(const Term& term, const std::string& written);

  RegexId add(Regex regex, const std::string& written);

  [[nodiscard]] const std::vector<Term>& terms() const { return terms_; }
  [[nodiscard]] const std::vector<TermGroup>& groups() const { return groups_; }
  [[nodiscard]] const std::vector<Pattern>& patterns() const { return patterns_; }

 private:
  TermId id_of(const Term& term);

  std::vector<Term> terms_;
  std::unordered_map<std::string, TermId> term_ids_;  ///< by key_of
  std::vector<TermGroup> groups_;
  std::unordered_map<std::string, GroupId> plain_groups_;  ///< by key_of and how it is written
  std::unordered_map<std::string, GroupId> entities_;
  std::vector<Pattern> patterns_;
};

}  // namespace tb::rules
