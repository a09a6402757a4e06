// How `every`, `fastest`, `backoff_ceiling` and `polling.average` of a source and its defaults make one rhythm.
#include <gtest/gtest.h>

#include <ostream>

#include "config/a_folder.hpp"

namespace tb::config {
namespace {

using schedule::Pace;
using std::chrono::seconds;
using namespace std::chrono_literals;

struct PaceRow {
  std::string name;
  std::string above;   // the source: sections
  std::string source;  // its options
  Pace pace = Pace::learned;
  seconds every = 5min;
  seconds fastest = 30s;
  seconds ceiling = 1h;
  friend std::ostream& operator<<(std::ostream& out, const PaceRow& row) { return out << row.name; }
};

std::string with_source(const std::string& above, const std::string& options) {
  return above + "\nsources: [{feed: https://example.org/f" + (options.empty() ? "" : ", " + options) + "}]";
}

class PaceOfASource : public testing::TestWithParam<PaceRow> {};

TEST_P(PaceOfASource, IsWhatStandsNearest) {
  const AFolder folder;
  const auto loaded = load_text(folder, with_source(GetParam().above, GetParam().source));
  ASSERT_TRUE(loaded) << folder.mistakes(loaded);
  const schedule::Options& schedule = loaded->sources.at(0).schedule;
  EXPECT_EQ(schedule.pace, GetParam().pace);
  EXPECT_EQ(schedule.every, GetParam().every);
  EXPECT_EQ(schedule.fastest, GetParam().fastest);
  EXPECT_EQ(schedule.backoff_ceiling, GetParam().ceiling);
}

INSTANTIATE_TEST_SUITE_P(
    Sources, PaceOfASource,
    testing::ValuesIn(std::vector<PaceRow>{
        {.name = "IsLearnedIfNothingIsSaid"},
        {.name = "IsLearnedByAuto", .source = "every: auto"},
        {.name = "IsFixedByADuration", .source = "every: 2m", .pace = Pace::fixed, .every = 2min},
        {.name = "IsThatOfTheDefaults", .above = "defaults: {every: 2m}", .pace = Pace::fixed, .every = 2min},
        {.name = "TakesAFixedDefaultBackByAuto", .above = "defaults: {every: 2m}", .source = "every: auto"},
        {.name = "IsFixedAgainstLearnedDefaults",
         .above = "defaults: {every: auto}",
         .source = "every: 1h",
         .pace = Pace::fixed,
         .every = 1h},
        {.name = "HasTheAverage", .above = "polling: {average: 10m}", .every = 10min},
        {.name = "HasTheAverageByAuto",
         .above = "polling: {average: 10m}\ndefaults: {every: 1m}",
         .source = "every: auto",
         .every = 10min},
        {.name = "IsNotOfTheAverageIfFixed",
         .above = "polling: {average: 10m}",
         .source = "every: 1m",
         .pace = Pace::fixed,
         .every = 1min},
        {.name = "DownToFiveSecondsWhereTheOwnerAllowsIt",
         .source = "every: 5s",
         .pace = Pace::fixed,
         .every = 5s,
         .fastest = 5s},
        {.name = "HasTheFastestOfTheDefaults", .above = "defaults: {fastest: 10s}", .fastest = 10s},
        {.name = "HasAFastestOfItsOwn", .above = "defaults: {fastest: 10s}", .source = "fastest: 1m", .fastest = 1min},
        {.name = "HasAFastestEqualToTheAverage", .source = "fastest: 5m", .fastest = 5min},
        {.name = "MakesTheFastestFollowAShortAverage",
         .above = "polling: {average: 10s}",
         .every = 10s,
         .fastest = 10s},
        {.name = "LeavesTheFastestOfDefaultsForOthers",
         .above = "defaults: {fastest: 10s}",
         .source = "every: 1h",
         .pace = Pace::fixed,
         .every = 1h,
         .fastest = 10s},
        {.name = "KeepsTheFastestOfFixedDefaultsForAuto",
         .above = "defaults: {every: 1h, fastest: 10s}",
         .source = "every: auto",
         .fastest = 10s},
        {.name = "HasACeilingOfItsOwn",
         .source = "every: 10m, backoff_ceiling: 10m",
         .pace = Pace::fixed,
         .every = 10min,
         .ceiling = 10min},
        {.name = "MakesTheCeilingFollowASlowRhythm",
         .source = "every: 2d",
         .pace = Pace::fixed,
         .every = 48h,
         .ceiling = 48h},
        {.name = "MakesTheCeilingOfDefaultsFollowASlowRhythm",
         .above = "defaults: {backoff_ceiling: 5m}",
         .source = "every: 2h",
         .pace = Pace::fixed,
         .every = 2h,
         .ceiling = 2h},
        {.name = "MakesTheCeilingFollowASlowAverage", .above = "polling: {average: 2h}", .every = 2h, .ceiling = 2h},
        {.name = "MakesAShortCeilingFollowTheAverage", .source = "backoff_ceiling: 1m", .ceiling = 5min},
        {.name = "DoesNotInheritACeilingThatFollowed",
         .above = "defaults: {every: 2d}",
         .source = "every: 1m",
         .pace = Pace::fixed,
         .every = 1min},
    }),
    [](const auto& row) { return row.param.name; });

TEST(UnconditionalFloor, HoldsForAFeedAndNotForAnApi) {
  const AFolder folder;
  const auto loaded = load_text(folder,
                                "sources: [{feed: https://example.org/f}, {api: https://example.org/a, items: /r, "
                                "fields: {title: /t}}]");
  ASSERT_TRUE(loaded) << folder.mistakes(loaded);
  EXPECT_TRUE(loaded->sources.at(0).schedule.unconditional_floor);
  EXPECT_FALSE(loaded->sources.at(1).schedule.unconditional_floor);
}

struct ClashRow {
  std::string name;
  std::string above;
  std::string source;
  std::string want;
  friend std::ostream& operator<<(std::ostream& out, const ClashRow& row) { return out << row.name; }
};

class PaceClash : public testing::TestWithParam<ClashRow> {};

TEST_P(PaceClash, IsToldWhereItWasWritten) {
  const AFolder folder;
  EXPECT_EQ(folder.mistakes(load_text(folder, with_source(GetParam().above, GetParam().source))), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Mistakes, PaceClash,
    testing::ValuesIn(std::vector<ClashRow>{
        {"CeilingBelowEvery", "defaults: {every: 1h, backoff_ceiling: 5m}", "",
         "c.yaml:1:40: defaults.backoff_ceiling: the longest wait after failures is shorter than `every`: write 1h or "
         "more"},
        {"CeilingBelowEveryOfTheDefaults", "defaults: {every: 2h}", "backoff_ceiling: 5m",
         "c.yaml:2:58: sources[0].backoff_ceiling: the longest wait after failures is shorter than `every`: write 2h "
         "or more"},
        {"CeilingBelowAWrongEveryIsOneMistake", "", "every: 31d, backoff_ceiling: 1m",
         R"(c.yaml:2:48: sources[0].every: "31d" is out of range: write 1s to 30d)"},
        {"FastestBesideAFixedEvery", "", "every: 1m, fastest: 10s",
         "c.yaml:2:52: sources[0].fastest: this means nothing beside a fixed `every:`. Remove it, or write `every: "
         "auto`."},
        {"FastestBesideAFixedEveryOfTheDefaults", "defaults: {every: 1m}", "fastest: 10s",
         "c.yaml:2:41: sources[0].fastest: this means nothing beside a fixed `every:`. Remove it, or write `every: "
         "auto`."},
        {"FastestAboveTheAverage", "", "fastest: 10m",
         "c.yaml:2:50: sources[0].fastest: the shortest wait is longer than the average of a learned rhythm: write 5m "
         "or less, or change `polling.average`"},
        {"FastestAboveAnAverageThatWasWritten", "polling: {average: 30s}\ndefaults: {fastest: 1m}", "",
         "c.yaml:2:21: defaults.fastest: the shortest wait is longer than the average of a learned rhythm: write 30s "
         "or less, or change `polling.average`"},
        {"FastestBelowASecond", "", "fastest: 500ms",
         R"(c.yaml:2:50: sources[0].fastest: "500ms" is out of range: write 1s to 30d)"},
        {"FastestAuto", "", "fastest: auto",
         R"(c.yaml:2:50: sources[0].fastest: "auto" is no duration: write a whole number with a unit, such as 500ms, 30s, 5m, 1h or 2d)"},
        {"EveryMisspelled", "", "every: atuo",
         R"(c.yaml:2:48: sources[0].every: "atuo" is no rhythm: write a whole number with a unit, such as 30s, 5m or 1h, or auto)"},
        {"IgnoreFreshnessAsAWord", "", "ignore_freshness: yes",
         R"(c.yaml:2:59: sources[0].ignore_freshness: "yes" is no boolean: write true or false)"},
    }),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tb::config
