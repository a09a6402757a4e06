// The way of an item through the rules: read once, ask those that it sets off.
#include "tenbells/rules/rule_set.hpp"

#include <algorithm>
#include <utility>

#include "compiled.hpp"
#include "evaluation.hpp"
#include "evidence.hpp"
#include "explainer.hpp"
#include "own_tests.hpp"
#include "reading.hpp"

namespace tb::rules {

struct Scratch::Memory {
  Reading reading;
  Evaluation evaluation;
  std::vector<RuleIndex> hits;
};

Scratch::Scratch() : memory_(std::make_unique<Memory>()) {}
Scratch::~Scratch() = default;
Scratch::Scratch(Scratch&&) noexcept = default;
Scratch& Scratch::operator=(Scratch&&) noexcept = default;

RuleSet::RuleSet(std::unique_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
RuleSet::~RuleSet() = default;

void RuleSet::match(const Item& item, Scratch& scratch, Matches& matches) const {
  matches.rules.clear();
  matches.spans.clear();
  Scratch::Memory& memory = scratch.memory();
  const ReadingPlan plan = compiled_->plan();
  memory.reading.read(item, plan);
  memory.evaluation.begin(*compiled_, memory.reading);
  memory.hits.clear();
  const auto candidates = memory.reading.candidates();
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    memory.evaluation.fetch_ahead(candidates.subspan(i));
    if (memory.evaluation.is_hit(candidates[i])) memory.hits.push_back(candidates[i]);
  }
  std::ranges::sort(memory.hits);
  for (const RuleIndex rule : memory.hits) {
    Match match{.rule = rule, .first = static_cast<std::uint32_t>(matches.spans.size())};
    memory.evaluation.show(rule, matches.spans);
    match.last = static_cast<std::uint32_t>(matches.spans.size());
    const std::uint32_t score = compiled_->nodes[rule].score;
    if (score != kNoNode) match.score = memory.evaluation.sum(compiled_->scores[score]);
    matches.rules.push_back(match);
  }
}

std::vector<Hit> RuleSet::match(const Item& item) const {
  thread_local Scratch scratch;
  thread_local Matches matches;
  match(item, scratch, matches);
  return hits(item, matches);
}

std::vector<Hit> RuleSet::hits(const Item& item, const Matches& matches) const {
  std::vector<Hit> hits;
  hits.reserve(matches.rules.size());
  for (const Match& match : matches.rules) {
    const auto spans = std::span(matches.spans).subspan(match.first, match.last - match.first);
    hits.push_back({.rule = compiled_->rules[match.rule].info,
                    .evidence = evidence(spans, item, compiled_->vocabulary),
                    .entities = entities(spans, compiled_->vocabulary),
                    .score = match.score});
  }
  return hits;
}

std::string_view RuleSet::rule_id(std::uint32_t rule) const {
  return compiled_->rules[rule].info.id;
}

std::optional<Explanation> RuleSet::explain(std::string_view rule, const Item& item) const {
  const auto found = std::ranges::find(compiled_->rules, rule, [](const CompiledRule& r) { return r.info.id; });
  if (found == compiled_->rules.end()) return std::nullopt;
  Reading reading;
  const ReadingPlan plan = compiled_->plan();
  reading.read(item, plan);
  Evaluation evaluation;
  evaluation.begin(*compiled_, reading);
  return rules::explain(static_cast<RuleIndex>(found - compiled_->rules.begin()), *compiled_, evaluation);
}

std::vector<std::string> RuleSet::rule_ids() const {
  std::vector<std::string> ids;
  for (const CompiledRule& rule : compiled_->rules) ids.push_back(rule.info.id);
  return ids;
}

std::vector<TestOutcome> RuleSet::run_tests() const {
  std::vector<TestOutcome> outcomes;
  TestRun run(*compiled_);
  for (RuleIndex rule = 0; rule < compiled_->rules.size(); ++rule) {
    for (const RuleTest& test : compiled_->rules[rule].tests) outcomes.push_back(run.test(rule, test));
  }
  return outcomes;
}

std::size_t RuleSet::size() const {
  return static_cast<std::size_t>(std::ranges::count_if(compiled_->rules, &CompiledRule::enabled));
}

RuleSetSize RuleSet::measure() const {
  const Terms& terms = compiled_->vocabulary.terms();
  RuleSetSize size{.rules = this->size(),
                   .entities = compiled_->vocabulary.entities().size(),
                   .terms = terms.size(),
                   .words = terms.numbers(),
                   .regexes = compiled_->vocabulary.patterns().size(),
                   .without_words = {}};
  size.disabled = compiled_->rules.size() - size.rules;
  for (const RuleIndex rule : compiled_->triggers.always()) {
    size.without_words.push_back(compiled_->rules[rule].info.id);
  }
  size.bytes = compiled_->vocabulary.bytes() + compiled_->program.bytes() + compiled_->triggers.bytes() +
               compiled_->rules.capacity() * sizeof(CompiledRule) + compiled_->nodes.capacity() * sizeof(RuleNodes);
  return size;
}

void RuleSet::match_and_measure(const Item& item, Scratch& scratch, std::uint64_t (*nanoseconds_now)(),
                                std::vector<RuleCost>& costs) const {
  if (costs.empty()) {
    for (const CompiledRule& rule : compiled_->rules) costs.push_back({.rule = rule.info.id});
  }
  Scratch::Memory& memory = scratch.memory();
  const ReadingPlan plan = compiled_->plan();
  memory.reading.read(item, plan);
  memory.evaluation.begin(*compiled_, memory.reading);
  std::vector<MatchedSpan> spans;
  for (const RuleIndex rule : memory.reading.candidates()) {
    const std::uint64_t begin = nanoseconds_now();
    const bool is_hit = memory.evaluation.is_hit(rule);
    spans.clear();
    if (is_hit) memory.evaluation.show(rule, spans);
    costs[rule].nanoseconds += nanoseconds_now() - begin;
    costs[rule].asked += 1;
    costs[rule].hits += is_hit ? 1 : 0;
  }
}

}  // namespace tb::rules
