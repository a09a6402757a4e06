// One rule pack: a file of rules and entities → rules::RulePack, its form checked, its expressions left to `rules`.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "file_text.hpp"
#include "findings.hpp"
#include "schema.hpp"
#include "tenbells/rules/pack.hpp"

namespace tb::config {

/// What a pack is checked against.
struct PackContext {
  const Schema& schema;
  const std::vector<std::string>* sinks = nullptr;  ///< names that rules may ring; null: not known, anything goes
};

/// The pack in a file, with as much of it as is right, the rest marked as partial; what is wrong goes to `findings`.
[[nodiscard]] rules::RulePack read_pack(const FileText& text, const PackContext& context, Findings& findings);

}  // namespace tb::config
