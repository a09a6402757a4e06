// `tenbells check`: mistakes first, warnings behind them.
#include <fmt/format.h>

#include <utility>

#include "commands.hpp"
#include "json_text.hpp"
#include "loaded.hpp"
#include "tenbells/rules/lints.hpp"
#include "terminal.hpp"

namespace tb::app {
namespace {

struct Report {
  std::string what;  // that was checked, and what is in it
  std::string good;
  std::vector<config::Diagnostic> mistakes;
  std::vector<config::Diagnostic> warnings;
};

Report check_configuration(const std::filesystem::path& file) {
  Examination found = examine_and_compile(file, config::process_environment());
  const config::Configuration& configuration = found.loaded.configuration;
  Report report{.what = file.string(), .good = {}, .mistakes = std::move(found.mistakes), .warnings = {}};
  report.warnings = config::locate(rules::lints(configuration.packs));
  if (report.mistakes.empty()) {
    report.good = fmt::format("{}, {}, {}", counted(configuration.sources.size(), "source"),
                              counted(found.loaded.rules->size(), "rule"), counted(configuration.sinks.size(), "sink"));
  }
  return report;
}

Report check_packs(const std::vector<std::filesystem::path>& paths) {
  config::ExaminedPacks examined = config::examine_packs(paths);
  Report report{.what = {}, .good = {}, .mistakes = {}, .warnings = {}};
  for (const auto& path : paths) report.what += (report.what.empty() ? "" : ", ") + path.string();
  const auto compiled = rules::compile(examined.packs);
  std::vector<config::Diagnostic> found;
  if (!compiled) found = config::locate(compiled.error());
  report.mistakes = config::together(std::move(examined.mistakes), std::move(found), examined.packs);
  report.warnings = config::locate(rules::lints(examined.packs));
  if (compiled) report.good = counted((*compiled)->size(), "rule");
  return report;
}

void put(JsonText& out, std::string_view name, const std::vector<config::Diagnostic>& diagnostics) {
  out.key(name);
  out.array();
  for (const config::Diagnostic& each : diagnostics) {
    out.object();
    out.put("file", each.file);
    out.put("line", each.line);
    out.put("column", each.column);
    out.put("message", each.message);
    out.end_object();
  }
  out.end_array();
}

void print_json(const Report& report) {
  JsonText out;
  out.object();
  out.put("ok", report.mistakes.empty());
  put(out, "mistakes", report.mistakes);
  put(out, "warnings", report.warnings);
  out.end_object();
  fmt::print("{}\n", out.text());
}

void print_text(Report report) {
  for (const config::Diagnostic& mistake : report.mistakes) fmt::print(stderr, "{}\n", to_string(mistake));
  for (config::Diagnostic& warning : report.warnings) {
    warning.message = "warning: " + warning.message;
    fmt::print(stderr, "{}\n", to_string(warning));
  }
  const std::string warned =
      report.warnings.empty() ? std::string() : ", " + counted(report.warnings.size(), "warning");
  if (report.mistakes.empty()) {
    fmt::print("{}: good ({}{})\n", report.what, report.good, warned);
  } else {
    fmt::print(stderr, "{}: {}{}\n", report.what, counted(report.mistakes.size(), "mistake"), warned);
  }
}

}  // namespace

int check_command(const RuleChoice& choice, Output output, Warnings warnings) {
  Report report = choice.packs.empty() ? check_configuration(choice.configuration) : check_packs(choice.packs);
  const bool good = report.mistakes.empty() && (report.warnings.empty() || warnings == Warnings::tell);
  if (output == Output::json) {
    print_json(report);
  } else {
    print_text(std::move(report));
  }
  return good ? kExitOk : kExitWrong;
}

}  // namespace tb::app
