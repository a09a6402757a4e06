// `tenbells test`.
#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>

#include "commands.hpp"
#include "tenbells/config/configuration.hpp"
#include "tenbells/core/printable.hpp"
#include "tenbells/rules/rule_set.hpp"

namespace tb::app {
namespace {

std::string_view word(rules::RuleTest::Expect expect) {
  return expect == rules::RuleTest::Expect::hit ? "hit" : "miss";
}

config::Diagnostic place_of(const rules::TestOutcome& outcome) {
  const std::string want = std::string(word(outcome.test.expect));
  std::string message =
      fmt::format("rule {} should {}: \"{}\"", outcome.rule, want, printable(shortened(outcome.test.text, 120)));
  if (!outcome.why.empty()) message += "; " + outcome.why;
  const rules::Diagnostic found{
      .file = outcome.file, .pointer = outcome.test.pointer, .offset = 0, .message = std::move(message)};
  return config::locate({found}).front();
}

void print_json(const std::vector<rules::TestOutcome>& outcomes) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> out(buffer);
  out.StartArray();
  for (const rules::TestOutcome& outcome : outcomes) {
    out.StartObject();
    out.Key("file");
    out.String(outcome.file);
    out.Key("rule");
    out.String(outcome.rule);
    const std::string_view expect = word(outcome.test.expect);
    out.Key("expect");
    out.String(expect.data(), static_cast<rapidjson::SizeType>(expect.size()));
    out.Key("text");
    out.String(outcome.test.text);
    out.Key("passed");
    out.Bool(outcome.passed);
    out.EndObject();
  }
  out.EndArray();
  fmt::print("{}\n", buffer.GetString());
}

// Of packs that are not right: failing tests of the rules that are right belong to it.
std::vector<config::Diagnostic> all_mistakes(config::ExaminedPacks examined) {
  const auto compiled = rules::compile(examined.packs, rules::OwnTests::refuse_failing);
  std::vector<config::Diagnostic> found;
  if (!compiled) found = config::locate(compiled.error());
  return config::together(std::move(examined.mistakes), std::move(found), examined.packs);
}

int refuse(const std::vector<config::Diagnostic>& mistakes) {
  for (const config::Diagnostic& mistake : mistakes) fmt::print(stderr, "{}\n", to_string(mistake));
  return kExitWrong;
}

}  // namespace

int test_command(const std::vector<std::filesystem::path>& packs, Output output) {
  config::ExaminedPacks examined = config::examine_packs(packs);
  const auto compiled = rules::compile(examined.packs, rules::OwnTests::leave_to_caller);
  if (!compiled || !examined.mistakes.empty()) return refuse(all_mistakes(std::move(examined)));
  const std::vector<rules::TestOutcome> outcomes = (*compiled)->run_tests();
  const auto passed = std::ranges::count_if(outcomes, [](const rules::TestOutcome& outcome) { return outcome.passed; });
  const auto failed = static_cast<std::ptrdiff_t>(outcomes.size()) - passed;
  if (output == Output::json) {
    print_json(outcomes);
  } else {
    for (const rules::TestOutcome& outcome : outcomes) {
      if (!outcome.passed) fmt::print(stderr, "{}\n", to_string(place_of(outcome)));
    }
    const std::size_t rules = (*compiled)->size();
    fmt::print("{} rule{}: {} passed, {} failed\n", rules, rules == 1 ? "" : "s", passed, failed);
  }
  return failed == 0 ? kExitOk : kExitWrong;
}

}  // namespace tb::app
