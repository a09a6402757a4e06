// Entities: those of all packs, checked, into one vocabulary that every rule may use.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "findings.hpp"
#include "tenbells/rules/pack.hpp"
#include "vocabulary.hpp"

namespace tb::rules {

/// Adds every entity that is right, and of the others the names that are, so that the rules that use them are no
/// further mistakes. Tells what is wrong.
/// @return  the ids of entities that lack names they should have: tests of rules that use them prove nothing
std::unordered_set<std::string> add_entities(const std::vector<RulePack>& packs, Vocabulary& vocabulary,
                                             Findings& findings);

/// Whether a text can be the id of an entity or a rule: letters, digits, _ and -, at most 100.
[[nodiscard]] bool is_id(std::string_view text);

}  // namespace tb::rules
