// Requirements: what an item must hold for a rule to be worth asking, as cheap as can be.
#pragma once

#include <optional>
#include <vector>

#include "program.hpp"
#include "term_keys.hpp"
#include "vocabulary.hpp"

namespace tb::rules {

/// One of these must stand in the item.
struct Requirement {
  std::vector<GroupId> groups;
  std::vector<RegexId> regexes;  ///< a literal that it requires
  float cost = 0;                ///< how often that is expected, in items of a thousand
};

/// What each group and each regular expression costs as a requirement.
class Costs {
 public:
  Costs(const Vocabulary& vocabulary, const TermKeys& keys, const WordFrequency& frequency);

  [[nodiscard]] float of_group(GroupId group) const { return groups_[group]; }
  [[nodiscard]] std::optional<float> of_regex(RegexId regex) const { return regexes_[regex]; }

 private:
  std::vector<float> groups_;
  std::vector<std::optional<float>> regexes_;  ///< nothing where no literal is required
};

/// @param wanted  whether the node is to be true or false
/// @return        nothing if an item that holds no word at all could do
[[nodiscard]] std::optional<Requirement> required(const Program& program, NodeId node, const Costs& costs,
                                                  bool wanted = true);

/// Of these requirements, the cheapest one, as of an AND.
[[nodiscard]] std::optional<Requirement> cheapest(std::vector<std::optional<Requirement>> of);

/// All of them together, as of an OR.
[[nodiscard]] std::optional<Requirement> together(std::vector<std::optional<Requirement>> of);

/// Every group that gathers no others among the members of a group, and theirs; the group itself if it has none.
[[nodiscard]] std::vector<GroupId> leaves_of(GroupId group, const std::vector<TermGroup>& groups);

/// Every term of a group that gathers no others.
[[nodiscard]] std::vector<TermId> terms_of(const TermGroup& group);

}  // namespace tb::rules
