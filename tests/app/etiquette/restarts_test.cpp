// Lines 33 and 35: neither a start nor a restart nor a clock that is set is a reason for a burst or a stall.
#include "etiquette.hpp"

namespace tb::app {
namespace {

// Each under a name, and so an origin, of its own.
std::vector<std::string> many(const Publisher& publisher, int count, const std::string& every) {
  std::vector<std::string> sources;
  for (int i = 0; i < count; ++i) {
    const std::string n = std::to_string(i);
    sources.push_back("{feed: '" + publisher.url_of("h" + n + ".example", "/" + n) + "', id: f" + n +
                      ", every: " + every + "}");
  }
  return sources;
}

TEST_F(Etiquette, L33_ThoseThatAreDueAtTheStartAreSpreadEachAtItsOwnPlace) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n"));
  configure(many(publisher, 250, "10m"));
  start();
  run_for(5s);
  ASSERT_THAT(publisher.asked(), SizeIs(250));
  std::map<std::int64_t, int> in_second;
  std::map<std::string, std::chrono::nanoseconds> places;
  for (const auto& asked : publisher.asked()) {
    ++in_second[std::chrono::floor<seconds>(asked.at).count()];
    places[path_of(asked.request)] = asked.at;
  }
  for (const auto& [second, count] : in_second) EXPECT_LE(count, 80) << second;  // 50 on average

  // Of a daemon that knows nothing, started at another moment, each source has the same place again.
  wipe();
  const auto began = time_.passed() + (5s - time_.passed() % 5s);
  time_.advance(began - time_.passed());
  start();
  run_for(5s);
  ASSERT_THAT(publisher.asked(), SizeIs(500));
  for (std::size_t i = 250; i < 500; ++i) {
    const auto& asked = publisher.asked()[i];
    const auto shift = asked.at - began - places[path_of(asked.request)];
    EXPECT_LT(std::chrono::abs(shift), 1ms) << path_of(asked.request);
  }
}

TEST_F(Etiquette, L33_FiftyRestartsInAnHourCostNoFeedMoreThanOneRequest) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n"));
  configure(many(publisher, 20, "2h"));
  start();
  for (int i = 0; i < 50; ++i) {
    run_for(60s);
    restart(10s);
  }
  EXPECT_THAT(publisher.asked(), SizeIs(20));
}

TEST_F(Etiquette, L33_WhatWasFreshBeforeARestartIsNotAskedForAfterIt) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\nCache-Control: max-age=3600\r\n"));
  watch(publisher);
  run_for(600s);
  restart(600s);
  ASSERT_TRUE(run_until_asked(publisher, 2));
  EXPECT_GE(gaps(publisher).front(), 3600s);
  EXPECT_LE(gaps(publisher).front(), 3610s);
  EXPECT_EQ(header_of(publisher.last(), "If-None-Match"), "\"a\"");
}

TEST_F(Etiquette, L33_AConditionalRequestStaysOneAfterARestart) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n"));
  watch(publisher);
  run_for(1s);
  restart(1h);
  ASSERT_TRUE(run_until_asked(publisher, 2));
  EXPECT_EQ(header_of(publisher.last(), "If-None-Match"), "\"a\"");
}

TEST_F(Etiquette, L35_AClockThatIsSetMakesNeitherABurstNorAStall) {
  for (const std::chrono::hours step : {2h, -2h, 240h, -240h}) {
    SCOPED_TRACE(step.count());
    Publisher& publisher = a_publisher(conditional("\"a\"", fresh({"One"}, "ETag: \"a\"\r\n")));
    watch(publisher);
    run_for(10min);
    time_.step_wall_clock(step);
    run_for(10min);
    EXPECT_THAT(gaps(publisher), Each(60s));
    EXPECT_THAT(publisher.asked(), SizeIs(21));
    wipe();
  }
}

TEST_F(Etiquette, L35_AClockThatWasSetBackWhileStoppedStallsNobody) {
  Publisher& publisher = a_publisher(conditional("\"a\"", fresh({"One"}, "ETag: \"a\"\r\n")));
  watch(publisher);
  run_for(10min);
  stop();
  time_.step_wall_clock(-48h);
  start();
  const std::size_t before = publisher.asked().size();
  run_for(10min);
  EXPECT_GE(publisher.asked().size(), before + 9);
  EXPECT_LE(publisher.asked().size(), before + 11);
}

TEST_F(Etiquette, L35_AHoldIsNotEndedByAClockThatIsSetForward) {
  Publisher& publisher = a_publisher(status("429 Too Many Requests", "Retry-After: 1800\r\n"));
  watch(publisher);
  run_for(1s);
  time_.step_wall_clock(2h);
  EXPECT_GE(next_gap(publisher), 1800s);
}

}  // namespace
}  // namespace tb::app
