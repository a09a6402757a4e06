// Values for the tests of the rules: packs, items and compiled sets in a line.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tenbells/core/item.hpp"
#include "tenbells/rules/rule_set.hpp"

namespace tb::rules {

/// Entities that the tests' rules may use: @us, @china, @taiwan, @pla.
[[nodiscard]] std::vector<Entity> some_entities();

/// A pack of one rule "r", with `some_entities`.
[[nodiscard]] RulePack a_pack(const std::string& match, const std::string& unless = {});

/// A pack of these rules alone, without entities.
[[nodiscard]] RulePack a_pack_of(std::vector<Rule> rules);

[[nodiscard]] Item titled(const std::string& title);

/// Compiles what must compile; ends the test program with the mistakes otherwise.
[[nodiscard]] std::shared_ptr<const RuleSet> compiled(std::vector<RulePack> packs);

/// What compile says about packs that are wrong; empty if they are right.
[[nodiscard]] std::vector<Diagnostic> mistakes_in(std::vector<RulePack> packs);

/// "file:pointer+offset: message", a line each.
[[nodiscard]] std::string to_text(const std::vector<Diagnostic>& diagnostics);

/// The evidence's texts, with | between.
[[nodiscard]] std::string texts_of(const std::vector<Evidence>& evidence);

}  // namespace tb::rules
