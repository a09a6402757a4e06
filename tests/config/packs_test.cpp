// Rule packs: what every key of one becomes.
#include <gtest/gtest.h>

#include "config/a_folder.hpp"

namespace tb::config {
namespace {

rules::RulePack pack_of(const AFolder& folder, std::string_view yaml, const std::string& name = "us-china.yaml") {
  auto packs = load_packs({folder.write(name, yaml)});
  EXPECT_TRUE(packs) << folder.mistakes(packs);
  return packs ? packs->at(0) : rules::RulePack();
}

TEST(Pack, IsNamedAfterItsFile) {
  const AFolder folder;
  EXPECT_EQ(pack_of(folder, kGoodPack).name, "us-china");
}

TEST(Pack, MaySayItsName) {
  const AFolder folder;
  EXPECT_EQ(pack_of(folder, "pack: Asia.v2\nentities: {a: [b]}").name, "Asia.v2");
}

TEST(Pack, WhoseFileCannotNameItIsRefused) {
  const AFolder folder;
  const auto packs = load_packs({folder.write("us china.yaml", kGoodPack)});
  EXPECT_EQ(
      folder.mistakes(packs),
      "us china.yaml:1:1: the file's name \"us china\" cannot name the pack: add `pack:` with a name of A-Z, a-z, "
      "0-9, and . _ -, which Kafka topics take");
}

TEST(Pack, RemembersAFileThatCanBeOpenedAgain) {
  const AFolder folder;
  EXPECT_EQ(pack_of(folder, kGoodPack).file, (folder.path() / "us-china.yaml").string());
}

TEST(Entity, OfAMapHasNamesAndExactOnes) {
  const AFolder folder;
  const auto pack = pack_of(folder, "entities:\n  taiwan: {names: [Taiwan, 台湾], exact: [ROC]}");
  ASSERT_EQ(pack.entities.size(), 1U);
  EXPECT_EQ(pack.entities[0].id, "taiwan");
  EXPECT_EQ(pack.entities[0].names, (std::vector<std::string>{"Taiwan", "台湾"}));
  EXPECT_EQ(pack.entities[0].exact, std::vector<std::string>{"ROC"});
}

TEST(Entity, OfAListHasNamesAlone) {
  const AFolder folder;
  const auto pack = pack_of(folder, "entities: {norway: [Norway, NO, on]}");
  EXPECT_EQ(pack.entities.at(0).names, (std::vector<std::string>{"Norway", "NO", "on"}));
}

TEST(Rule, HasTheDefaultsOfItsKeys) {
  const AFolder folder;
  const rules::Rule rule = pack_of(folder, kGoodPack).rules.at(0);
  EXPECT_EQ(rule.title, "a");
  EXPECT_EQ(rule.severity, Severity::routine);
  EXPECT_EQ(rule.unless, "");
  EXPECT_TRUE(rule.enabled);
  EXPECT_TRUE(rule.labels.empty() && rule.sinks.empty() && rule.tests.empty());
}

TEST(Rule, TakesEveryKey) {
  const AFolder folder;
  const rules::Rule rule = pack_of(folder, R"(rules:
  - id: strait-drills_2
    title: Drills
    severity: flash
    match: >
      a
      OR b
    unless: c
    labels: {desk: asia, priority: 1, live: true}
    sinks: [any]
    enabled: false
    tests: [{hit: yes it does}, {miss: no}]
)")
                               .rules.at(0);
  EXPECT_EQ(rule.id, "strait-drills_2");
  EXPECT_EQ(rule.title, "Drills");
  EXPECT_EQ(rule.severity, Severity::flash);
  EXPECT_EQ(rule.match, "a OR b\n");
  EXPECT_EQ(rule.unless, "c");
  EXPECT_EQ(rule.labels, (std::map<std::string, std::string>{{"desk", "asia"}, {"priority", "1"}, {"live", "true"}}));
  EXPECT_EQ(rule.sinks, std::vector<std::string>{"any"});
  EXPECT_FALSE(rule.enabled);
}

TEST(Entity, OfAMapTakesEveryKey) {
  const AFolder folder;
  const auto pack = pack_of(folder, R"(entities:
  pla:
    kind: organisation
    ids: {wikidata: Q200106, lei: 9999TENBELLSSAMPLE37, iso3166: CN-11, ofac: 36, un: QDi.001}
    names: [People's Liberation Army, 解放军, "китайск*"]
    exact: [PLAAF]
    by_language: {fr: [APL], zh-Hant: [共軍, 解放軍]}
    not: ["People's Liberation Army Museum"]
    ambiguous: {names: [Liberation Army], exact: [PLA], context: '@china OR Beijing', within: 40}
  east-asia: {members: [taiwan, pla]}
)");
  ASSERT_EQ(pack.entities.size(), 2U);
  const rules::Entity& pla = pack.entities[0];
  EXPECT_EQ(pla.id, "pla");
  EXPECT_EQ(pla.kind, "organisation");
  EXPECT_EQ(pla.ids, (std::map<std::string, std::string>{{"wikidata", "Q200106"},
                                                         {"lei", "9999TENBELLSSAMPLE37"},
                                                         {"iso3166", "CN-11"},
                                                         {"ofac", "36"},
                                                         {"un", "QDi.001"}}));
  EXPECT_EQ(pla.names, (std::vector<std::string>{"People's Liberation Army", "解放军", "китайск*"}));
  EXPECT_EQ(pla.exact, std::vector<std::string>{"PLAAF"});
  EXPECT_EQ(pla.by_language,
            (std::map<std::string, std::vector<std::string>>{{"fr", {"APL"}}, {"zh-Hant", {"共軍", "解放軍"}}}));
  EXPECT_EQ(pla.excluded, std::vector<std::string>{"People's Liberation Army Museum"});
  ASSERT_TRUE(pla.ambiguous);
  EXPECT_EQ(pla.ambiguous->names, std::vector<std::string>{"Liberation Army"});
  EXPECT_EQ(pla.ambiguous->exact, std::vector<std::string>{"PLA"});
  EXPECT_EQ(pla.ambiguous->context, "@china OR Beijing");
  EXPECT_EQ(pla.ambiguous->within, 40);
  EXPECT_TRUE(pla.file.empty() && pla.pointer.empty() && !pla.partial);
  EXPECT_EQ(pack.entities[1].members, (std::vector<std::string>{"taiwan", "pla"}));
  EXPECT_FALSE(pack.entities[1].ambiguous);
}

TEST(Entity, OfAmbiguousNamesAloneLooksInTheWholeItemForTheContext) {
  const AFolder folder;
  const auto pack = pack_of(folder, "entities: {pla: {ambiguous: {exact: [PLA], context: Beijing}}}");
  EXPECT_EQ(pack.entities.at(0).ambiguous->within, std::nullopt);
}

TEST(Exclusions, AreExpressionsById) {
  const AFolder folder;
  const auto pack = pack_of(folder, "exclusions:\n  sport: title:football\n  quiz: crossword\n");
  ASSERT_EQ(pack.exclusions.size(), 2U);
  EXPECT_EQ(pack.exclusions[0].id, "sport");
  EXPECT_EQ(pack.exclusions[0].expression, "title:football");
  EXPECT_EQ(pack.exclusions[1].id, "quiz");
}

TEST(Rule, TakesTheKeysThatDescribeIt) {
  const AFolder folder;
  const rules::Rule rule = pack_of(folder, R"(rules:
  - id: a
    match: x
    exclude: [sport, quiz]
    topic: alerts.{pack}
    status: experimental
    author: Asia desk
    references: [https://example.org/why, http://example.org/how]
)")
                               .rules.at(0);
  EXPECT_EQ(rule.exclude, (std::vector<std::string>{"sport", "quiz"}));
  EXPECT_EQ(rule.topic, "alerts.{pack}");
  EXPECT_EQ(rule.status, "experimental");
  EXPECT_EQ(rule.author, "Asia desk");
  EXPECT_EQ(rule.references, (std::vector<std::string>{"https://example.org/why", "http://example.org/how"}));
}

TEST(Score, TakesEveryKeyAndItsTermsInTheirOrder) {
  const AFolder folder;
  const rules::Rule rule = pack_of(folder, R"(rules:
  - id: a
    score:
      threshold: 9.5
      terms: {sanctions: 5, '@china': 3, 'title:taiwan': 4.5, quiz: -10}
      count: occurrences
      cap: 3
      title_factor: 2
)")
                               .rules.at(0);
  EXPECT_EQ(rule.match, "");
  EXPECT_FALSE(rule.partial);
  ASSERT_TRUE(rule.score);
  EXPECT_EQ(rule.score->threshold, 9.5);
  EXPECT_EQ(rule.score->count, rules::Score::Count::occurrences);
  EXPECT_EQ(rule.score->cap, 3);
  EXPECT_EQ(rule.score->title_factor, 2);
  std::string terms;
  for (const auto& term : rule.score->terms) terms += term.expression + "=" + std::to_string(term.weight) + " ";
  EXPECT_EQ(terms, "sanctions=5.000000 @china=3.000000 title:taiwan=4.500000 quiz=-10.000000 ");
}

TEST(Score, HasDefaultsAndMayStandBesideAMatch) {
  const AFolder folder;
  const rules::Rule rule =
      pack_of(folder, "rules: [{id: a, match: x, score: {threshold: 1, terms: {y: 1}}}]").rules.at(0);
  EXPECT_EQ(rule.match, "x");
  ASSERT_TRUE(rule.score);
  EXPECT_EQ(rule.score->count, rules::Score::Count::distinct);
  EXPECT_EQ(rule.score->cap, 5);
  EXPECT_EQ(rule.score->title_factor, 1);
}

constexpr std::string_view kWithDefaults = R"(
defaults:
  severity: urgent
  sinks: [desk]
  labels: {desk: asia, shift: day}
  topic: alerts.asia
  exclude: [sport, quiz]
  status: experimental
  author: Asia desk
  enabled: false
rules:
  - {id: a, match: x}
  - id: b
    match: x
    severity: flash
    sinks: [chat]
    labels: {shift: night, region: strait}
    topic: alerts.taiwan
    exclude: [weather, sport]
    status: stable
    author: Taiwan desk
    enabled: true
  - {id: c, match: x, exclude: []}
)";

TEST(Defaults, ArePartOfEveryRule) {
  const AFolder folder;
  const rules::Rule rule = pack_of(folder, kWithDefaults).rules.at(0);
  EXPECT_EQ(rule.title, "a");
  EXPECT_EQ(rule.severity, Severity::urgent);
  EXPECT_EQ(rule.sinks, std::vector<std::string>{"desk"});
  EXPECT_EQ(rule.labels, (std::map<std::string, std::string>{{"desk", "asia"}, {"shift", "day"}}));
  EXPECT_EQ(rule.topic, "alerts.asia");
  EXPECT_EQ(rule.exclude, (std::vector<std::string>{"sport", "quiz"}));
  EXPECT_EQ(rule.status, "experimental");
  EXPECT_EQ(rule.author, "Asia desk");
  EXPECT_FALSE(rule.enabled);
}

TEST(Defaults, GiveWayToARulesOwnValuesButLabelsAndExclusionsAreAdded) {
  const AFolder folder;
  const auto pack = pack_of(folder, kWithDefaults);
  const rules::Rule& rule = pack.rules.at(1);
  EXPECT_EQ(rule.severity, Severity::flash);
  EXPECT_EQ(rule.sinks, std::vector<std::string>{"chat"});
  EXPECT_EQ(rule.labels,
            (std::map<std::string, std::string>{{"desk", "asia"}, {"shift", "night"}, {"region", "strait"}}));
  EXPECT_EQ(rule.topic, "alerts.taiwan");
  EXPECT_EQ(rule.exclude, (std::vector<std::string>{"weather", "sport", "quiz"}));
  EXPECT_EQ(rule.status, "");
  EXPECT_EQ(rule.author, "Taiwan desk");
  EXPECT_TRUE(rule.enabled);
  EXPECT_EQ(pack.rules.at(2).exclude, (std::vector<std::string>{"sport", "quiz"}));
}

TEST(RuleTest, MayBeAWholeItem) {
  const AFolder folder;
  const auto pack = pack_of(folder, R"(rules:
  - id: a
    match: x
    tests:
      - hit: {title: T, summary: S, body: B, author: [A, B], category: C, tags: [u, v], source: s, link: l, lang: zh}
        spans: ["arms sale", Taipei]
      - hit: one text
        spans: one
      - miss: {body: nothing}
)");
  const std::vector<rules::RuleTest>& tests = pack.rules.at(0).tests;
  ASSERT_EQ(tests.size(), 3U);
  EXPECT_EQ(tests[0].item, (Item{.source = "s",
                                 .link = "l",
                                 .title = "T",
                                 .summary = "S",
                                 .body = "B",
                                 .authors = {"A", "B"},
                                 .categories = {"C"},
                                 .tags = {"u", "v"},
                                 .language = "zh"}));
  EXPECT_EQ(tests[0].spans, (std::vector<std::string>{"arms sale", "Taipei"}));
  EXPECT_EQ(tests[1].item, Item{.title = "one text"});
  EXPECT_EQ(tests[1].spans, std::vector<std::string>{"one"});
  EXPECT_EQ(tests[2].item, Item{.body = "nothing"});
  EXPECT_TRUE(tests[2].spans.empty());
}

TEST(Rule, KnowsWhereItsTestsStand) {
  const AFolder folder;
  const auto pack = pack_of(folder, "rules: [{id: a, match: x}, {id: b, match: x, tests: [{hit: x}, {miss: y}]}]");
  const std::vector<rules::RuleTest>& tests = pack.rules.at(1).tests;
  ASSERT_EQ(tests.size(), 2U);
  EXPECT_EQ(tests[0].expect, rules::RuleTest::Expect::hit);
  EXPECT_EQ(tests[0].pointer, "/rules/1/tests/0/hit");
  EXPECT_EQ(tests[1].expect, rules::RuleTest::Expect::miss);
  EXPECT_EQ(tests[1].item.title, "y");
  EXPECT_EQ(tests[1].pointer, "/rules/1/tests/1/miss");
}

TEST(PackFolder, GivesItsYamlFilesSortedAndNoOthers) {
  const AFolder folder;
  for (const char* name : {"p/b.yml", "p/a.yaml", "p/.hidden.yaml", "p/notes.txt", "p/deeper/c.yaml"}) {
    folder.write(name, kGoodPack);
  }
  const auto packs = load_packs({folder.path() / "p"});
  ASSERT_TRUE(packs) << folder.mistakes(packs);
  ASSERT_EQ(packs->size(), 2U);
  EXPECT_EQ(packs->at(0).name, "a");
  EXPECT_EQ(packs->at(1).name, "b");
}

TEST(PackFolder, ThatIsMissingIsToldByItsName) {
  const AFolder folder;
  EXPECT_EQ(folder.mistakes(load_packs({folder.path() / "nope"})),
            "nope: there is no such file or folder. Check the name.");
}

TEST(PacksAlone, AskForNoSinks) {
  const AFolder folder;
  const auto packs = load_packs({folder.write("a.yaml", "rules: [{id: a, match: x, sinks: [whatever]}]")});
  EXPECT_TRUE(packs) << folder.mistakes(packs);
}

TEST(PacksOfAConfiguration, MayRingTheDefaultSink) {
  const AFolder folder;
  folder.write("stdout.yaml", "rules: [{id: a, match: x, sinks: [stdout]}]");
  const auto loaded = load_text(folder, "rules: [stdout.yaml]");
  EXPECT_TRUE(loaded) << folder.mistakes(loaded);
}

}  // namespace
}  // namespace tb::config
