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
            "pack.yaml:1:1: `rules`, `entities`, `exclusions` or `lists` is missing: write `rules:` with a list of "
            "rules, `entities:`, `exclusions:` or `lists:`"},
        Row{"RuleWithoutIdAndMatch", R"(rules:
  - title: x)",
            R"(pack.yaml:2:5: rules[0]: `id` is missing: add a short name of at most 100 of a-z, 0-9, _ and -, a letter or digit first
pack.yaml:2:5: rules[0]: `match` or `score` is missing: write at least `id:` and `match:` (or `score:`))"},
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
        Row{"LanguageOfARule", "rules: [{id: a, match: x, lang: zh}]",
            "pack.yaml:1:27: rules[0].lang: languages are part of the expression: write `match: lang:zh AND (…)`"},
        Row{"SourceOfARule", "rules: [{id: a, match: x, source: bbc}]",
            "pack.yaml:1:27: rules[0].source: sources are part of the expression: write `match: source:guardian AND "
            "(…)`"},
        Row{"ThresholdBesideTheScore", "rules: [{id: a, match: x, threshold: 3}]",
            "pack.yaml:1:27: rules[0].threshold: the threshold stands inside `score:`, beside its `terms:`"},
    }),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Score, PackMistake,
    testing::ValuesIn(std::vector<Row>{
        Row{"WithoutItsParts", "rules: [{id: a, score: {x: 1}}]",
            R"(pack.yaml:1:24: rules[0].score: `threshold` is missing: add a number above 0
pack.yaml:1:24: rules[0].score: `terms` is missing: add an expression and its weight for each, such as {sanctions: 5, quiz: -10}
pack.yaml:1:25: rules[0].score.x: there is no such key; the keys here are threshold, terms, count, cap, title_factor)"},
        Row{"OfNoTerms", "rules: [{id: a, score: {threshold: 1, terms: {}}}]",
            "pack.yaml:1:46: rules[0].score.terms: this is empty: write an expression and its weight for each, such as "
            "{sanctions: 5, quiz: -10}"},
        Row{"ThresholdOfZero", "rules: [{id: a, score: {threshold: 0, terms: {x: 1}}}]",
            "pack.yaml:1:36: rules[0].score.threshold: 0 is not above 0: write a number that is"},
        Row{"ThresholdBelowZero", "rules: [{id: a, score: {threshold: -1, terms: {x: 1}}}]",
            "pack.yaml:1:36: rules[0].score.threshold: -1 is out of range: write 0 to 1000000"},
        Row{"WeightOfZero", "rules: [{id: a, score: {threshold: 1, terms: {x: 1, y: 0}}}]",
            "pack.yaml:1:56: rules[0].score.terms.y: a term that weighs 0 changes nothing: write another number, or "
            "remove it"},
        Row{"WeightThatIsText", "rules: [{id: a, score: {threshold: 1, terms: {x: much}}}]",
            R"(pack.yaml:1:50: rules[0].score.terms.x: "much" is no weight: write a number, not 0, such as 5 or -10)"},
        Row{"CapTooLarge", "rules: [{id: a, score: {threshold: 1, terms: {x: 1}, count: occurrences, cap: 1001}}]",
            "pack.yaml:1:79: rules[0].score.cap: 1001 is out of range: write 1 to 1000"},
        Row{"CapOfTermsThatCountOnce", "rules: [{id: a, score: {threshold: 1, terms: {x: 1}, cap: 3}}]",
            "pack.yaml:1:54: rules[0].score.cap: `cap` is of places, and places count only beside `count: "
            "occurrences`: add that, or remove it"},
        Row{"CountMisspelled", "rules: [{id: a, score: {threshold: 1, terms: {x: 1}, count: occurences}}]",
            R"(pack.yaml:1:61: rules[0].score.count: "occurences" is no way of counting (distinct, occurrences). Did you mean "occurrences"?)"},
        Row{"FactorOfZero", "rules: [{id: a, score: {threshold: 1, terms: {x: 1}, title_factor: 0}}]",
            "pack.yaml:1:68: rules[0].score.title_factor: 0 is not above 0: write a number that is"},
    }),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Rule, PackMistake,
    testing::ValuesIn(std::vector<Row>{
        Row{"ExcludeAsAnExpression", "rules: [{id: a, match: x, exclude: y}]",
            "pack.yaml:1:36: rules[0].exclude: text stands where a list of exclusions belongs: write their ids, such "
            "as [sport]; an expression belongs under `unless:`"},
        Row{"TopicWithABlank", "rules: [{id: a, match: x, topic: alerts asia}]",
            R"(pack.yaml:1:34: rules[0].topic: "alerts asia" is no name for a topic. Kafka takes the letters A-Z and a-z, digits, and the characters . _ -)"},
        Row{"TopicWithAnUnknownWord", "rules: [{id: a, match: x, topic: 'alerts.{rules}'}]",
            R"(pack.yaml:1:34: rules[0].topic: "{rules}" stands for nothing in a topic (pack, rule, severity). Did you mean "{rule}"?)"},
        Row{"StatusMisspelled", "rules: [{id: a, match: x, status: experimetal}]",
            R"(pack.yaml:1:35: rules[0].status: "experimetal" is no status (experimental, stable, deprecated). Did you mean "experimental"?)"},
        Row{"ReferenceThatIsNoLink", "rules: [{id: a, match: x, references: ['https://example.org/a', ticket 12]}]",
            R"(pack.yaml:1:65: rules[0].references[1]: "ticket 12": this is no URL. Write the whole address, such as https://example.org/feed.xml.)"},
        Row{"TestOfAnUnknownField", "rules: [{id: a, match: x, tests: [{hit: {titel: x}}]}]",
            "pack.yaml:1:42: rules[0].tests[0].hit.titel: there is no such key. Did you mean `title`?"},
        Row{"TestOfNothing", "rules: [{id: a, match: x, tests: [{hit: {}}]}]",
            "pack.yaml:1:41: rules[0].tests[0].hit: this is empty: write a headline or sentence, or {title: …, body: "
            "…}"},
        Row{"TestThatIsANumber", "rules: [{id: a, match: x, tests: [{hit: 5}]}]",
            R"(pack.yaml:1:41: rules[0].tests[0].hit: YAML reads 5 as a number: put it in quotes, "5")"},
        Row{"SpansOfAMiss", "rules: [{id: a, match: x, tests: [{miss: y, spans: [y]}]}]",
            "pack.yaml:1:45: rules[0].tests[0].spans: `spans` are the evidence of a hit, and a `miss` has none: remove "
            "them"},
    }),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Section, PackMistake,
    testing::ValuesIn(std::vector<Row>{
        Row{"DefaultsWithAKeyOfOneRule", "defaults: {match: x}\nrules: []",
            "pack.yaml:1:12: defaults.match: there is no such key; the keys here are severity, sinks, labels, topic, "
            "exclude, status, author, enabled"},
        Row{"DefaultsWithAnUnknownSink", "defaults: {sinks: [dsk]}\nrules: [{id: a, match: x}]",
            R"(pack.yaml:1:20: defaults.sinks[0]: "dsk" is no sink of the configuration (desk). Did you mean "desk"?)"},
        Row{"DefaultsWithABadTopic", "defaults: {topic: a/b}\nrules: [{id: a, match: x}]",
            R"(pack.yaml:1:19: defaults.topic: "a/b" is no name for a topic. Kafka takes the letters A-Z and a-z, digits, and the characters . _ -)"},
        Row{"ExclusionWithABadId", "exclusions: {'no sport': x}",
            R"(pack.yaml:1:14: exclusions."no sport": "no sport" cannot be the id of an exclusion; use at most 100 letters, digits, _ and -)"},
        Row{"ExclusionAsAList", "exclusions: {sport: [football]}",
            R"(pack.yaml:1:21: exclusions.sport: a list stands where an expression belongs: write words, "phrases", @entities, AND, OR, NOT)"},
        Row{"ListWithoutItsFile", "lists: [{as: x}]",
            "pack.yaml:1:9: lists[0]: `file` is missing: add a *.csv or *.json file, relative to this pack's file"},
        Row{"ListOfAnotherForm", "lists: [names.txt]",
            R"(pack.yaml:1:9: lists[0]: "names.txt" is no entity list: its name ends in neither .csv nor .json)"},
        Row{"ListThatIsMissing", "lists: [{file: nope.csv, as: x}]",
            R"(pack.yaml:1:16: lists[0].file: "nope.csv": there is no such file. Check the name.)"},
        Row{"ListAsABadId", "lists: [{file: nope.csv, as: a b}]",
            R"(pack.yaml:1:16: lists[0].file: "nope.csv": there is no such file. Check the name.
pack.yaml:1:30: lists[0].as: "a b" is no id of an entity: write at most 100 of A-Z, a-z, 0-9, _ and -)"},
    }),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Entity, PackMistake,
    testing::ValuesIn(std::vector<Row>{
        Row{"WithoutAnyName", "entities: {a: {kind: place}}",
            "pack.yaml:1:15: entities.a: `names`, `exact`, `by_language`, `ambiguous` or `members` is missing: write a "
            "list of names, or {names: […], exact: […]}"},
        Row{"OfAnUnknownKind", "entities: {a: {kind: organization, names: [b]}}",
            R"(pack.yaml:1:22: entities.a.kind: "organization" is no kind of entity (person, organisation, place, thing). Did you mean "organisation"?)"},
        Row{"KeyMisspelled", "entities: {a: {names: [b], exat: [C]}}",
            "pack.yaml:1:28: entities.a.exat: there is no such key. Did you mean `exact`?"},
        Row{"WikidataWithoutItsQ", "entities: {a: {names: [b], ids: {wikidata: 865}}}",
            R"(pack.yaml:1:44: entities.a.ids.wikidata: "865" is no Wikidata item: write Q and its number, such as Q865)"},
        Row{"LeiTooShort", "entities: {a: {names: [b], ids: {lei: 9999TENBELLSSAMPLE3}}}",
            R"(pack.yaml:1:39: entities.a.ids.lei: "9999TENBELLSSAMPLE3" is no LEI: it has 20 capitals and digits, the last two digits)"},
        Row{"LeiWithAWrongCharacter", "entities: {a: {names: [b], ids: {lei: 9999TENBELLSSAMPLF37}}}",
            R"(pack.yaml:1:39: entities.a.ids.lei: "9999TENBELLSSAMPLF37" is no LEI: its check digits do not hold, so a character of it is wrong)"},
        Row{"CountryInSmallLetters", "entities: {a: {names: [b], ids: {iso3166: tw}}}",
            R"(pack.yaml:1:43: entities.a.ids.iso3166: "tw" is no code of ISO 3166: write two or three capitals for a country (TW, TWN), or a part of one (CN-11))"},
        Row{"SchemeWithABlank", "entities: {a: {names: [b], ids: {un list: 5}}}",
            R"(pack.yaml:1:34: entities.a.ids."un list": "un list" cannot name a scheme: use at most 50 small letters, digits, _ - and .)"},
        Row{"LanguageWithAnUnderscore", "entities: {a: {by_language: {zh_CN: [b]}}}",
            R"(pack.yaml:1:30: entities.a.by_language.zh_CN: "zh_CN" is no language: write a tag such as fr, zh-Hant or pt-BR)"},
        Row{"AmbiguousWithoutAContext", "entities: {a: {ambiguous: {exact: [PLA]}}}",
            R"(pack.yaml:1:27: entities.a.ambiguous: `context` is missing: add words, "phrases", @entities, AND, OR, NOT)"},
        Row{"AmbiguousWithoutANames", "entities: {a: {ambiguous: {context: x}}}",
            "pack.yaml:1:27: entities.a.ambiguous: `names` or `exact` is missing: write `names:` or `exact:`, and a "
            "`context:` without which they do not count"},
        Row{"WithinTooMuch", "entities: {a: {ambiguous: {exact: [PLA], context: x, within: 1001}}}",
            "pack.yaml:1:62: entities.a.ambiguous.within: 1001 is out of range: write 0 to 1000"},
    }),
    name_of);

}  // namespace
}  // namespace tb::config
