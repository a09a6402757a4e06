// The same readers as `check` and `run`, so that the same packs are good everywhere.
#include "chosen_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "commands.hpp"
#include "terminal.hpp"

namespace tb::app {
namespace {

Refusal refuse(const std::vector<config::Diagnostic>& mistakes) {
  Refusal refusal{.exit_code = kExitConfiguration, .message = {}};
  for (const config::Diagnostic& mistake : mistakes) refusal.message += to_string(mistake) + "\n";
  refusal.message += counted(mistakes.size(), "mistake") + " in the rules\n";
  return refusal;
}

// Mistakes found on reading, those found on compiling behind them.
Refusal refuse_all(std::vector<config::Diagnostic> read, const std::vector<rules::RulePack>& packs) {
  std::vector<config::Diagnostic> compiled;
  const auto set = rules::compile(packs, rules::OwnTests::leave_to_caller);
  if (!set) compiled = config::locate(set.error());
  return refuse(config::together(std::move(read), std::move(compiled), packs));
}

}  // namespace

tl::expected<ReadRules, Refusal> read_rules(const RuleChoice& choice, const config::Environment& environment) {
  if (!choice.packs.empty()) {
    config::ExaminedPacks examined = config::examine_packs(choice.packs);
    if (!examined.mistakes.empty()) {
      return tl::unexpected(refuse_all(std::move(examined.mistakes), examined.packs));
    }
    return ReadRules{.packs = std::move(examined.packs), .http = {}};
  }
  std::error_code ignored;
  if (!std::filesystem::exists(choice.configuration, ignored)) {
    return tl::unexpected(Refusal{
        .exit_code = kExitUsage,
        .message = fmt::format("no rules: there is no configuration {}. Name rule packs with --rules PACK, or a "
                               "configuration with --config FILE.\n",
                               choice.configuration.string())});
  }
  config::Examined examined = config::examine(choice.configuration, environment);
  const std::string own = choice.configuration.string();
  const bool whole =
      std::ranges::none_of(examined.configuration.packs, &rules::RulePack::partial) &&
      std::ranges::all_of(examined.mistakes, [&](const config::Diagnostic& mistake) { return mistake.file == own; });
  // A file that is no YAML at all has no packs either.
  if (!whole || (!examined.mistakes.empty() && examined.configuration.packs.empty())) {
    return tl::unexpected(refuse_all(std::move(examined.mistakes), examined.configuration.packs));
  }
  return ReadRules{.packs = std::move(examined.configuration.packs), .http = examined.configuration.http};
}

tl::expected<ChosenRules, Refusal> compile_rules(ReadRules read, const rules::WordFrequency& frequency) {
  const auto begin = std::chrono::steady_clock::now();
  auto compiled = rules::compile(read.packs, rules::OwnTests::leave_to_caller, frequency);
  const auto time = std::chrono::steady_clock::now() - begin;
  if (!compiled) return tl::unexpected(refuse(config::locate(compiled.error())));
  return ChosenRules{.packs = std::move(read.packs),
                     .rules = *std::move(compiled),
                     .http = std::move(read.http),
                     .compile_time = std::chrono::duration_cast<std::chrono::milliseconds>(time)};
}

tl::expected<ChosenRules, Refusal> choose_rules(const RuleChoice& choice, const config::Environment& environment) {
  auto read = read_rules(choice, environment);
  if (!read) return tl::unexpected(std::move(read).error());
  return compile_rules(*std::move(read));
}

}  // namespace tb::app
