// Configuration: the whole of what the user wrote, as the typed options of every module.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "tenbells/core/log.hpp"
#include "tenbells/feed/options.hpp"
#include "tenbells/http/options.hpp"
#include "tenbells/journal/options.hpp"
#include "tenbells/rules/pack.hpp"
#include "tenbells/sink/options.hpp"
#include "tenbells/source/options.hpp"

namespace tb::config {

struct Configuration {
  std::vector<source::Options> sources;
  std::vector<rules::RulePack> packs;  ///< of the files under `rules:`, read and checked
  std::vector<sink::Options> sinks;    ///< in the order of the file; one of standard output if none is given
  http::Options http;
  feed::Limits feed;
  journal::Options journal;
  LogLevel log_level = LogLevel::info;
  std::chrono::milliseconds shutdown_grace{10'000};
  std::size_t concurrent_polls = 256;
  source::OriginLimits origins;
  schedule::Etiquette etiquette;
  source::WebsubOptions websub;
  int moves_before_adoption = 3;  ///< identical permanent redirects in a row, then the source's address is changed
};

/// A mistake in a file: "tenbells.yaml:14:13: sinks.desk.at_least: "urgnt" is no severity (…). Did you mean "urgent"?"
struct Diagnostic {
  std::string file;
  int line = 0;    ///< from 1; 0: the whole file
  int column = 0;  ///< from 1, in code points
  std::string message;
  std::string source_line;  ///< the line itself, shown with a caret; only of rule packs: a configuration holds secrets

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// "file:line:column: message"; below it the source line and a caret under the column, where the line is given.
[[nodiscard]] std::string to_string(const Diagnostic& diagnostic);

/// The outside world that a configuration may refer to, passed in so that a test decides.
struct Environment {
  /// The value of an environment variable, if it is set.
  std::function<std::optional<std::string>(const std::string&)> variable;
};

/// The process's own environment.
[[nodiscard]] Environment process_environment();

template <class T>
using Checked = tl::expected<T, std::vector<Diagnostic>>;

/// What files give as far as they are right, beside all that is wrong with them.
struct Examined {
  Configuration configuration;  ///< whole only without mistakes; its packs may be partial (rules/pack.hpp)
  std::vector<Diagnostic> mistakes;
};

struct ExaminedPacks {
  std::vector<rules::RulePack> packs;
  std::vector<Diagnostic> mistakes;
};

/// As load(), but goes on to the end: for whoever has more to check, such as `rules::compile`, and wants to tell
/// everything at once. What is wrong is left out or marked as partial, so that it makes no second mistake there.
[[nodiscard]] Examined examine(const std::filesystem::path& file, const Environment& environment);

/// As load_packs(), likewise.
[[nodiscard]] ExaminedPacks examine_packs(const std::vector<std::filesystem::path>& paths);

/// What was found on reading and on compiling as one list: the configuration before the packs, these in their order,
/// each by line and column, equal ones once.
[[nodiscard]] std::vector<Diagnostic> together(std::vector<Diagnostic> read, std::vector<Diagnostic> compiled,
                                               const std::vector<rules::RulePack>& packs);

/// Reads, validates and resolves a configuration file and the rule packs it names. Paths in it are relative to its own
/// folder. Reads files; does not touch the network.
/// Errors: every mistake of every file at once, in the order of the files and lines.
[[nodiscard]] Checked<Configuration> load(const std::filesystem::path& file, const Environment& environment);

/// Reads and validates rule packs alone: files, or folders (every *.yaml and *.yml in them, sorted).
[[nodiscard]] Checked<std::vector<rules::RulePack>> load_packs(const std::vector<std::filesystem::path>& paths);

/// Turns what `rules::compile` found into places in the packs' files.
[[nodiscard]] std::vector<Diagnostic> locate(const std::vector<rules::Diagnostic>& found);

}  // namespace tb::config
