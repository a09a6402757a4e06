// Packs → RuleSet: entities first, as rules of any pack may use them; then every rule; then every rule's own tests.
#include <fmt/format.h>

#include <algorithm>
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
#include "tenbells/rules/rule_set.hpp"
#include "truth.hpp"

namespace tb::rules {
namespace {

/// One expression of a rule, read and bound.
struct Half {
  Expression expression;
  Clause clause;
};

class Compiler {
 public:
  explicit Compiler(std::vector<RulePack> packs) : packs_(std::move(packs)) {}

  tl::expected<std::shared_ptr<const RuleSet>, std::vector<Diagnostic>> run(OwnTests own_tests) {
    incomplete_ = add_entities(packs_, vocabulary_, findings_);
    packs_are_whole_ = std::ranges::none_of(packs_, &RulePack::partial);
    for (std::size_t p = 0; p < packs_.size(); ++p) {
      for (std::size_t i = 0; i < packs_[p].rules.size(); ++i) {
        add_rule({.pack = p, .section = Position::Section::rules, .index = i});
      }
    }
    TermIndex index(vocabulary_.terms());
    if (own_tests == OwnTests::refuse_failing) run_own_tests(index);
    if (!findings_.empty()) return tl::unexpected(std::move(findings_).in_order());
    Candidates candidates(vocabulary_.terms().size());
    for (RuleIndex i = 0; i < rules_.size(); ++i) {
      if (rules_[i].enabled) candidates.add(i, rules_[i].match, vocabulary_);
    }
    return std::make_shared<const RuleSet>(
        std::make_unique<const RuleSet::Compiled>(RuleSet::Compiled{.vocabulary = std::move(vocabulary_),
                                                                    .index = std::move(index),
                                                                    .rules = std::move(rules_),
                                                                    .candidates = std::move(candidates)}));
  }

 private:
  void tell(Position position, std::string pointer, Mistake mistake) {
    findings_.add(position, {.file = packs_[position.pack].file,
                             .pointer = std::move(pointer),
                             .offset = mistake.offset,
                             .message = std::move(mistake.message)});
  }

  void add_rule(Position position) {
    const RulePack& pack = packs_[position.pack];
    const Rule& rule = pack.rules[position.index];
    const bool id_is_right = (rule.partial && rule.id.empty()) || check_id(rule, position);
    std::optional<Half> match;
    if (!rule.partial || !rule.match.empty()) match = read(rule.match, position, "match");
    std::optional<Half> unless;
    if (!rule.unless.empty()) {
      unless = read(rule.unless, position, "unless");
      if (!unless) return;
    }
    if (!match || !can_ring(*match, unless, position) || !id_is_right) return;
    const bool tests_count = !names_incomplete(match->expression) && !(unless && names_incomplete(unless->expression));
    CompiledRule compiled{.info = {.id = rule.id,
                                   .title = rule.title,
                                   .pack = pack.name,
                                   .severity = rule.severity,
                                   .labels = rule.labels,
                                   .sinks = rule.sinks},
                          .file = pack.file,
                          .match_text = rule.match,
                          .match = std::move(match->clause),
                          .enabled = rule.enabled,
                          .tests = rule.tests};
    if (unless) compiled.unless = std::move(unless->clause);
    rules_.push_back(std::move(compiled));
    origins_.push_back({.position = position, .tests_count = tests_count});
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

  std::optional<Half> read(const std::string& text, Position position, std::string_view member) {
    auto expression = parse(text);
    if (!expression) {
      for (Mistake& mistake : expression.error()) {
        tell(position, rule_pointer(position.index, member), std::move(mistake));
      }
      tell_unknown_entities(text, position, member);
      return std::nullopt;
    }
    if (!packs_are_whole_) let_entities_pass(*expression);
    auto clause = bind(*expression, vocabulary_);
    if (!clause) {
      for (Mistake& mistake : clause.error()) tell(position, rule_pointer(position.index, member), std::move(mistake));
      return std::nullopt;
    }
    return Half{.expression = std::move(*expression), .clause = std::move(*clause)};
  }

  /// Where the form of an expression is wrong, its entities are still told.
  void tell_unknown_entities(const std::string& text, Position position, std::string_view member) {
    if (!packs_are_whole_) return;
    for (const Token& token : tokens(text).list) {
      if (token.kind != Token::Kind::entity || vocabulary_.entity(token.content)) continue;
      tell(position, rule_pointer(position.index, member), unknown_entity(token.content, token.place, vocabulary_));
    }
  }

  /// An entity that may stand in a pack nobody could read is no mistake of the rule that names it.
  void let_entities_pass(const Expression& expression) {
    if (expression.kind == Expression::Kind::entity && !vocabulary_.entity(expression.content)) {
      vocabulary_.add_entity({.id = expression.content, .names = {}, .exact = {}});
      incomplete_.insert(expression.content);
    }
    for (const Expression& operand : expression.operands) let_entities_pass(operand);
  }

  bool names_incomplete(const Expression& expression) const {
    if (expression.kind == Expression::Kind::entity) return incomplete_.contains(expression.content);
    return std::ranges::any_of(expression.operands, [this](const Expression& e) { return names_incomplete(e); });
  }

  bool can_ring(const Half& match, const std::optional<Half>& unless, Position position) {
    const auto refuse = [&](std::string_view member, std::string message) {
      tell(position, rule_pointer(position.index, member), {.message = std::move(message)});
      return false;
    };
    if (needs_nothing(match.expression)) {
      return refuse("match",
                    "this is true of an item that holds none of its terms, so nearly all news would ring; put "
                    "AND and a term before the NOT");
    }
    if (truth(match.expression) == Truth::never)
      return refuse("match", "this can never be true: it asks for a term and forbids it");
    if (!unless) return true;
    if (truth(unless->expression) == Truth::always)
      return refuse("unless", "this is always true, so the rule would never ring");
    if (truth(ringing(match.expression, unless->expression)) == Truth::never) {
      return refuse("unless", "this is true wherever `match` is, so the rule would never ring");
    }
    return true;
  }

  void run_own_tests(const TermIndex& index) {
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      if (!origins_[i].tests_count) continue;
      for (const RuleTest& test : rules_[i].tests) {
        TestOutcome outcome = run_test(test, rules_[i], index, vocabulary_);
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
  bool packs_are_whole_ = true;
  std::unordered_set<std::string> incomplete_;  ///< entities that lack names
  Vocabulary vocabulary_;
  Findings findings_;
  std::vector<CompiledRule> rules_;
  std::vector<Origin> origins_;                     ///< of rules_
  std::unordered_map<std::string, Elsewhere> ids_;  ///< where each rule id was first used
};

}  // namespace

tl::expected<std::shared_ptr<const RuleSet>, std::vector<Diagnostic>> compile(std::vector<RulePack> packs,
                                                                              OwnTests own_tests) {
  return Compiler(std::move(packs)).run(own_tests);
}

}  // namespace tb::rules
