// One rule pack: a file of rules, entities and exclusions, with the entity lists it names → rules::RulePack, its form
// checked, its expressions left to `rules`.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "file_text.hpp"
#include "findings.hpp"
#include "lists.hpp"
#include "schema.hpp"
#include "tenbells/rules/pack.hpp"

namespace tb::config {

/// What a pack is checked against.
struct PackContext {
  const Schema& schema;
  const std::vector<std::string>* sinks = nullptr;  ///< names that rules may ring; null: not known, anything goes
};

struct ReadPack {
  rules::RulePack pack;
  std::vector<Diagnostic> mistakes_of_lists;  ///< in the files that it names under `lists:`
};

/// The pack in a file and its entity lists, with as much of it as is right, the rest marked as partial; what is wrong
/// in the file itself goes to `findings`.
///
/// @param lists  what earlier packs of the same load have read
[[nodiscard]] ReadPack read_pack(const FileText& text, const PackContext& context, ReadLists& lists,
                                 Findings& findings);

}  // namespace tb::config
