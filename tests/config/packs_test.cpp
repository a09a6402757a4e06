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

TEST(Rule, KnowsWhereItsTestsStand) {
  const AFolder folder;
  const auto pack = pack_of(folder, "rules: [{id: a, match: x}, {id: b, match: x, tests: [{hit: x}, {miss: y}]}]");
  const std::vector<rules::RuleTest>& tests = pack.rules.at(1).tests;
  ASSERT_EQ(tests.size(), 2U);
  EXPECT_EQ(tests[0].expect, rules::RuleTest::Expect::hit);
  EXPECT_EQ(tests[0].pointer, "/rules/1/tests/0/hit");
  EXPECT_EQ(tests[1].expect, rules::RuleTest::Expect::miss);
  EXPECT_EQ(tests[1].text, "y");
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
