// Loaded: a configuration that has passed every check, with its rules compiled. `check` stops here, `run` and a reload
// go on: so they refuse the same things.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tenbells/alerting/make_alerts.hpp"
#include "tenbells/config/configuration.hpp"
#include "tenbells/rules/rule_set.hpp"

namespace tb::app {

struct Loaded {
  config::Configuration configuration;
  std::shared_ptr<const rules::RuleSet> rules;
  std::vector<alerting::Route> routes;
};

/// A configuration as far as it is right, with all that is wrong with it.
struct Examination {
  Loaded loaded;                             ///< whole only without mistakes; without rules if they do not compile
  std::vector<config::Diagnostic> mistakes;  ///< in the order of the files and lines
};

/// Whether the rules are filed by how often words stand in the news that the journal keeps: faster, never different.
enum class Frequency : std::uint8_t { unknown, of_journal };

[[nodiscard]] Examination examine_and_compile(const std::filesystem::path& file, const config::Environment& environment,
                                              Frequency frequency = Frequency::unknown);

/// Errors: everything that is wrong, in the order of the files and lines.
[[nodiscard]] config::Checked<Loaded> load_and_compile(const std::filesystem::path& file,
                                                       const config::Environment& environment,
                                                       Frequency frequency = Frequency::unknown);

/// The ids of the rules in force whose packs call them deprecated, in the order of the packs.
[[nodiscard]] std::vector<std::string> deprecated_rules(const std::vector<rules::RulePack>& packs);

}  // namespace tb::app
