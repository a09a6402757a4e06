// Vocabulary: all that rules look for, each thing once: terms, groups of them with their names, entities, regular
// expressions, whole values. It grows while packs are compiled, and is then what the matcher works with.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "clause.hpp"
#include "regex.hpp"
#include "tenbells/core/hit.hpp"
#include "tenbells/rules/pack.hpp"
#include "tenbells/rules/word_frequency.hpp"
#include "terms.hpp"

namespace tb::rules {

using NameId = std::uint32_t;

inline constexpr std::uint32_t kNoEntity = ~std::uint32_t{0};

/// How evidence tells of a term.
struct Name {
  std::string written;               ///< as the rule has it, or the entity's alias
  std::uint32_t entity = kNoEntity;  ///< in Vocabulary::entities
};

struct NamedTerm {
  TermId term = 0;
  NameId name = 0;
};

/// Some of Vocabulary::plain_terms, half open.
struct TermRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

/// Terms of which any one will do: the one term of a plain leaf, or an entity's names with all that it says of them.
struct TermGroup {
  struct LanguageTerm {
    std::string language;  ///< small letters
    NamedTerm term;
  };
  struct Ambiguous {
    std::vector<NamedTerm> terms;
    std::optional<std::uint32_t> within;  ///< words between a name and the context; absent: anywhere
  };

  std::vector<NamedTerm> terms;
  std::vector<LanguageTerm> by_language;
  std::vector<TermId> excluded;
  std::optional<Ambiguous> ambiguous;
  std::vector<GroupId> members;

  /// Nothing but terms: where these stand, it stands.
  [[nodiscard]] bool is_plain() const {
    return by_language.empty() && excluded.empty() && !ambiguous && members.empty();
  }
};

struct Pattern {
  Regex regex;
  NameId name = 0;
};

/// A value that a whole field must have.
struct Whole {
  std::string value;  ///< folded, or as spelt
  bool exact = false;
  bool prefix = false;
  NameId name = 0;
};

class Vocabulary {
 public:
  /// The names of an entity as one group, without its members: these are set once all are known. The id must be new,
  /// and each name must hold a word.
  void add_entity(const Entity& entity);
  void set_members(GroupId group, std::vector<GroupId> members);

  [[nodiscard]] std::optional<GroupId> entity(const std::string& id) const;
  [[nodiscard]] std::vector<std::string> entity_ids() const;  ///< sorted

  /// The group of one plain term.
  GroupId add(const Term& term, const std::string& written);

  RegexId add(Regex regex, const std::string& written);
  WholeId add(Whole whole, const std::string& written);

  /// Ends adding: numbers become final, and the literals of regular expressions are sorted by rarity.
  void seal(const WordFrequency& frequency);

  [[nodiscard]] const Terms& terms() const { return terms_; }
  [[nodiscard]] const std::vector<TermGroup>& groups() const { return groups_; }
  /// The terms of all groups that are plain and have few, side by side, as those are asked most; and which of them are
  /// a group's: of other groups none.
  [[nodiscard]] std::span<const NamedTerm> plain_terms(TermRange range) const {
    return std::span(plain_terms_).subspan(range.first, range.last - range.first);
  }
  [[nodiscard]] TermRange plain_terms_of(GroupId group) const { return plain_ranges_[group]; }
  void fetch_plain_terms(std::uint32_t first) const { __builtin_prefetch(&plain_terms_[first]); }
  [[nodiscard]] const std::vector<Pattern>& patterns() const { return patterns_; }
  [[nodiscard]] const std::vector<Whole>& wholes() const { return wholes_; }
  [[nodiscard]] const std::vector<Name>& names() const { return names_; }
  [[nodiscard]] const std::vector<EntityInfo>& entities() const { return entities_; }
  [[nodiscard]] std::size_t bytes() const;

 private:
  NameId add_name(const std::string& written, std::uint32_t entity);
  NamedTerm named(const std::string& name, Spelling spelling, std::uint32_t entity);

  Terms terms_;
  std::vector<TermGroup> groups_;
  std::vector<NamedTerm> plain_terms_;
  std::vector<TermRange> plain_ranges_;                    ///< by group; both once sealed
  std::unordered_map<std::string, GroupId> plain_groups_;  ///< by term and how it is written
  std::unordered_map<std::string, GroupId> entity_groups_;
  std::vector<Pattern> patterns_;
  std::vector<Whole> wholes_;
  std::vector<Name> names_;
  std::vector<EntityInfo> entities_;
};

}  // namespace tb::rules
