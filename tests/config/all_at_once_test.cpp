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
      "c.yaml:3:12: sources[0].every: 7 is no duration: write a whole number with a unit, such as 500ms, 30s, 5m, "
      "1h or 2d\n"
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
