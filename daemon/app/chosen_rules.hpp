// The rules that a command is about: packs that were named, or those of a configuration.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "tenbells/config/configuration.hpp"
#include "tenbells/http/options.hpp"
#include "tenbells/rules/rule_set.hpp"

namespace tb::app {

/// What the command line says of it.
struct RuleChoice {
  std::vector<std::filesystem::path> packs;  ///< files or folders; empty: those of the configuration
  std::filesystem::path configuration;
};

struct ReadRules {
  std::vector<rules::RulePack> packs;
  http::Options http;  ///< of the configuration; by default those without one
};

struct ChosenRules {
  std::vector<rules::RulePack> packs;
  std::shared_ptr<const rules::RuleSet> rules;
  http::Options http;
  std::chrono::milliseconds compile_time{0};
};

/// Why there are no rules, and with which exit code the command ends.
struct Refusal {
  int exit_code = 0;
  std::string message;
};

/// The packs as they are written, before they are compiled: so a command may read its corpus in between.
/// Errors: kExitUsage if there is neither a pack nor a configuration; kExitConfiguration with every mistake. Of a
/// configuration what does not concern its rules (a secret that is not here) is passed over: `check` tells of it.
[[nodiscard]] tl::expected<ReadRules, Refusal> read_rules(const RuleChoice& choice,
                                                          const config::Environment& environment);

/// A rule whose own test fails is compiled: these commands are how one finds out why.
[[nodiscard]] tl::expected<ChosenRules, Refusal> compile_rules(ReadRules read,
                                                               const rules::WordFrequency& frequency = {});

/// Both at once.
[[nodiscard]] tl::expected<ChosenRules, Refusal> choose_rules(const RuleChoice& choice,
                                                              const config::Environment& environment);

}  // namespace tb::app
