// `tenbells test`.
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>

#include "chosen_input.hpp"
#include "commands.hpp"
#include "test_report.hpp"

namespace tb::app {
namespace {

// Whether it is all on the disk; a report that is cut off must not pass for one.
bool write_report(const std::filesystem::path& file, const std::string& xml) {
  errno = 0;
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream << xml;
  stream.close();
  if (stream) return true;
  const std::string why = std::error_code(errno, std::generic_category()).message();
  fmt::print(stderr, "write {}: {}. Check the folder and its permissions.\n", file.string(), why);
  return false;
}

}  // namespace

int test_command(const RuleChoice& choice, Output output, const std::filesystem::path& junit) {
  const auto chosen = choose_rules(choice, config::process_environment());
  if (!chosen) return refuse(chosen.error());
  const std::vector<PlacedOutcome> tests = placed(chosen->rules->run_tests(), chosen->packs);
  if (!junit.empty() && !write_report(junit, tests_junit(tests, chosen->packs))) return kExitUnavailable;
  if (output == Output::json) {
    fmt::print("{}\n", tests_json(tests));
  } else {
    for (const PlacedOutcome& test : tests) {
      if (!test.outcome.passed) fmt::print(stderr, "{}\n", failure_line(test));
    }
    fmt::print("{}\n", summary_line(tests, chosen->rules->rule_ids().size()));
  }
  const bool good = std::ranges::all_of(tests, [](const PlacedOutcome& test) { return test.outcome.passed; });
  return good ? kExitOk : kExitWrong;
}

}  // namespace tb::app
