// Pure but for the places, which are looked up in the files.
#include "test_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "json_text.hpp"
#include "shown_text.hpp"
#include "tenbells/core/printable.hpp"
#include "terminal.hpp"

namespace tb::app {
namespace {

std::string_view word(rules::RuleTest::Expect expect) {
  return expect == rules::RuleTest::Expect::hit ? "hit" : "miss";
}

std::string message_of(const rules::TestOutcome& outcome) {
  std::string message = fmt::format("rule {} should {}: \"{}\"", printable(outcome.rule), word(outcome.test.expect),
                                    shown_item(outcome.test.item, 120));
  if (!outcome.why.empty()) message += "; " + printable(outcome.why);
  return message;
}

std::string xml_testcase(const PlacedOutcome& test) {
  const rules::TestOutcome& outcome = test.outcome;
  const std::string name = fmt::format("{}: {}", word(outcome.test.expect), shown_item(outcome.test.item, 200));
  std::string xml = fmt::format(R"(    <testcase classname="{}" name="{}" file="{}" line="{}" time="0")",
                                escape_xml(outcome.rule), escape_xml(name), escape_xml(outcome.file), test.line);
  if (outcome.passed) return xml + "/>\n";
  return xml + fmt::format(">\n      <failure message=\"{}\">{}</failure>\n    </testcase>\n",
                           escape_xml(message_of(outcome)), escape_xml(failure_line(test)));
}

std::size_t failures_in(const std::vector<PlacedOutcome>& tests) {
  return static_cast<std::size_t>(
      std::ranges::count_if(tests, [](const PlacedOutcome& test) { return !test.outcome.passed; }));
}

}  // namespace

std::vector<PlacedOutcome> placed(std::vector<rules::TestOutcome> outcomes, const std::vector<rules::RulePack>& packs) {
  std::map<std::string, std::string> names;
  for (const rules::RulePack& pack : packs) names.emplace(pack.file, pack.name);
  std::vector<rules::Diagnostic> asked;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    // Places come back sorted: the message says whose they are.
    asked.push_back({.file = outcomes[i].file, .pointer = outcomes[i].test.pointer, .message = std::to_string(i)});
  }
  const std::vector<config::Diagnostic> places = config::locate(asked);
  std::vector<PlacedOutcome> tests;
  for (rules::TestOutcome& outcome : outcomes) {
    const std::string pack = names[outcome.file];
    tests.push_back({.outcome = std::move(outcome), .pack = pack});
  }
  for (const config::Diagnostic& place : places) {
    const std::size_t index = std::stoul(place.message);
    tests.at(index).line = place.line;
    tests.at(index).column = place.column;
  }
  return tests;
}

std::string failure_line(const PlacedOutcome& test) {
  return to_string(config::Diagnostic{.file = printable(test.outcome.file),
                                      .line = test.line,
                                      .column = test.column,
                                      .message = message_of(test.outcome),
                                      .source_line = {}});
}

std::string summary_line(const std::vector<PlacedOutcome>& tests, std::size_t rules) {
  if (tests.empty()) {
    return fmt::format("{}: no tests; write `tests: [{{hit: …}}, {{miss: …}}]` beside `match`", counted(rules, "rule"));
  }
  const std::size_t failed = failures_in(tests);
  return fmt::format("{}: {} passed, {} failed", counted(rules, "rule"), tests.size() - failed, failed);
}

std::string tests_json(const std::vector<PlacedOutcome>& tests) {
  JsonText out;
  out.array();
  for (const PlacedOutcome& test : tests) {
    out.object();
    out.put("file", test.outcome.file);
    out.put("line", test.line);
    out.put("column", test.column);
    out.put("pack", test.pack);
    out.put("rule", test.outcome.rule);
    out.put("expect", word(test.outcome.test.expect));
    out.put("text", shown_item(test.outcome.test.item, 1000));
    out.put("passed", test.outcome.passed);
    if (!test.outcome.passed) out.put("why", test.outcome.why);
    out.end_object();
  }
  out.end_array();
  return out.text();
}

std::string tests_junit(const std::vector<PlacedOutcome>& tests, const std::vector<rules::RulePack>& packs) {
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  xml += fmt::format("<testsuites name=\"tenbells\" tests=\"{}\" failures=\"{}\" errors=\"0\">\n", tests.size(),
                     failures_in(tests));
  for (const rules::RulePack& pack : packs) {
    std::vector<PlacedOutcome> own;
    std::ranges::copy_if(tests, std::back_inserter(own),
                         [&](const PlacedOutcome& test) { return test.outcome.file == pack.file; });
    xml += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\">\n",
                       escape_xml(pack.name), own.size(), failures_in(own));
    for (const PlacedOutcome& test : own) xml += xml_testcase(test);
    xml += "  </testsuite>\n";
  }
  return xml + "</testsuites>\n";
}

std::string escape_xml(std::string_view text) {
  std::string escaped;
  const std::string safe = printable(text);
  for (std::size_t i = 0; i < safe.size(); ++i) {
    const char c = safe[i];
    const bool noncharacter = safe.compare(i, 2, "\xEF\xBF") == 0 && i + 2 < safe.size() &&
                              (safe[i + 2] == '\xBE' || safe[i + 2] == '\xBF');  // U+FFFE, U+FFFF
    if (noncharacter) {
      escaped += "\xEF\xBF\xBD";
      i += 2;
    } else if (c == '&') {
      escaped += "&amp;";
    } else if (c == '<') {
      escaped += "&lt;";
    } else if (c == '>') {
      escaped += "&gt;";
    } else if (c == '"') {
      escaped += "&quot;";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

}  // namespace tb::app
