// Entities: those of all packs, checked, into one vocabulary that every rule may use; and what they say of one another.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "findings.hpp"
#include "program.hpp"
#include "tenbells/rules/pack.hpp"
#include "vocabulary.hpp"

namespace tb::rules {

/// Adds every entity that is right, and of the others the names that are, so that the rules that use them are no
/// further mistakes. Tells what is wrong.
/// @return  the ids of entities that lack names they should have: tests of rules that use them prove nothing
std::unordered_set<std::string> add_entities(const std::vector<RulePack>& packs, Vocabulary& vocabulary,
                                             Findings& findings);

/// Binds the contexts of ambiguous names and the members of gathering entities, once all entities are known. Tells of
/// unknown entities, of wrong contexts and of circles; an entity with such a mistake is added to `incomplete`.
/// @param packs_are_whole  else an unknown entity may stand in a pack that nobody could read
/// @return  the node of each context
std::unordered_map<GroupId, NodeId> bind_entities(const std::vector<RulePack>& packs, bool packs_are_whole,
                                                  Vocabulary& vocabulary, Program& program, Findings& findings,
                                                  std::unordered_set<std::string>& incomplete);

/// Every id that an expression names as @id.
void collect_entities(const Expression& expression, std::vector<std::string>& ids);

/// Whether a text can be the id of an entity or a rule: letters, digits, _ and -, at most 100.
[[nodiscard]] bool is_id(std::string_view text);

}  // namespace tb::rules
