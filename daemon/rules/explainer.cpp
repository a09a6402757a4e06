// Every part is asked by itself, so that an editor sees what held although the whole did not; the smallest part that
// was lacking becomes the summary.
#include "explainer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "evidence.hpp"
#include "shown_part.hpp"

namespace tb::rules {
namespace {

using Kind = Clause::Kind;

std::string first_texts(const std::vector<Evidence>& spans) {
  constexpr std::size_t kMostShown = 3;
  std::string texts;
  for (std::size_t i = 0; i < spans.size() && i < kMostShown; ++i) {
    if (i > 0) texts += ", ";
    texts += fmt::format("\"{}\"", spans[i].text);
  }
  return texts;
}

class Explainer {
 public:
  Explainer(std::string_view rule_text, Evaluation& evaluation)
      : rule_text_(rule_text), evaluation_(evaluation), set_(evaluation.set()) {}

  ExplainedPart part(NodeId node) { return part(set_.program[node]); }

  ExplainedPart part(const Node& node) {
    ExplainedPart part{.what = what(node), .text = text(node)};
    part.holds = evaluation_.holds(node, Scope{});
    part.spans = spans(node);
    for (const Node& operand : set_.program.operands(node)) part.parts.push_back(this->part(operand));
    if (!part.holds) part.why_not = why_not(node, part);
    return part;
  }

 private:
  std::string text(const Node& node) const {
    return shown_part(rule_text_, {.begin = node.place_begin, .end = node.place_end});
  }

  std::string what(const Node& node) const {
    switch (node.kind) {
      case Kind::all_of:
        return "AND";
      case Kind::any_of:
        return "OR";
      case Kind::negation:
        return "NOT";
      case Kind::near:
        return fmt::format("NEAR/{}", node.number);
      case Kind::before:
        return fmt::format("BEFORE/{}", node.number);
      case Kind::same_sentence:
        return "SAME_SENTENCE";
      case Kind::at_least:
        return fmt::format("AT_LEAST {} of {}", node.number, node.last - node.first);
      case Kind::count:
        return fmt::format("COUNT >= {}", node.number);
      default:
        return text(node);
    }
  }

  std::vector<Evidence> spans(const Node& node) {
    std::vector<MatchedSpan> found;
    const bool is_leaf = set_.program.operands(node).empty();
    const bool is_placed = node.kind == Kind::near || node.kind == Kind::before;
    if (!is_leaf && !is_placed) return {};
    evaluation_.show(node, found);
    return evidence(found, evaluation_.reading().item(), set_.vocabulary);
  }

  std::string why_not(const Node& node, const ExplainedPart& part) {
    switch (node.kind) {
      case Kind::terms:
        return terms_lack(node);
      case Kind::regex:
        return "no text matches it";
      case Kind::whole:
        return value_differs(node);
      case Kind::all_of:
        return "not all of it is true";
      case Kind::any_of:
        return "none of it is true";
      case Kind::negation:
        return fmt::format("the item has what this forbids{}", forbidden(part.parts.front()));
      case Kind::near:
      case Kind::before:
        return far_apart(node, part);
      case Kind::same_sentence:
        return "no one sentence has all of it";
      case Kind::at_least: {
        const auto held = std::ranges::count_if(part.parts, &ExplainedPart::holds);
        return fmt::format("{} of {} are true, {} are needed", held, part.parts.size(), node.number);
      }
      case Kind::count:
        return fmt::format("it stands in {} places, {} are needed",
                           evaluation_.count(set_.program.operands(node).front(), Scope{}), node.number);
    }
    return {};
  }

  static std::string forbidden(const ExplainedPart& operand) {
    std::vector<Evidence> all = operand.spans;
    for (const ExplainedPart& part : operand.parts) {
      if (part.holds) all.insert(all.end(), part.spans.begin(), part.spans.end());
    }
    return all.empty() ? std::string() : ": " + first_texts(all);
  }

  /// Of a term that does not stand where it should: where else it stands, or which of its words are missing.
  std::string terms_lack(const Node& node) {
    Node elsewhere = node;
    elsewhere.fields.bits = static_cast<std::uint16_t>(0xFFFF & ~node.fields.bits);
    std::vector<MatchedSpan> found;
    evaluation_.show(elsewhere, found);
    if (!found.empty()) return fmt::format("it stands in {} alone", to_string(found.front().field));
    const TermGroup& group = set_.vocabulary.groups()[node.what];
    if (group.is_plain() && group.terms.size() == 1) return words_lack(group.terms.front().term);
    if (group.ambiguous) {
      const auto context = set_.contexts.find(node.what);
      const bool is_far =
          group.ambiguous->within && context != set_.contexts.end() && evaluation_.holds(context->second);
      for (const NamedTerm& named : group.ambiguous->terms) {
        if (evaluation_.reading().of(named.term).empty()) continue;
        return fmt::format("\"{}\" stands, but it is ambiguous and its context {}",
                           set_.vocabulary.names()[named.name].written, is_far ? "is not near enough" : "is not true");
      }
    }
    for (const TermGroup::LanguageTerm& named : group.by_language) {
      if (evaluation_.reading().of(named.term.term).empty()) continue;
      return fmt::format("\"{}\" stands, but it is a name in {} alone",
                         set_.vocabulary.names()[named.term.name].written, named.language);
    }
    for (const NamedTerm& named : group.terms) {
      if (evaluation_.reading().of(named.term).empty()) continue;
      return fmt::format("\"{}\" stands only inside of what `not` excludes",
                         set_.vocabulary.names()[named.name].written);
    }
    return "none of its names stands in the item";
  }

  std::string words_lack(TermId term) {
    const Terms& terms = set_.vocabulary.terms();
    std::string missing;
    for (const Need& need : terms.needs(term)) {
      if (evaluation_.reading().has_anywhere(need.word)) continue;
      missing += fmt::format("{}\"{}{}\"", missing.empty() ? "" : ", ", terms.letters_of(need.word),
                             terms.is_beginning(need.word) ? "…" : "");
    }
    if (terms.needs(term).size() == 1) {
      return missing.empty() ? "it stands in another spelling" : "it does not stand in the item";
    }
    if (missing.empty()) return "its words stand, but not one after the other as the rule has them";
    return fmt::format("the item lacks {}", missing);
  }

  std::string value_differs(const Node& node) const {
    std::string values;
    for (const Field field : {Field::source, Field::tags, Field::lang}) {
      if (!node.fields.has(field)) continue;
      for (std::size_t entry = 0; entry < entries_of(evaluation_.reading().item(), field); ++entry) {
        const std::string& value = text_of(evaluation_.reading().item(), field, entry);
        if (!value.empty()) values += fmt::format("{}{}", values.empty() ? "" : ", ", value);
      }
    }
    return values.empty() ? "the item has no such value" : "the item has " + values;
  }

  std::string far_apart(const Node& node, const ExplainedPart& part) {
    for (const ExplainedPart& side : part.parts) {
      if (!side.holds) return fmt::format("{} does not hold", side.text);
    }
    const auto operands = set_.program.operands(node);
    constexpr auto kNever = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t closest = kNever;
    bool is_behind = false;
    for (const TextRead& text : evaluation_.reading().texts()) {
      const std::vector<Span> ones = evaluation_.places(operands[0], text, Scope{});
      const std::vector<Span> others = evaluation_.places(operands[1], text, Scope{});
      for (const NearPair& pair : near_pairs(ones, others, kNever - 1, Order::either)) {
        const Span one = ones[pair.one];
        const Span other = others[pair.other];
        const bool in_order = other.first >= one.last;
        const std::uint32_t gap = in_order ? other.first - one.last : one.first - other.last;
        if (gap >= closest) continue;
        closest = gap;
        is_behind = !in_order;
      }
    }
    if (closest == kNever) return "they never stand in the same field, or only over the same words";
    if (node.kind == Kind::before && is_behind && closest <= node.number) return "they stand in the other order";
    return fmt::format("the closest are {} words apart, {} are allowed", closest, node.number);
  }

  std::string_view rule_text_;
  Evaluation& evaluation_;
  const RuleSet::Compiled& set_;
};

/// The smallest part that would have to be true, in a few words.
std::string lacking(const ExplainedPart& part) {
  if (part.what == "AND" || part.what == "score") {
    const auto lacking_one = std::ranges::find(part.parts, false, &ExplainedPart::holds);
    if (lacking_one != part.parts.end()) return lacking(*lacking_one);
  }
  return fmt::format("{}: {}", part.text, part.why_not);
}

ExplainedPart explained(const CompiledScore& score, Evaluation& evaluation) {
  const double sum = evaluation.sum(score);
  ExplainedPart whole{.what = "score", .text = fmt::format("score of {} or more", score.threshold)};
  whole.holds = reaches(sum, score);
  whole.weight = sum;
  for (const CompiledScore::Term& term : score.terms) {
    ExplainedPart part = Explainer(term.written, evaluation).part(term.node);
    part.weight = evaluation.weight(score, term);
    whole.parts.push_back(std::move(part));
  }
  if (!whole.holds) whole.why_not = fmt::format("its terms weigh {}, the threshold is {}", sum, score.threshold);
  return whole;
}

std::string summary(const Explanation& explanation) {
  if (explanation.match && !explanation.match->holds) return "no hit: " + lacking(*explanation.match);
  if (explanation.score && !explanation.score->holds) return "no hit: " + explanation.score->why_not;
  if (explanation.unless && explanation.unless->holds) return "no hit: `unless` is true of it";
  for (const ExplainedPart& exclusion : explanation.exclusions) {
    if (exclusion.holds) return fmt::format("no hit: the exclusion \"{}\" is true of it", exclusion.what);
  }
  return explanation.enabled ? "a hit" : "it would be a hit, but the rule is disabled";
}

}  // namespace

Explanation explain(RuleIndex rule, const RuleSet::Compiled& set, Evaluation& evaluation) {
  const CompiledRule& described = set.rules[rule];
  const RuleNodes& nodes = set.nodes[rule];
  Explanation explanation{.rule = described.info.id, .enabled = described.enabled};
  explanation.hit = evaluation.is_hit(rule);
  if (nodes.match != kNoNode) explanation.match = Explainer(described.match_text, evaluation).part(nodes.match);
  if (nodes.score != kNoNode) explanation.score = explained(set.scores[nodes.score], evaluation);
  if (nodes.unless != kNoNode) explanation.unless = Explainer(described.unless_text, evaluation).part(nodes.unless);
  for (std::uint32_t i = nodes.exclude_first; i < nodes.exclude_last; ++i) {
    const CompiledExclusion& exclusion = set.exclusions[set.excluded[i]];
    ExplainedPart part = Explainer(exclusion.text, evaluation).part(exclusion.node);
    part.what = exclusion.id;
    explanation.exclusions.push_back(std::move(part));
  }
  explanation.summary = summary(explanation);
  return explanation;
}

}  // namespace tb::rules
