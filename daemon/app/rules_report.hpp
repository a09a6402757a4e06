// What a set of rules is made of and what it costs, as a person and as a program reads it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tenbells/rules/rule_set.hpp"
#include "terminal.hpp"

namespace tb::app {

/// What the rules cost over a corpus.
struct CorpusCost {
  std::size_t items = 0;
  std::size_t items_hit = 0;
  std::uint64_t nanoseconds = 0;       ///< of matching all items, beside the work of single rules
  std::vector<rules::RuleCost> costs;  ///< of the enabled rules
};

struct RulesReport {
  rules::RuleSetSize size;
  std::chrono::milliseconds compile_time{0};
  std::optional<CorpusCost> corpus;
};

/// The dearest first; of equal ones in the order of the packs.
[[nodiscard]] std::vector<rules::RuleCost> dearest_first(std::vector<rules::RuleCost> costs);

/// The ids of rules that hit nothing.
[[nodiscard]] std::vector<std::string> never_hit(const std::vector<rules::RuleCost>& costs);

/// @param top  how many rules of each list are named
[[nodiscard]] std::string stats_text(const RulesReport& report, std::size_t top);

/// One object; of the corpus every rule, the dearest first.
[[nodiscard]] std::string stats_json(const RulesReport& report);

/// A table: id, pack, severity, status, enabled, title.
[[nodiscard]] std::string rules_text(const std::vector<rules::RulePack>& packs);

/// An array of objects with these members.
[[nodiscard]] std::string rules_json(const std::vector<rules::RulePack>& packs);

}  // namespace tb::app
