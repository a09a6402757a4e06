// Reads, compiles, and asks the sinks' own libraries: each goes as far as it can, so that all mistakes are told at
// once.
#include "loaded.hpp"

#include <utility>

#include "tenbells/http/client.hpp"
#include "tenbells/journal/recent_items.hpp"
#include "tenbells/sink/sink.hpp"

namespace tb::app {
namespace {

constexpr std::size_t kLearnedItems = 2'000;
constexpr Bytes kLearnedText = 16_MiB;  // at ten microseconds a kilobyte a sixth of a second

// A journal that is not there yet, or cannot be read, teaches nothing; whoever opens it to write tells why.
rules::WordFrequency frequency_of(const journal::Options& journal) {
  rules::WordFrequency frequency;
  for (const Item& item : journal::recent_items(journal, kLearnedItems, kLearnedText)) frequency.observe(item);
  return frequency;
}

}  // namespace

Examination examine_and_compile(const std::filesystem::path& file, const config::Environment& environment,
                                Frequency frequency) {
  config::Examined examined = config::examine(file, environment);
  Loaded loaded;
  std::vector<config::Diagnostic> mistakes;
  rules::WordFrequency known;
  if (frequency == Frequency::of_journal) known = frequency_of(examined.configuration.journal);
  auto compiled = rules::compile(examined.configuration.packs, rules::OwnTests::refuse_failing, known);
  if (compiled) {
    loaded.rules = std::move(*compiled);
  } else {
    mistakes = config::locate(compiled.error());
  }
  const auto refuse = [&](const Error& error) {
    config::Diagnostic mistake;
    mistake.file = file.string();
    mistake.message = to_string(error);
    mistakes.push_back(std::move(mistake));
  };
  if (const Result<void> good = http::check(examined.configuration.http); !good) refuse(good.error());
  for (const sink::Options& sink : examined.configuration.sinks) {
    loaded.routes.push_back({.sink = sink.name, .at_least = sink.at_least});
    if (const Result<void> good = sink::check(sink); !good) refuse(good.error());
  }
  mistakes = config::together(std::move(examined.mistakes), std::move(mistakes), examined.configuration.packs);
  loaded.configuration = std::move(examined.configuration);
  return {.loaded = std::move(loaded), .mistakes = std::move(mistakes)};
}

config::Checked<Loaded> load_and_compile(const std::filesystem::path& file, const config::Environment& environment,
                                         Frequency frequency) {
  Examination found = examine_and_compile(file, environment, frequency);
  if (!found.mistakes.empty()) return tl::unexpected(std::move(found.mistakes));
  return std::move(found.loaded);
}

std::vector<std::string> deprecated_rules(const std::vector<rules::RulePack>& packs) {
  std::vector<std::string> ids;
  for (const rules::RulePack& pack : packs) {
    for (const rules::Rule& rule : pack.rules) {
      if (rule.enabled && rule.status == "deprecated") ids.push_back(rule.id);
    }
  }
  return ids;
}

}  // namespace tb::app
