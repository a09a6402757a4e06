// All mistakes of all files at once, in their order, none hiding another, and not without end.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/a_folder.hpp"

namespace tb::config {
namespace {

std::vector<std::string> places(const AFolder& folder, const Checked<Configuration>& checked) {
  std::vector<std::string> all;
  if (checked) return all;
  for (const Diagnostic& each : checked.error()) {
    all.push_back(folder.without_path(each.file) + ":" + std::to_string(each.line));
  }
  return all;
}

TEST(Mistakes, OfEveryFileAreToldAtOnceInTheirOrder) {
  const AFolder folder;
  folder.write("rules/a.yaml", "rules:\n  - id: X\n    match: x\n    severity: loud\n");
  folder.write("rules/b.yaml", "ruls: []\nentities: {}\n");
  const auto file = folder.write("c.yaml", R"(log: {levle: info}
sources:
  - feed: nonsense
    every: 5
    tags: us
  - feed: https://example.org/f
    api: https://example.org/a
sinks:
  desk: {slack: http://localhost/x, at_least: urgnt}
rules: [missing.yaml, rules]
)");
  EXPECT_THAT(
      places(folder, load(file, plain_environment())),
      testing::ElementsAre("c.yaml:1", "c.yaml:3", "c.yaml:4", "c.yaml:5", "c.yaml:6", "c.yaml:6", "c.yaml:7",
                           "c.yaml:9", "c.yaml:9", "c.yaml:10", "rules/a.yaml:2", "rules/a.yaml:4", "rules/b.yaml:1"));
}

TEST(Mistakes, InsideAMapDoNotHideWhatTheMapLacks) {
  const AFolder folder;
  EXPECT_EQ(
      folder.mistakes(load_text(folder, "sources:\n  - api: 5\n    every: 7\n    fields: {title: x}\n")),
      "c.yaml:2:5: sources[0]: `items` is missing beside `api`: add the path from the top, such as "
      "/response/results, or \"\" for the top itself (RFC 6901)\n"
      "c.yaml:2:10: sources[0].api: 5 is no URL: write the whole address, such as https://example.org/feed.xml\n"
      "c.yaml:3:12: sources[0].every: 7 is no rhythm: write a whole number with a unit, such as 30s, 5m or 1h, or "
      "auto\n"
      "c.yaml:4:21: sources[0].fields.title: \"x\" is no JSON Pointer: write the path from the top, such as "
      "/response/results, or \"\" for the top itself (RFC 6901)");
}

TEST(Mistakes, OfTheTreeDoNotHideThoseOfTheSchema) {
  const AFolder folder;
  const auto loaded = load_text(folder, "log: {level: info, level: debug}\nhttp: {redirects: 99}");
  EXPECT_THAT(places(folder, loaded), testing::ElementsAre("c.yaml:1", "c.yaml:2"));
}

TEST(Mistakes, OfAValueAreToldOnce) {
  const AFolder folder;
  const auto loaded = load_text(folder, "sinks: {desk: {slack: '${env:NOPE}'}}");
  EXPECT_THAT(places(folder, loaded), testing::ElementsAre("c.yaml:1"));
}

TEST(Mistakes, WithoutEndAreCutAtAHundred) {
  std::string yaml = "sources:\n";
  for (int i = 0; i < 5000; ++i) yaml += "  - {feed: 'https://example.org/" + std::to_string(i) + "', evry: 5}\n";
  const AFolder folder;
  const auto loaded = load_text(folder, yaml);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().size(), 101U);
  EXPECT_THAT(loaded.error().back().message, testing::HasSubstr("more than 100 mistakes"));
}

TEST(Examined, PacksKeepWhatIsRightAndTheIdsOfWhatIsNot) {
  const AFolder folder;
  folder.write("a.yaml", R"(entities:
  taiwan: {names: [Taiwan, 5]}
  china: 7
rules:
  - {id: loud, match: '@taiwan', severity: lod, tests: [{hit: x}, {hit: y, miss: y}, {mis: z}, {miss: 5}, {miss: w}]}
  - {id: Bad Id, match: x}
  - {id: blank, match: [x], tests: [{hit: x}]}
  - {id: slip, match: x, unles: y, tests: [{miss: x y}]}
  - {id: good, match: x}
)");
  const Examined examined = examine(
      folder.write("c.yaml", "sources: [{feed: https://example.org/f}]\nrules: [a.yaml]\n"), plain_environment());
  EXPECT_FALSE(examined.mistakes.empty());
  ASSERT_EQ(examined.configuration.packs.size(), 1U);
  const rules::RulePack& pack = examined.configuration.packs[0];
  EXPECT_FALSE(pack.partial);
  ASSERT_EQ(pack.entities.size(), 2U);
  EXPECT_TRUE(pack.entities[0].partial && pack.entities[1].partial);
  EXPECT_EQ(pack.entities[0].names, std::vector<std::string>{"Taiwan"});
  EXPECT_EQ(pack.entities[1].id, "china");
  ASSERT_EQ(pack.rules.size(), 5U);
  EXPECT_EQ(pack.rules[0].match, "@taiwan");
  ASSERT_EQ(pack.rules[0].tests.size(), 2U);
  EXPECT_EQ(pack.rules[0].tests[1].pointer, "/rules/0/tests/4/miss");
  EXPECT_EQ(pack.rules[1].id, "");
  EXPECT_TRUE(pack.rules[0].partial && pack.rules[1].partial && pack.rules[2].partial && pack.rules[3].partial);
  EXPECT_TRUE(pack.rules[2].tests.empty() && pack.rules[3].tests.empty());
  EXPECT_FALSE(pack.rules[4].partial);
}

TEST(Examined, PacksThatCannotBeReadStandThereAsPartialOnes) {
  const AFolder folder;
  folder.write("broken.yaml", "entities: {a: [b\n");
  folder.write("misspelled.yaml", "entties: {a: [b]}\n");
  const Examined examined = examine(
      folder.write("c.yaml", completed("rules: [missing.yaml, broken.yaml, misspelled.yaml]")), plain_environment());
  ASSERT_EQ(examined.configuration.packs.size(), 3U);
  for (const rules::RulePack& pack : examined.configuration.packs) EXPECT_TRUE(pack.partial) << pack.file;
}

TEST(Examined, SinksLeaveTheWrongOnesOut) {
  const AFolder folder;
  folder.write("pack.yaml", kGoodPack);
  const auto file = folder.write(
      "c.yaml", completed("sinks: {a: {brokers: x}, b: {stdout: auto}, c: {slack: 'https://example.org', loud: 5}}"));
  const Examined examined = examine(file, plain_environment());
  ASSERT_EQ(examined.configuration.sinks.size(), 1U);
  EXPECT_EQ(examined.configuration.sinks[0].name, "b");
}

TEST(Together, IsByPackLineAndColumnWithEqualOnesOnce) {
  const auto at = [](const char* file, int line, int column, const char* message) {
    return Diagnostic{.file = file, .line = line, .column = column, .message = message};
  };
  const auto all = together({at("c.yaml", 9, 1, "1"), at("b.yaml", 2, 1, "4")},
                            {at("a.yaml", 1, 1, "2"), at("b.yaml", 1, 5, "3"), at("b.yaml", 2, 1, "4")},
                            {{.name = "a", .file = "a.yaml", .entities = {}, .rules = {}},
                             {.name = "b", .file = "b.yaml", .entities = {}, .rules = {}}});
  std::string order;
  for (const Diagnostic& each : all) order += each.message;
  EXPECT_EQ(order, "1234");
}

TEST(PackFileThatCannotBeRead, IsToldWhereTheConfigurationNamesIt) {
  const AFolder folder;
  std::filesystem::create_directories(folder.path() / "rules" / "folder.yaml");
  const auto file = folder.write("c.yaml", "sources: [{feed: https://example.org/f}]\nrules:\n  - rules\n");
  EXPECT_EQ(folder.mistakes(load(file, plain_environment())),
            "c.yaml:3:5: rules[0]: \"rules/folder.yaml\": it is no regular file. Name a file.");
}

TEST(Mistakes, OfAHundredThousandRulesAreNone) {
  std::string yaml = "rules:\n";
  for (int i = 0; i < 100'000; ++i) yaml += "  - {id: r" + std::to_string(i) + ", match: x, title: y}\n";
  const AFolder folder;
  const auto packs = load_packs({folder.write("p.yaml", yaml)});
  ASSERT_TRUE(packs) << folder.mistakes(packs);
  EXPECT_EQ(packs->at(0).rules.size(), 100'000U);
}

TEST(Mistakes, OfTenThousandSourcesAreNone) {
  std::string yaml = "sources:\n";
  for (int i = 0; i < 10'000; ++i) yaml += "  - {feed: 'https://example.org/" + std::to_string(i) + "', tags: [a]}\n";
  const AFolder folder;
  const auto loaded = load_text(folder, yaml);
  ASSERT_TRUE(loaded) << folder.mistakes(loaded);
  EXPECT_EQ(loaded->sources.size(), 10'000U);
}

}  // namespace
}  // namespace tb::config
