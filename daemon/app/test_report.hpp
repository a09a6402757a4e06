// The results of the rules' own tests, as a person, a program and a CI server read them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tenbells/config/configuration.hpp"
#include "tenbells/rules/rule_set.hpp"

namespace tb::app {

/// An outcome with its place in the pack's file.
struct PlacedOutcome {
  rules::TestOutcome outcome;
  std::string pack;  ///< its name
  int line = 0;      ///< from 1; 0: not known
  int column = 0;
};

/// With places, in the order of the packs; reads the packs' files again.
[[nodiscard]] std::vector<PlacedOutcome> placed(std::vector<rules::TestOutcome> outcomes,
                                                const std::vector<rules::RulePack>& packs);

/// "asia.yaml:14:9: rule canal should hit: "Canal reopens"; nothing matches …": one line.
[[nodiscard]] std::string failure_line(const PlacedOutcome& test);

/// "12 rules: 34 passed, 1 failed", or that there are no tests.
[[nodiscard]] std::string summary_line(const std::vector<PlacedOutcome>& tests, std::size_t rules);

/// An array of objects: file, line, column, rule, expect, text, passed, and why of a failed one.
[[nodiscard]] std::string tests_json(const std::vector<PlacedOutcome>& tests);

/// JUnit's XML, as Jenkins and GitLab read it: a testsuite a pack (one without tests too), a testcase a test.
[[nodiscard]] std::string tests_junit(const std::vector<PlacedOutcome>& tests,
                                      const std::vector<rules::RulePack>& packs);

/// A text as content or attribute of XML 1.0; what XML cannot hold becomes U+FFFD.
[[nodiscard]] std::string escape_xml(std::string_view text);

}  // namespace tb::app
