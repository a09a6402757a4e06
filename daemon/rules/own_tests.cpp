// The answer to a failing test is the first thing an editor needs, so it names the clause or the span, not just the
// test.
#include "own_tests.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "evidence.hpp"
#include "shown_part.hpp"

namespace tb::rules {
namespace {

constexpr std::size_t kMostShown = 3;  // spans in a message; the first nearly always tells it

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

/// Why one rule is silent or rings, of the item that was read.
class Reasons {
 public:
  Reasons(RuleIndex rule, const RuleSet::Compiled& set, Evaluation& evaluation, const Item& item)
      : rule_(set.rules[rule]), nodes_(set.nodes[rule]), set_(set), evaluation_(evaluation), item_(item) {}

  [[nodiscard]] std::string of_a_miss() const {
    if (nodes_.match != kNoNode && !evaluation_.holds(nodes_.match)) return lacking();
    if (nodes_.score != kNoNode) {
      const CompiledScore& score = set_.scores[nodes_.score];
      const double sum = evaluation_.sum(score);
      if (!reaches(sum, score)) {
        return fmt::format("this text should be a hit, but its terms weigh {} and the threshold is {}", sum,
                           score.threshold);
      }
    }
    if (nodes_.unless != kNoNode && evaluation_.holds(nodes_.unless)) return forbidden("`unless`", nodes_.unless);
    for (std::uint32_t i = nodes_.exclude_first; i < nodes_.exclude_last; ++i) {
      const CompiledExclusion& exclusion = set_.exclusions[set_.excluded[i]];
      if (evaluation_.holds(exclusion.node)) {
        return forbidden(fmt::format("the exclusion \"{}\"", exclusion.id), exclusion.node);
      }
    }
    return "this text should be a hit";
  }

 private:
  [[nodiscard]] std::string forbidden(std::string_view what, NodeId node) const {
    std::vector<MatchedSpan> spans;
    evaluation_.show(node, true, spans);
    return fmt::format("this text should be a hit, but {} is true of it{}{}", what, spans.empty() ? "" : ": ",
                       list(evidence(spans, item_, set_.vocabulary)));
  }

  [[nodiscard]] std::string lacking() const {
    const Node* node = &set_.program[nodes_.match];
    while (node->kind == Clause::Kind::all_of) {
      const auto operands = set_.program.operands(*node);
      node = &*std::ranges::find_if(operands, [this](const Node& one) { return !evaluation_.holds(one, Scope{}); });
    }
    const bool is_not = node->kind == Clause::Kind::negation;
    if (is_not) node = &set_.program.operands(*node).front();
    const std::string part = shown_part(rule_.match_text, {.begin = node->place_begin, .end = node->place_end});
    if (is_not) return fmt::format("this text should be a hit, but it has {}, which a NOT forbids", part);
    return fmt::format("this text should be a hit, but nothing in it matches {}", part);
  }

  const CompiledRule& rule_;
  const RuleNodes& nodes_;
  const RuleSet::Compiled& set_;
  Evaluation& evaluation_;
  const Item& item_;
};

}  // namespace

TestOutcome TestRun::test(RuleIndex rule, const RuleTest& test) {
  reading_.read(test.item, plan_);
  evaluation_.begin(set_, reading_);
  const bool is_hit = evaluation_.is_hit(rule);
  TestOutcome outcome{.rule = set_.rules[rule].info.id, .file = set_.rules[rule].file, .test = test, .why = {}};
  outcome.passed = is_hit == (test.expect == RuleTest::Expect::hit);
  if (outcome.passed && !is_hit) return outcome;
  if (!is_hit) {
    outcome.why = Reasons(rule, set_, evaluation_, test.item).of_a_miss();
    return outcome;
  }
  std::vector<MatchedSpan> spans;
  evaluation_.show(rule, spans);
  const std::vector<Evidence> shown = evidence(spans, test.item, set_.vocabulary);
  if (!outcome.passed) {
    outcome.why = fmt::format("this text should be a miss, but it hits by {}", list(shown));
    return outcome;
  }
  for (const std::string& wanted : test.spans) {
    if (std::ranges::find(shown, wanted, &Evidence::text) != shown.end()) continue;
    outcome.passed = false;
    outcome.why = fmt::format("this text is a hit, but not by \"{}\"; its evidence is {}", wanted, list(shown));
    return outcome;
  }
  return outcome;
}

}  // namespace tb::rules
