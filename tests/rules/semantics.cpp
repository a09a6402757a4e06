#include "rules/semantics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "rules/makers.hpp"
#include "rules/naive.hpp"

namespace tb::rules {
namespace {

std::string found(const Hit* hit) {
  return hit == nullptr ? "no hit" : texts_of(hit->evidence);
}

std::string found(const NaiveAnswer& answer) {
  return answer.hit ? texts_of(answer.evidence) : "no hit";
}

/// Asks both evaluators about one rule.
void both_find(Rule rule, const Item& item, const char* want, double score) {
  rule.id = "r";
  RulePack pack = a_pack_of({std::move(rule)});
  pack.entities = semantics_entities();
  pack.exclusions = {{.id = "sport", .expression = "title:(football OR \"World Cup\" OR 足球)"},
                     {.id = "quiz", .expression = "quiz OR crossword"}};
  const auto set = compile({pack});
  ASSERT_TRUE(set) << to_text(set.error());
  const std::string wanted = want != kMiss ? want : "no hit";
  const NaiveAnswer naive = naive_answer(naive_rule(pack.rules[0], pack.exclusions), pack.entities, item);
  EXPECT_EQ(found(naive), wanted) << "the naive evaluator";
  const std::vector<Hit> hits = (*set)->match(item);
  EXPECT_EQ(found(hits.empty() ? nullptr : &hits[0]), wanted) << "the matcher";
  if (want == kMiss || !pack.rules[0].score) return;
  EXPECT_EQ(naive.score, score) << "the naive evaluator";
  ASSERT_FALSE(hits.empty());
  EXPECT_EQ(hits[0].score, score) << "the matcher";
}

}  // namespace

TEST_P(Semantics, AreAsWritten) {
  const SemanticsRow& row = GetParam();
  both_find({.id = "r", .match = row.match, .unless = row.unless}, row.item.item, row.want, 0);
}

TEST_P(RuleSemantics, AreAsWritten) {
  const RuleRow& row = GetParam();
  both_find(row.rule, row.item.item, row.want, row.score);
}

void PrintTo(const SemanticsRow& row, std::ostream* out) {
  *out << row.match;
}

void PrintTo(const RuleRow& row, std::ostream* out) {
  *out << row.rule.match;
}

std::string name_of(const testing::TestParamInfo<SemanticsRow>& row) {
  return row.param.name;
}

std::string rule_name_of(const testing::TestParamInfo<RuleRow>& row) {
  return row.param.name;
}

std::vector<Entity> semantics_entities() {
  std::vector<Entity> all = some_entities();
  const std::vector<Entity> more{
      {.id = "japan", .names = {"Japan", "Tokyo", "日本", "Япония"}, .kind = "place"},
      {.id = "russia", .names = {"Russia", "Россия", "российск*"}, .exact = {"RF"}},
      // Names in one language alone.
      {.id = "chinese-army",
       .names = {"解放军"},
       .by_language = {{"fr", {"APL"}}, {"de", {"VBA", "Volksbefreiungs*"}}}},
      // Names that something else has too.
      {.id = "turkey", .names = {"Turkey", "Türkiye"}, .excluded = {"roast turkey", "turkey sandwich*"}},
      {.id = "army", .names = {"Liberation Army"}, .exact = {"PLA"}, .excluded = {"Liberation Army Museum"}},
      {.id = "georgia", .ambiguous = AmbiguousNames{.names = {"Georgia"}, .context = "Tbilisi OR Caucasus"}},
      {.id = "apple",
       .names = {"Apple Inc"},
       .ambiguous = AmbiguousNames{.names = {"Apple"}, .context = "iPhone OR shares", .within = 5}},
      {.id = "jordan",
       .ambiguous = AmbiguousNames{.names = {"Jordan"}, .context = "Amman NEAR/4 king OR Hashemite", .within = 10}},
      {.id = "forces",
       .names = {"Chinese armed forces"},
       .ambiguous =
           AmbiguousNames{.names = {"armed forces"}, .exact = {"PLA"}, .context = "@china OR Xi", .within = 40}},
      {.id = "mercury",
       .ambiguous = AmbiguousNames{.names = {"Mercury"}, .context = "AT_LEAST(2, planet, orbit, probe)"}},
      {.id = "chad", .ambiguous = AmbiguousNames{.exact = {"Chad"}, .context = "N'Djamena NEAR/8 africa*"}},
      // Entities of entities, and names that go on.
      {.id = "east-asia", .members = {"taiwan", "japan"}},
      {.id = "pacific", .names = {"Pacific"}, .members = {"east-asia", "us"}},
      {.id = "restrictions", .names = {"sanction*", "export control*", "embargo"}},
  };
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace tb::rules
