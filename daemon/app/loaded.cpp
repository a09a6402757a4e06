// Reads, compiles, and asks the sinks' own libraries: each goes as far as it can, so that all mistakes are told at
// once.
#include "loaded.hpp"

#include <utility>

#include "tenbells/http/client.hpp"
#include "tenbells/sink/sink.hpp"

namespace tb::app {

config::Checked<Loaded> load_and_compile(const std::filesystem::path& file, const config::Environment& environment) {
  config::Examined examined = config::examine(file, environment);
  Loaded loaded;
  std::vector<config::Diagnostic> mistakes;
  auto compiled = rules::compile(examined.configuration.packs);
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
  if (!mistakes.empty()) return tl::unexpected(std::move(mistakes));
  loaded.configuration = std::move(examined.configuration);
  return loaded;
}

}  // namespace tb::app
