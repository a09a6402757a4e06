// One rule. Expressions pass as they are, for `rules` to compile; topics and links are checked here, since nothing
// later would before an alert rings.
#include "rule_nodes.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "address.hpp"
#include "entities.hpp"
#include "kafka_syntax.hpp"
#include "tenbells/core/nearest.hpp"
#include "yaml_scalar.hpp"

namespace tb::config {
namespace {

// Keys of a rule that say nothing of which items it is true of.
constexpr std::array<std::string_view, 11> kTellNothing{"id",     "title",  "severity",   "labels",  "sinks", "topic",
                                                        "status", "author", "references", "enabled", "tests"};

std::string text_at(const Node& map, std::string_view key) {
  const Node* found = member(map, key);
  return found == nullptr ? std::string() : found->text;
}

std::string read_topic(const Node& topic, Findings& findings) {
  if (const Result<void> legal = check_topic(topic.text); !legal) {
    findings.add(topic, fmt::format("{}. {}", legal.error().why, legal.error().advice));
    return {};
  }
  return topic.text;
}

std::vector<std::string> read_references(const Node& rule, Findings& findings) {
  std::vector<std::string> references;
  for (const Node* link : children_of(rule, "references")) {
    if (const Result<WebAddress> address = parse_web_address(link->text); !address) {
      findings.add(*link, fmt::format("{}: {}", in_quotes(link->text), to_string(address.error())));
    } else {
      references.push_back(link->text);
    }
  }
  return references;
}

// What a rule and `defaults:` have in common; what is not written stays as it is.
void read_shared(const Node& map, rules::Rule& into, Findings& findings) {
  if (const Node* severity = member(map, "severity")) {
    into.severity = severity_named(severity->text).value_or(Severity::routine);
  }
  for (const Node* label : children_of(map, "labels")) into.labels.insert_or_assign(label->key, label->text);
  if (member(map, "sinks") != nullptr) into.sinks = texts_of(map, "sinks");
  if (const Node* topic = member(map, "topic")) into.topic = read_topic(*topic, findings);
  if (const Node* status = member(map, "status")) into.status = status->text == "stable" ? "" : status->text;
  if (const Node* author = member(map, "author")) into.author = author->text;
  if (const Node* enabled = member(map, "enabled")) into.enabled = is_true(*enabled);
}

std::optional<double> read_positive(const Node& number, Findings& findings) {
  const double value = real_number(number.text);
  if (value > 0) return value;
  findings.add(number, fmt::format("{} is not above 0: write a number that is", number.text));
  return std::nullopt;
}

std::optional<rules::Score> read_score(const Node& node, Findings& findings) {
  const std::size_t before = findings.size();
  rules::Score score;
  if (const Node* threshold = member(node, "threshold")) {
    score.threshold = read_positive(*threshold, findings).value_or(0);
  }
  for (const Node* term : children_of(node, "terms")) {
    const double weight = real_number(term->text);
    if (weight == 0) {
      findings.add(*term, "a term that weighs 0 changes nothing: write another number, or remove it");
    } else {
      score.terms.push_back({.expression = term->key, .weight = weight});
    }
  }
  if (text_at(node, "count") == "occurrences") score.count = rules::Score::Count::occurrences;
  if (const Node* cap = member(node, "cap")) {
    score.cap = static_cast<int>(whole_number(cap->text).value_or(score.cap));
    if (score.count == rules::Score::Count::distinct) {
      findings.add_at_key(*cap,
                          "`cap` is of places, and places count only beside `count: occurrences`: add that, or "
                          "remove it");
    }
  }
  if (const Node* factor = member(node, "title_factor")) {
    score.title_factor = read_positive(*factor, findings).value_or(score.title_factor);
  }
  if (holds_mistake(node) || findings.size() > before || findings.full()) return std::nullopt;
  return score;
}

Item read_item(const Node& node) {
  if (node.kind != Node::Kind::map) return {.title = node.text};
  return {.source = text_at(node, "source"),
          .link = text_at(node, "link"),
          .title = text_at(node, "title"),
          .summary = text_at(node, "summary"),
          .body = text_at(node, "body"),
          .authors = texts_of(node, "author"),
          .categories = texts_of(node, "category"),
          .tags = texts_of(node, "tags"),
          .language = text_at(node, "lang")};
}

std::optional<rules::RuleTest> read_test(const Node& node, std::string_view pointer) {
  const bool is_hit = has_key(node, "hit");
  const char* key = is_hit ? "hit" : "miss";
  const Node* item = member(node, key);
  if (item == nullptr || holds_mistake(node) || (is_hit && has_key(node, "miss"))) return std::nullopt;
  if (!is_hit && has_key(node, "spans")) return std::nullopt;
  return rules::RuleTest{.expect = is_hit ? rules::RuleTest::Expect::hit : rules::RuleTest::Expect::miss,
                         .item = read_item(*item),
                         .spans = texts_of(node, "spans"),
                         .pointer = fmt::format("{}/{}", pointer, key)};
}

// Tests of a rule that says something else than was meant would fail for that alone.
bool can_be_tested(const Node& rule) {
  return std::ranges::none_of(rule.children, [](const Node& member) {
    return holds_mistake(member) && std::ranges::find(kTellNothing, member.key) == kTellNothing.end();
  });
}

std::vector<rules::RuleTest> read_tests(const Node& rule, std::size_t index) {
  std::vector<rules::RuleTest> read;
  const Node* tests = member(rule, "tests");
  if (tests == nullptr) return read;
  for (std::size_t i = 0; i < tests->children.size(); ++i) {
    auto test = read_test(tests->children[i], fmt::format("/rules/{}/tests/{}", index, i));
    if (test) read.push_back(std::move(*test));
  }
  return read;
}

}  // namespace

RuleDefaults read_defaults(const Node& pack, Findings& findings) {
  RuleDefaults defaults;
  const Node* node = member(pack, "defaults");
  if (node == nullptr) return {.rule = {}, .hides_exclusions = has_key(pack, "defaults")};
  read_shared(*node, defaults.rule, findings);
  defaults.rule.exclude = texts_of(*node, "exclude");
  defaults.hides_exclusions = std::ranges::any_of(
      node->children, [](const Node& each) { return each.key == "exclude" && holds_mistake(each); });
  return defaults;
}

rules::Rule read_rule(const Node& node, std::size_t index, const RuleDefaults& defaults, Findings& findings) {
  const std::size_t before = findings.size();
  rules::Rule rule = defaults.rule;
  rule.id = text_at(node, "id");
  rule.title = has_key(node, "title") ? text_at(node, "title") : rule.id;
  rule.match = text_at(node, "match");
  rule.unless = text_at(node, "unless");
  // Its own first, so that the compiler's "exclude/2" is the third of this list in the file.
  rule.exclude = texts_of(node, "exclude");
  for (const std::string& id : defaults.rule.exclude) {
    if (std::ranges::find(rule.exclude, id) == rule.exclude.end()) rule.exclude.push_back(id);
  }
  read_shared(node, rule, findings);
  rule.references = read_references(node, findings);
  const Node* score = member(node, "score");
  if (score != nullptr) rule.score = read_score(*score, findings);
  const bool lacks_score = has_key(node, "score") && !rule.score;
  if (can_be_tested(node) && !lacks_score && !defaults.hides_exclusions) rule.tests = read_tests(node, index);
  rule.partial = holds_mistake(node) || rule.id.empty() || (rule.match.empty() && !rule.score) || lacks_score ||
                 findings.size() > before || findings.full();
  return rule;
}

void check_sinks(const Node& map, const std::vector<std::string>& known, Findings& findings) {
  for (const Node* sink : children_of(map, "sinks")) {
    if (std::ranges::find(known, sink->text) != known.end()) continue;
    findings.add(*sink, fmt::format("{} is no sink of the configuration ({}).{}", shown(*sink), fmt::join(known, ", "),
                                    did_you_mean(sink->text, known)));
  }
}

}  // namespace tb::config
