// Every expression of the packs is read once and linted by itself; what was read is kept as far as the comparison of
// rules and the search for unused entities need it.
#include "tenbells/rules/lints.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "canonical.hpp"
#include "findings.hpp"
#include "lint_alike.hpp"
#include "lint_expression.hpp"
#include "lint_regex.hpp"
#include "parser.hpp"

namespace tb::rules {
namespace {

/// One reference token of a JSON pointer (RFC 6901 §3).
std::string escaped(std::string_view token) {
  std::string made;
  for (const char c : token) made += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return made;
}

class Linter {
 public:
  explicit Linter(const std::vector<RulePack>& packs) : packs_(packs) {}

  std::vector<Diagnostic> run() {
    for (std::size_t p = 0; p < packs_.size(); ++p) {
      const RulePack& pack = packs_[p];
      for (std::size_t i = 0; i < pack.entities.size(); ++i) entity(pack, {p, Position::Section::entities, i});
      for (std::size_t i = 0; i < pack.exclusions.size(); ++i) exclusion(pack, {p, Position::Section::exclusions, i});
      for (std::size_t i = 0; i < pack.rules.size(); ++i) rule(pack, {p, Position::Section::rules, i});
    }
    compare();
    if (all_is_read_) unused();
    return std::move(findings_).in_order();
  }

 private:
  /// Parses and lints one text; nothing if it has mistakes, which are the compiler's to tell.
  std::optional<Expression> read(const std::string& text, Position at, const std::string& file,
                                 const std::string& pointer) {
    auto parsed = parse(text);
    if (!parsed) {
      all_is_read_ = false;
      return std::nullopt;
    }
    for (Mistake& lint : lints_of(*parsed, text)) {
      findings_.add(at, {.file = file, .pointer = pointer, .offset = lint.offset, .message = std::move(lint.message)});
    }
    note_entities(*parsed);
    return std::move(*parsed);
  }

  void note_entities(const Expression& expression) {
    if (expression.kind == Expression::Kind::entity) used_entities_.insert(expression.content);
    for (const Expression& operand : expression.operands) note_entities(operand);
  }

  void entity(const RulePack& pack, Position at) {
    const Entity& entity = pack.entities[at.index];
    if (entity.partial) all_is_read_ = false;
    for (const std::string& member : entity.members) used_entities_.insert(member);
    if (!entity.ambiguous || entity.ambiguous->context.empty()) return;
    const std::string place = entity.pointer.empty() ? entity_pointer(entity.id) : entity.pointer;
    (void)read(entity.ambiguous->context, at, entity.file.empty() ? pack.file : entity.file,
               place + "/ambiguous/context");
  }

  void exclusion(const RulePack& pack, Position at) {
    const Exclusion& exclusion = pack.exclusions[at.index];
    (void)read(exclusion.expression, at, pack.file, "/exclusions/" + escaped(exclusion.id));
  }

  void rule(const RulePack& pack, Position at) {
    const Rule& rule = pack.rules[at.index];
    std::optional<Expression> match;
    std::optional<Expression> unless;
    if (!rule.match.empty()) match = read(rule.match, at, pack.file, rule_pointer(at.index, "match"));
    if (!rule.unless.empty()) unless = read(rule.unless, at, pack.file, rule_pointer(at.index, "unless"));
    const bool score_is_read = !rule.score || score(*rule.score, pack, at);
    used_exclusions_.insert(rule.exclude.begin(), rule.exclude.end());
    if (pack.partial || rule.partial) all_is_read_ = false;
    if (match && !rule.score) slow(*match, pack, at);
    const bool is_read = score_is_read && match.has_value() != rule.match.empty() &&
                         unless.has_value() != rule.unless.empty() && !rule.partial;
    const bool says_something = match || (rule.score && !rule.score->terms.empty());
    if (is_read && says_something && rule.enabled) {
      compared_.push_back(comparable(rule, match, unless));
      compared_at_.push_back(at);
    }
  }

  void slow(const Expression& match, const RulePack& pack, Position at) {
    const Expression* regex = slow_regex_of(match);
    if (regex == nullptr) return;
    findings_.add(at,
                  {.file = pack.file,
                   .pointer = rule_pointer(at.index, "match"),
                   .offset = regex->place.begin,
                   .message = "no word and no text of three letters must stand in what rings this, so every item is "
                              "searched for the regular expression, which is slow; put AND and a word beside it"});
  }

  /// Whether all terms could be read.
  bool score(const Score& score, const RulePack& pack, Position at) {
    std::unordered_map<std::string, std::string_view> seen;
    bool all_read = true;
    for (const Score::Term& term : score.terms) {
      const std::string pointer = rule_pointer(at.index, "score") + "/terms/" + escaped(term.expression);
      const auto expression = read(term.expression, at, pack.file, pointer);
      if (!expression) {
        all_read = false;
        continue;
      }
      const auto [first, is_new] = seen.try_emplace(canonical(*expression), term.expression);
      if (is_new) continue;
      findings_.add(at,
                    {.file = pack.file,
                     .pointer = pointer,
                     .message = fmt::format("{} says the same as {} in this score, so both weights count; leave one "
                                            "out",
                                            term.expression, first->second)});
    }
    return all_read;
  }

  static ComparedRule comparable(const Rule& rule, const std::optional<Expression>& match,
                                 const std::optional<Expression>& unless) {
    ComparedRule made{.alternatives = {},
                      .score = {},
                      .silent = unless ? canonical(*unless) : "",
                      .address = "to " + rule.topic,
                      .sinks = {},
                      .severity = static_cast<int>(rule.severity)};
    if (match) alternatives(*match, made.alternatives);
    std::ranges::sort(made.alternatives);
    made.alternatives.erase(std::ranges::unique(made.alternatives).begin(), made.alternatives.end());
    for (const std::string& id : sorted(rule.exclude)) made.silent += " " + id;
    for (const std::string& sink : sorted(rule.sinks)) made.sinks += " " + sink;
    for (const auto& [name, value] : rule.labels)
      made.address += fmt::format(" {}:{}={}:{}", name.size(), name, value.size(), value);
    if (rule.score) made.score = text_of(*rule.score);
    return made;
  }

  static void alternatives(const Expression& expression, std::vector<std::string>& found) {
    if (expression.kind != Expression::Kind::any_of) {
      found.push_back(canonical(expression));
      return;
    }
    for (const Expression& operand : expression.operands) alternatives(operand, found);
  }

  static std::vector<std::string> sorted(std::vector<std::string> texts) {
    std::ranges::sort(texts);
    texts.erase(std::ranges::unique(texts).begin(), texts.end());
    return texts;
  }

  /// All that decides what a score says.
  static std::string text_of(const Score& score) {
    std::vector<std::string> terms;
    for (const Score::Term& term : score.terms) {
      const auto expression = parse(term.expression);
      if (expression) terms.push_back(fmt::format("{} {}", canonical(*expression), term.weight));
    }
    std::ranges::sort(terms);
    return fmt::format("{} {} {} {} {}", score.threshold, static_cast<int>(score.count), score.cap, score.title_factor,
                       fmt::join(terms, " "));
  }

  void compare() {
    for (const Alike& pair : alike(compared_)) {
      const Position at = compared_at_[pair.rule];
      const Position other = compared_at_[pair.other];
      const std::string& id = packs_[other.pack].rules[other.index].id;
      findings_.add(
          at, {.file = packs_[at.pack].file,
               .pointer = rule_pointer(at.index, "id"),
               .message =
                   pair.how == Alike::How::same
                       ? fmt::format("this rule says the same as \"{}\", so both ring for the same news; keep one", id)
                       : fmt::format(
                             "each alternative of this rule is also one of \"{}\", which tells the same readers; it "
                             "rings only where that one rings too",
                             id),
               .first = Elsewhere{.file = packs_[other.pack].file, .pointer = rule_pointer(other.index, "id")}});
    }
  }

  void unused() {
    for (std::size_t p = 0; p < packs_.size(); ++p) {
      const RulePack& pack = packs_[p];
      if (pack.rules.empty()) continue;  // a pack of entities serves packs that may not be here
      for (std::size_t i = 0; i < pack.entities.size(); ++i) {
        const Entity& entity = pack.entities[i];
        if (!entity.file.empty() || used_entities_.contains(entity.id)) continue;
        findings_.add(
            {p, Position::Section::entities, i},
            {.file = pack.file,
             .pointer = entity.pointer.empty() ? entity_pointer(entity.id) : entity.pointer,
             .message = fmt::format("nothing uses the entity @{}; leave it out, or name it in a rule", entity.id)});
      }
      for (std::size_t i = 0; i < pack.exclusions.size(); ++i) {
        const std::string& id = pack.exclusions[i].id;
        if (used_exclusions_.contains(id)) continue;
        findings_.add({p, Position::Section::exclusions, i},
                      {.file = pack.file,
                       .pointer = "/exclusions/" + escaped(id),
                       .message = fmt::format("no rule uses the exclusion {}; name it under exclude of a rule or of "
                                              "the pack's defaults",
                                              id)});
      }
    }
  }

  const std::vector<RulePack>& packs_;
  Findings findings_;
  bool all_is_read_ = true;  ///< so that what is named nowhere is surely unused
  std::unordered_set<std::string> used_entities_;
  std::unordered_set<std::string> used_exclusions_;
  std::vector<ComparedRule> compared_;
  std::vector<Position> compared_at_;  ///< of compared_
};

}  // namespace

std::vector<Diagnostic> lints(const std::vector<RulePack>& packs) {
  return Linter(packs).run();
}

}  // namespace tb::rules
