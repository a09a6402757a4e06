// The answer to a failing test is the first thing an editor needs, so it names the clause or the span, not just the
// test.
#include "own_tests.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "evaluate.hpp"
#include "tenbells/text/utf8.hpp"

namespace tb::rules {
namespace {

constexpr std::size_t kMostShown = 3;  // spans in a message; the first nearly always tells it

constexpr std::size_t kLongestPart = 120;  // bytes; enough to find it in the rule

/// A part of a rule's text on one line, cut where it is long.
std::string shown(std::string_view text, Place place) {
  std::string line;
  for (const char c : text.substr(place.begin, place.end - place.begin)) {
    const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!space || (!line.empty() && line.back() != ' ')) line += space ? ' ' : c;
  }
  if (line.size() <= kLongestPart) return line;
  return std::string(text::cut_at_code_point(line, kLongestPart)) + "…";
}

std::string list(const std::vector<Evidence>& spans) {
  std::string names;
  for (std::size_t i = 0; i < spans.size() && i < kMostShown; ++i) {
    if (i > 0) names += ", ";
    names += fmt::format("\"{}\"", spans[i].text);
    if (!spans[i].entity.empty()) names += fmt::format(" (@{})", spans[i].entity);
  }
  if (spans.size() > kMostShown) names += " and more";
  return names;
}

std::string why_missed(const CompiledRule& rule, Reading& reading) {
  if (holds(rule.match, reading)) {
    const std::vector<Evidence> spans = evidence(*rule.unless, reading);
    return fmt::format("this text should be a hit, but `unless` is true of it{}{}", spans.empty() ? "" : ": ",
                       list(spans));
  }
  const Clause& clause = lacking(rule.match, reading);
  const std::string part = shown(rule.match_text, clause.place);
  if (clause.negated) return fmt::format("this text should be a hit, but it has {}, which a NOT forbids", part);
  return fmt::format("this text should be a hit, but nothing in it matches {}", part);
}

}  // namespace

TestOutcome run_test(const RuleTest& test, const CompiledRule& rule, const TermIndex& index,
                     const Vocabulary& vocabulary) {
  const Item item{.title = test.text};
  Reading reading(item, index, vocabulary);
  const bool hit = holds(rule.match, reading) && !(rule.unless && holds(*rule.unless, reading));
  TestOutcome outcome{.rule = rule.info.id, .file = rule.file, .test = test};
  outcome.passed = hit == (test.expect == RuleTest::Expect::hit);
  if (outcome.passed) return outcome;
  outcome.why = hit ? fmt::format("this text should be a miss, but it hits by {}", list(evidence(rule.match, reading)))
                    : why_missed(rule, reading);
  return outcome;
}

}  // namespace tb::rules
