// Packs → RuleSet: entities first, as rules of any pack may use them; then exclusions; then every rule; then every
// rule's own tests.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "binder.hpp"
#include "compiled.hpp"
#include "entities.hpp"
#include "findings.hpp"
#include "lexer.hpp"
#include "own_tests.hpp"
#include "parser.hpp"
#include "requirements.hpp"
#include "tenbells/core/nearest.hpp"
#include "tenbells/rules/rule_set.hpp"
#include "truth.hpp"

namespace tb::rules {
namespace {

/// An expression of a rule, read and bound.
struct Bound {
  Expression expression;
  NodeId node = kNoNode;
};

/// The terms of a score, read and bound.
struct BoundScore {
  CompiledScore compiled;
  std::vector<Expression> expressions;
};

bool has_negation(const Expression& expression) {
  return expression.kind == Expression::Kind::negation || std::ranges::any_of(expression.operands, has_negation);
}

/// The truth of an expression; where nothing is forbidden it is neither always nor never true, and many rules are
/// spared the table.
Truth truth_of(const Expression& expression) {
  return has_negation(expression) ? truth(expression) : Truth::sometimes;
}

/// The most that a term of a score can add.
double most_of(const CompiledScore& score, double weight) {
  const double places = score.count == Score::Count::occurrences ? score.cap : 1;
  return weight * places * std::max(1.0, score.title_factor);
}

/// What an item must hold for a score to reach its threshold: of the terms that speak for it, dear ones may be left out
/// as long as those cannot reach it by themselves.
std::optional<Requirement> required(const Program& program, const CompiledScore& score, const Costs& costs) {
  std::vector<std::pair<std::optional<Requirement>, double>> terms;
  for (const CompiledScore::Term& term : score.terms) {
    if (term.weight > 0) terms.emplace_back(required(program, term.node, costs), most_of(score, term.weight));
  }
  constexpr float kMostCost = 1e30F;
  constexpr double kClearlyLess = 1 - 1e-6;  // the sum is made in another order, and of fractions
  std::ranges::stable_sort(terms, std::ranges::greater{},
                           [](const auto& t) { return t.first ? t.first->cost : kMostCost; });
  double left_out = 0;
  std::vector<std::optional<Requirement>> kept;
  for (auto& [requirement, most] : terms) {
    if (kept.empty() && left_out + most < score.threshold * kClearlyLess) {
      left_out += most;
    } else {
      kept.push_back(std::move(requirement));
    }
  }
  return together(std::move(kept));
}

class Compiler {
 public:
  Compiler(std::vector<RulePack> packs, const WordFrequency& frequency)
      : packs_(std::move(packs)), frequency_(frequency) {}

  tl::expected<std::shared_ptr<const RuleSet>, std::vector<Diagnostic>> run(OwnTests own_tests) {
    packs_are_whole_ = std::ranges::none_of(packs_, &RulePack::partial);
    incomplete_ = add_entities(packs_, vocabulary_, findings_);
    auto contexts = bind_entities(packs_, packs_are_whole_, vocabulary_, program_, findings_, incomplete_);
    for (std::size_t p = 0; p < packs_.size(); ++p) {
      for (std::size_t i = 0; i < packs_[p].exclusions.size(); ++i) {
        add_exclusion({.pack = p, .section = Position::Section::exclusions, .index = i});
      }
    }
    for (std::size_t p = 0; p < packs_.size(); ++p) {
      for (std::size_t i = 0; i < packs_[p].rules.size(); ++i) {
        add_rule({.pack = p, .section = Position::Section::rules, .index = i});
      }
    }
    std::unique_ptr<const RuleSet::Compiled> compiled = assemble(std::move(contexts));
    if (own_tests == OwnTests::refuse_failing) run_own_tests(*compiled);
    if (!findings_.empty()) return tl::unexpected(std::move(findings_).in_order());
    return std::make_shared<const RuleSet>(std::move(compiled));
  }

 private:
  std::unique_ptr<const RuleSet::Compiled> assemble(std::unordered_map<GroupId, NodeId> contexts) {
    vocabulary_.seal(frequency_);
    auto compiled = std::make_unique<RuleSet::Compiled>(std::move(vocabulary_), frequency_);
    compiled->program = std::move(program_);
    compiled->program.link(compiled->vocabulary);
    compiled->contexts = std::move(contexts);
    compiled->rules = std::move(rules_);
    compiled->nodes = std::move(nodes_);
    compiled->scores = std::move(scores_);
    compiled->exclusions = std::move(exclusions_);
    compiled->excluded = std::move(excluded_);
    compiled->words_in = compiled->program.fields();
    const Costs costs(compiled->vocabulary, compiled->keys, frequency_);
    for (RuleIndex i = 0; i < compiled->rules.size(); ++i) {
      if (compiled->rules[i].enabled) compiled->triggers.watch(i, requirement(compiled->nodes[i], *compiled, costs));
    }
    compiled->triggers.seal();
    return compiled;
  }

  static std::optional<Requirement> requirement(const RuleNodes& nodes, const RuleSet::Compiled& compiled,
                                                const Costs& costs) {
    std::vector<std::optional<Requirement>> both;
    if (nodes.match != kNoNode) both.push_back(required(compiled.program, nodes.match, costs));
    if (nodes.score != kNoNode) both.push_back(required(compiled.program, compiled.scores[nodes.score], costs));
    return cheapest(std::move(both));
  }

  void tell(Position position, std::string pointer, Mistake mistake) {
    findings_.add(position, {.file = packs_[position.pack].file,
                             .pointer = std::move(pointer),
                             .offset = mistake.offset,
                             .message = std::move(mistake.message)});
  }

  void add_exclusion(Position position) {
    const RulePack& pack = packs_[position.pack];
    const Exclusion& exclusion = pack.exclusions[position.index];
    const std::string pointer = exclusion_pointer(exclusion.id);
    const auto [first, is_new] =
        exclusion_places_.try_emplace(exclusion.id, Elsewhere{.file = pack.file, .pointer = pointer});
    if (!is_new) {
      findings_.add(position,
                    {.file = pack.file,
                     .pointer = pointer,
                     .message = fmt::format("the exclusion \"{}\" is already defined; exclusions are shared by "
                                            "all packs, so keep one of the two",
                                            exclusion.id),
                     .first = first->second});
      return;
    }
    auto bound = read(exclusion.expression, position, pointer);
    if (bound && (needs_nothing(bound->expression) || truth_of(bound->expression) == Truth::always)) {
      tell(position, pointer,
           {.message = "this is true of an item that holds none of its terms, so the rules that use "
                       "it would be silent nearly always; put AND and a term before the NOT"});
      bound.reset();
    }
    // A wrong one stays known, so that the rules that use it are no further mistakes.
    const bool is_whole = bound && !names_incomplete(bound->expression);
    if (!is_whole) incomplete_exclusions_.insert(exclusion.id);
    exclusion_ids_.emplace(exclusion.id, static_cast<std::uint32_t>(exclusions_.size()));
    exclusions_.push_back({.id = exclusion.id, .text = exclusion.expression, .node = bound ? bound->node : kNoNode});
  }

  void add_rule(Position position) {
    const RulePack& pack = packs_[position.pack];
    const Rule& rule = pack.rules[position.index];
    bool is_right = (rule.partial && rule.id.empty()) || check_id(rule, position);
    std::optional<Bound> match;
    std::optional<Bound> unless;
    std::optional<BoundScore> score;
    if (!rule.match.empty()) {
      match = read(rule.match, position, rule_pointer(position.index, "match"));
      is_right = is_right && match;
    } else if (!rule.score && !rule.partial) {
      is_right = read(rule.match, position, rule_pointer(position.index, "match")).has_value();
    }
    if (rule.score) {
      score = read(*rule.score, position);
      is_right = is_right && score;
    }
    if (!rule.unless.empty()) {
      unless = read(rule.unless, position, rule_pointer(position.index, "unless"));
      is_right = is_right && unless;
    }
    RuleNodes nodes;
    is_right = exclude(rule, position, nodes) && is_right;
    if (!is_right || (!match && !score)) return;
    if (match && !can_ring(*match, unless, position, score.has_value())) return;
    if (score && !can_reach(*score, position)) return;
    if (match) nodes.match = match->node;
    if (unless) nodes.unless = unless->node;
    if (score) {
      nodes.score = static_cast<std::uint32_t>(scores_.size());
      scores_.push_back(std::move(score->compiled));
    }
    const bool tests_count = !rule.partial || !rule.tests.empty();
    origins_.push_back({.position = position,
                        .tests_count = tests_count && are_whole(match, unless, score) && exclusions_are_whole(rule)});
    nodes_.push_back(nodes);
    rules_.push_back(described(rule, pack));
  }

  static CompiledRule described(const Rule& rule, const RulePack& pack) {
    return {.info = {.id = rule.id,
                     .title = rule.title,
                     .pack = pack.name,
                     .severity = rule.severity,
                     .labels = rule.labels,
                     .sinks = rule.sinks,
                     .topic = rule.topic,
                     .status = rule.status,
                     .author = rule.author,
                     .references = rule.references},
            .file = pack.file,
            .match_text = rule.match,
            .unless_text = rule.unless,
            .enabled = rule.enabled,
            .tests = rule.tests};
  }

  bool are_whole(const std::optional<Bound>& match, const std::optional<Bound>& unless,
                 const std::optional<BoundScore>& score) const {
    if (match && names_incomplete(match->expression)) return false;
    if (unless && names_incomplete(unless->expression)) return false;
    return !score ||
           std::ranges::none_of(score->expressions, [this](const Expression& e) { return names_incomplete(e); });
  }

  bool exclusions_are_whole(const Rule& rule) const {
    return std::ranges::none_of(rule.exclude, [this](const std::string& id) {
      return incomplete_exclusions_.contains(id) || !exclusion_ids_.contains(id);
    });
  }

  /// Looks up the exclusions of a rule.
  bool exclude(const Rule& rule, Position position, RuleNodes& nodes) {
    bool are_known = true;
    nodes.exclude_first = static_cast<std::uint32_t>(excluded_.size());
    for (std::size_t i = 0; i < rule.exclude.size(); ++i) {
      const auto known = exclusion_ids_.find(rule.exclude[i]);
      if (known != exclusion_ids_.end()) {
        if (exclusions_[known->second].node != kNoNode) excluded_.push_back(known->second);
      } else if (packs_are_whole_) {
        are_known = false;
        std::vector<std::string> ids;
        for (const CompiledExclusion& exclusion : exclusions_) ids.push_back(exclusion.id);
        tell(position, rule_pointer(position.index, fmt::format("exclude/{}", i)),
             {.message =
                  fmt::format("there is no exclusion \"{}\".{}", rule.exclude[i], did_you_mean(rule.exclude[i], ids))});
      }
    }
    nodes.exclude_last = static_cast<std::uint32_t>(excluded_.size());
    return are_known;
  }

  std::optional<BoundScore> read(const Score& score, Position position) {
    BoundScore bound{.compiled = {.terms = {},
                                  .threshold = score.threshold,
                                  .count = score.count,
                                  .cap = static_cast<std::uint32_t>(score.cap),
                                  .title_factor = score.title_factor},
                     .expressions = {}};
    bool is_right = true;
    for (const Score::Term& term : score.terms) {
      const std::string pointer = rule_pointer(position.index, "score/terms/" + escaped_token(term.expression));
      auto one = read(term.expression, position, pointer);
      if (!one) {
        is_right = false;
        continue;
      }
      if (score.count == Score::Count::occurrences && !program_.has_place(one->node)) {
        is_right = false;
        tell(position, pointer,
             {.message = "occurrences are counted of what stands somewhere: words, phrases, entities, NEAR or an OR of "
                         "these; write count: distinct, or make terms of its parts"});
      }
      bound.compiled.terms.push_back({.node = one->node, .weight = term.weight, .written = term.expression});
      bound.expressions.push_back(std::move(one->expression));
    }
    if (!is_right) return std::nullopt;
    return bound;
  }

  /// Whether the threshold lies between what nothing gives and what everything gives.
  bool can_reach(const BoundScore& score, Position position) {
    double most = 0;
    double of_nothing = 0;
    for (std::size_t i = 0; i < score.expressions.size(); ++i) {
      const double weight = score.compiled.terms[i].weight;
      if (needs_nothing(score.expressions[i])) of_nothing += weight;
      if (weight > 0) most += most_of(score.compiled, weight);
    }
    const auto refuse = [&](std::string message) {
      tell(position, rule_pointer(position.index, "score/threshold"), {.message = std::move(message)});
      return false;
    };
    if (!reaches(most, score.compiled)) {
      return refuse(
          fmt::format("the terms together weigh {} at most, so {} is never reached", most, score.compiled.threshold));
    }
    if (reaches(of_nothing, score.compiled)) {
      return refuse(fmt::format("an item that holds none of the terms already weighs {}, so nearly all news would ring",
                                of_nothing));
    }
    return true;
  }

  bool check_id(const Rule& rule, Position position) {
    const std::string pointer = rule_pointer(position.index, "id");
    if (!is_id(rule.id)) {
      tell(position, pointer,
           {.message = fmt::format("\"{}\" cannot be the id of a rule; use letters, digits, _ and -, at "
                                   "most 100",
                                   rule.id)});
      return false;
    }
    const std::string& file = packs_[position.pack].file;
    const auto [first, is_new] = ids_.try_emplace(rule.id, Elsewhere{.file = file, .pointer = pointer});
    if (is_new) return true;
    findings_.add(position,
                  {.file = file,
                   .pointer = pointer,
                   .message = fmt::format("the rule \"{}\" is already defined; alerts are named after rules, so give "
                                          "this one another id",
                                          rule.id),
                   .first = first->second});
    return false;
  }

  std::optional<Bound> read(const std::string& text, Position position, const std::string& pointer) {
    auto expression = parse(text);
    if (!expression) {
      for (Mistake& mistake : expression.error()) tell(position, pointer, std::move(mistake));
      tell_unknown_entities(text, position, pointer);
      return std::nullopt;
    }
    if (!packs_are_whole_) let_entities_pass(*expression);
    auto clause = bind(*expression, vocabulary_);
    if (!clause) {
      for (Mistake& mistake : clause.error()) tell(position, pointer, std::move(mistake));
      return std::nullopt;
    }
    return Bound{.expression = std::move(*expression), .node = program_.add(*clause)};
  }

  /// Where the form of an expression is wrong, its entities are still told.
  void tell_unknown_entities(const std::string& text, Position position, const std::string& pointer) {
    if (!packs_are_whole_) return;
    for (const Token& token : tokens(text).list) {
      if (token.kind != Token::Kind::entity || vocabulary_.entity(token.content)) continue;
      tell(position, pointer, unknown_entity(token.content, token.place, vocabulary_));
    }
  }

  /// An entity that may stand in a pack nobody could read is no mistake of the rule that names it.
  void let_entities_pass(const Expression& expression) {
    if (expression.kind == Expression::Kind::entity && !vocabulary_.entity(expression.content)) {
      vocabulary_.add_entity({.id = expression.content});
      incomplete_.insert(expression.content);
    }
    for (const Expression& operand : expression.operands) let_entities_pass(operand);
  }

  bool names_incomplete(const Expression& expression) const {
    if (incomplete_.empty()) return false;
    if (expression.kind == Expression::Kind::entity) return incomplete_.contains(expression.content);
    return std::ranges::any_of(expression.operands, [this](const Expression& e) { return names_incomplete(e); });
  }

  bool can_ring(const Bound& match, const std::optional<Bound>& unless, Position position, bool has_score) {
    const auto refuse = [&](std::string_view member, std::string message) {
      tell(position, rule_pointer(position.index, member), {.message = std::move(message)});
      return false;
    };
    if (!has_score && needs_nothing(match.expression)) {
      return refuse("match",
                    "this is true of an item that holds none of its terms, so nearly all news would ring; put "
                    "AND and a term before the NOT");
    }
    if (truth_of(match.expression) == Truth::never)
      return refuse("match", "this can never be true: it asks for a term and forbids it");
    if (!unless) return true;
    if (truth_of(unless->expression) == Truth::always)
      return refuse("unless", "this is always true, so the rule would never ring");
    if (truth(ringing(match.expression, unless->expression)) == Truth::never) {
      return refuse("unless", "this is true wherever `match` is, so the rule would never ring");
    }
    return true;
  }

  void run_own_tests(const RuleSet::Compiled& compiled) {
    TestRun run(compiled);
    for (std::uint32_t i = 0; i < compiled.rules.size(); ++i) {
      if (!origins_[i].tests_count) continue;
      for (const RuleTest& test : compiled.rules[i].tests) {
        TestOutcome outcome = run.test(i, test);
        if (!outcome.passed) tell(origins_[i].position, test.pointer, {.message = std::move(outcome.why)});
      }
    }
  }

  /// Where a compiled rule comes from.
  struct Origin {
    Position position;
    bool tests_count = true;
  };

  std::vector<RulePack> packs_;
  const WordFrequency& frequency_;
  bool packs_are_whole_ = true;
  std::unordered_set<std::string> incomplete_;             ///< entities that lack names
  std::unordered_set<std::string> incomplete_exclusions_;  ///< those that are wrong or use such
  Vocabulary vocabulary_;
  Program program_;
  Findings findings_;
  std::vector<CompiledRule> rules_;
  std::vector<RuleNodes> nodes_;  ///< of rules_
  std::vector<Origin> origins_;   ///< of rules_
  std::vector<CompiledScore> scores_;
  std::vector<CompiledExclusion> exclusions_;
  std::vector<std::uint32_t> excluded_;
  std::unordered_map<std::string, std::uint32_t> exclusion_ids_;
  std::unordered_map<std::string, Elsewhere> exclusion_places_;
  std::unordered_map<std::string, Elsewhere> ids_;  ///< where each rule id was first used
};

std::uint64_t next_serial() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

}  // namespace

RuleSet::Compiled::Compiled(Vocabulary words, const WordFrequency& frequency)
    : vocabulary(std::move(words)),
      keys(vocabulary.terms(), frequency),
      triggers(vocabulary, keys, frequency),
      prefixes(vocabulary.terms().prefixes()),
      serial(next_serial()) {}

tl::expected<std::shared_ptr<const RuleSet>, std::vector<Diagnostic>> compile(std::vector<RulePack> packs,
                                                                              OwnTests own_tests,
                                                                              const WordFrequency& frequency) {
  return Compiler(std::move(packs), frequency).run(own_tests);
}

}  // namespace tb::rules
