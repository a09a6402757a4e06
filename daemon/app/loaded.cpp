// Reads, compiles, and asks the sinks' own libraries.
#include "loaded.hpp"

#include <utility>

#include "tenbells/sink/sink.hpp"

namespace tb::app {

config::Checked<Loaded> load_and_compile(const std::filesystem::path& file, const config::Environment& environment) {
  config::Checked<config::Configuration> configuration = config::load(file, environment);
  if (!configuration) return tl::unexpected(std::move(configuration).error());
  Loaded loaded;
  std::vector<config::Diagnostic> mistakes;
  auto compiled = rules::compile(configuration->packs);
  if (compiled) {
    loaded.rules = std::move(*compiled);
  } else {
    mistakes = config::locate(compiled.error());
  }
  for (const sink::Options& sink : configuration->sinks) {
    loaded.routes.push_back({.sink = sink.name, .at_least = sink.at_least});
    const Result<void> good = sink::check(sink);
    if (good) continue;
    config::Diagnostic mistake;
    mistake.file = file.string();
    mistake.message = to_string(good.error());
    mistakes.push_back(std::move(mistake));
  }
  if (!mistakes.empty()) return tl::unexpected(std::move(mistakes));
  loaded.configuration = std::move(*configuration);
  return loaded;
}

}  // namespace tb::app
