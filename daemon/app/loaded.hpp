// Loaded: a configuration that has passed every check, with its rules compiled. `check` stops here, `run` and a reload
// go on: so they refuse the same things.
#pragma once

#include <filesystem>
#include <memory>
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

/// Errors: everything that is wrong, in the order of the files and lines.
[[nodiscard]] config::Checked<Loaded> load_and_compile(const std::filesystem::path& file,
                                                       const config::Environment& environment);

}  // namespace tb::app
