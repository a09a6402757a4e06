// `lists:` of a pack: its entity lists → entities of the pack. A file that several packs name is read once, so that
// each of them may name what it needs.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "findings.hpp"
#include "schema.hpp"
#include "tenbells/rules/pack.hpp"
#include "yaml_node.hpp"

namespace tb::config {

/// The lists of one load: of all its packs.
struct ReadLists {
  std::map<std::filesystem::path, std::vector<std::string>> ids;     ///< by the file's own path: whom it holds
  std::set<std::pair<std::filesystem::path, std::string>> gathered;  ///< file and the `as` that it has got
  std::set<std::filesystem::path> incomplete;                        ///< something in them could not be read
};

/// Adds the entities of the lists that a pack names, and one more for each `as`. What is wrong with an entry goes to
/// `findings`; a pack whose lists could not be read whole is marked as partial.
///
/// @param pack  its file says where the lists are
/// @return      what is wrong in the lists' own files, in their order
[[nodiscard]] std::vector<Diagnostic> read_lists(const Node& root, const Schema& rules_schema, ReadLists& seen,
                                                 rules::RulePack& pack, Findings& findings);

}  // namespace tb::config
