// What is wrong in a rule pack, and how it is told: each row is one mistake, its exact place and words.
#include <gtest/gtest.h>

#include <ostream>

#include "config/a_folder.hpp"

namespace tb::config {
namespace {

struct Row {
  std::string_view name;
  std::string_view yaml;
  std::string_view want;
  friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.name; }
};

std::string name_of(const testing::TestParamInfo<Row>& row) {
  return std::string(row.param.name);
}

class PackMistake : public testing::TestWithParam<Row> {};

TEST_P(PackMistake, IsToldWithItsPlaceAndWhatWouldBeRight) {
  const AFolder folder;
  folder.write("pack.yaml", GetParam().yaml);
  const auto file = folder.write("c.yaml",
                                 "sources: [{feed: https://example.org/f}]\n"
                                 "rules: [pack.yaml]\n"
                                 "sinks: {desk: {stdout: auto}}\n");
  EXPECT_EQ(folder.mistakes(load(file, plain_environment())), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Pack, PackMistake,
    testing::ValuesIn(std::vector<Row>{
        Row{"UnknownKey", R"(ruls: []
entities: {a: [b]})",
            "pack.yaml:1:1: ruls: there is no such key. Did you mean `rules`?"},
        Row{"NeitherRulesNorEntities", "pack: x",
            "pack.yaml:1:1: `rules` or `entities` is missing: write `rules:` with a list of rules, `entities:`, or "
            "both"},
        Row{"RuleWithoutIdAndMatch", R"(rules:
  - title: x)",
            R"(pack.yaml:2:5: rules[0]: `id` is missing: add a short name of at most 100 of a-z, 0-9, _ and -, a letter or digit first
pack.yaml:2:5: rules[0]: `match` is missing: add words, "phrases", @entities, AND, OR, NOT)"},
        Row{"BadRuleId", "rules: [{id: Strait Drills, match: x}]",
            R"(pack.yaml:1:14: rules[0].id: "Strait Drills" is no id: write a short name of at most 100 of a-z, 0-9, _ and -, a letter or digit first)"},
        Row{"SeverityMisspelled", "rules: [{id: a, match: x, severity: bulletn}]",
            R"(pack.yaml:1:37: rules[0].severity: "bulletn" is no severity (routine, urgent, bulletin, flash). Did you mean "bulletin"?)"},
        Row{"TitleThatIsANumber", "rules: [{id: a, match: x, title: 2024}]",
            R"(pack.yaml:1:34: rules[0].title: YAML reads 2024 as a number: put it in quotes, "2024")"},
        Row{"MatchAsAList", "rules: [{id: a, match: [x]}]",
            R"(pack.yaml:1:24: rules[0].match: a list stands where an expression belongs: write words, "phrases", @entities, AND, OR, NOT)"},
        Row{"EnabledByYes", "rules: [{id: a, match: x, enabled: yes}]",
            R"(pack.yaml:1:36: rules[0].enabled: "yes" is no boolean: write true or false)"},
        Row{"UnknownSink", "rules: [{id: a, match: x, sinks: [dsk]}]",
            R"(pack.yaml:1:35: rules[0].sinks[0]: "dsk" is no sink of the configuration (desk). Did you mean "desk"?)"},
        Row{"TestOfTwoKinds", "rules: [{id: a, match: x, tests: [{hit: a, miss: b}]}]",
            "pack.yaml:1:44: rules[0].tests[0].miss: `hit` and `miss` stand in one test: keep one of them"},
        Row{"TestMisspelled", R"(rules:
  - id: a
    match: x
    tests:
      - mis: b)",
            "pack.yaml:5:9: rules[0].tests[0].mis: there is no such key. Did you mean `miss`?"},
        Row{"EntityWithoutNames", "entities: {taiwan: {}}",
            "pack.yaml:1:20: entities.taiwan: this is empty: write a list of names, or {names: […], exact: […]}"},
        Row{"EntityWithAnEmptyList", "entities: {taiwan: []}",
            "pack.yaml:1:20: entities.taiwan: this is empty: write a list of names, or {names: […], exact: […]}"},
        Row{"IdOfARuleTooLong",
            "rules: [{id: "
            "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggghhhhhhhhhhiiiiiiiiiijjjjjjjjjjk"
            ", match: x}]",
            "pack.yaml:1:14: rules[0].id: this is longer than 100 characters: write a short name of at most 100 of "
            "a-z, 0-9, _ and -, a letter or digit first"},
        Row{"NameThatIsANumber", "entities: {un: [UN, 193]}",
            R"(pack.yaml:1:21: entities.un[1]: YAML reads 193 as a number: put it in quotes, "193")"},
        Row{"NameThatIsABoolean", "entities: {truth: [true]}",
            R"(pack.yaml:1:20: entities.truth[0]: YAML reads true as a boolean: put it in quotes, "true")"},
        Row{"LabelThatIsAList", "rules: [{id: a, match: x, labels: {desk: [asia]}}]",
            "pack.yaml:1:42: rules[0].labels.desk: a list stands where text belongs: write text"},
        Row{"BadPackName", R"(pack: my pack
entities: {a: [b]})",
            R"(pack.yaml:1:7: pack: "my pack" is no name for a pack: write at most 100 of A-Z, a-z, 0-9 and . _ -, a letter or digit first)"},
        Row{"DuplicateRuleKey", R"(rules:
  - id: a
    match: x
    match: y)",
            R"(pack.yaml:4:5: "match" stands here twice, first in line 3: keep one)"},
        Row{"EscalateIsNotThereYet", "rules: [{id: a, match: x, escalate: {sources: 3}}]",
            "pack.yaml:1:27: rules[0].escalate: counting over items and sources is not built yet: every item that "
            "matches rings by itself; give the rule the severity of a single one"},
        Row{"CooldownIsNotThereYet", "rules: [{id: a, match: x, cooldown: 1h}]",
            "pack.yaml:1:27: rules[0].cooldown: cool-downs are not built yet: every item that matches rings; make "
            "`match` narrower, or thin alerts out where they arrive"},
        Row{"ScoreInsteadOfMatch", "rules: [{id: a, score: {x: 1}}]",
            "pack.yaml:1:17: rules[0].score: scores are not built yet: write the combinations of terms that are "
            "enough, with AND, OR and NEAR"},
        Row{"ExcludeIsUnless", "rules: [{id: a, match: x, exclude: y}]",
            "pack.yaml:1:27: rules[0].exclude: this is called `unless:` here"},
    }),
    name_of);

}  // namespace
}  // namespace tb::config
