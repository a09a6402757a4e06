// Somebody sets the wall clock, by hours or a day, under a daemon that runs or between two of its lives: sources are
// polled neither in a burst nor too late.
#include <algorithm>
#include <map>
#include <mutex>

#include "fakes/keeping_server.hpp"
#include "polling_case.hpp"

namespace tb::app {
namespace {

using fakes::KeepingServer;
using fakes::kept_answer;

constexpr std::size_t kSources = 20;

class PollingClock : public PollingCase {
 protected:
  PollingClock()
      : server_([](const KeepingServer::Asked& asked) -> KeepingServer::Reply {
          const bool is_known = asked.request.find("If-None-Match") != std::string::npos;
          if (is_known) return {kept_answer("304 Not Modified", "ETag: \"1\"\r\n", "")};
          return {kept_answer("200 OK", "ETag: \"1\"\r\n", rss_of({"Old ferry"}))};
        }) {
    std::string sources;
    for (std::size_t i = 0; i < kSources; ++i) {
      sources += "  - {feed: '" + server_.url("/" + std::to_string(i) + "/") + "', id: source-" + std::to_string(i) +
                 ", allow_private: true}\n";
    }
    configure(sources, "polling: {origin: {concurrent: 100, spacing: 0s}}\n");
  }

  // How often each source was polled while that much time passed: the least and the most.
  std::pair<std::size_t, std::size_t> polls_in(std::chrono::nanoseconds span) {
    const std::size_t before = server_.requests().size();
    run_for(span);
    const std::vector<std::string> requests = server_.requests();
    std::map<std::string, std::size_t> counts;
    for (std::size_t i = 0; i < kSources; ++i) counts["GET /" + std::to_string(i) + "/ "] = 0;
    for (std::size_t i = before; i < requests.size(); ++i) ++counts[requests[i].substr(0, requests[i].find("HTTP/"))];
    const auto [least, most] = std::ranges::minmax_element(counts, {}, [](const auto& count) { return count.second; });
    return {least->second, most->second};
  }

  KeepingServer server_;
};

class WallClockStep : public PollingClock, public testing::WithParamInterface<std::chrono::hours> {};

TEST_P(WallClockStep, IsNotNoticedByPublishersWhileTheDaemonRuns) {
  const Life life(*this);
  ASSERT_NO_FATAL_FAILURE(start());
  run_for(5min);
  time_.step_wall_clock(GetParam());
  // An interval is 60 to 66 s: in 10 minutes that is nine or ten polls of each, whatever the clock on the wall says.
  const auto [least, most] = polls_in(10min);
  EXPECT_GE(least, 8U);
  EXPECT_LE(most, 11U);
  const auto [least_soon, most_soon] = polls_in(67s);
  EXPECT_GE(least_soon, 1U);
  EXPECT_LE(most_soon, 2U);
}

TEST_P(WallClockStep, NeitherStallsNorHurriesARestart) {
  const Life life(*this);
  ASSERT_NO_FATAL_FAILURE(start());
  run_for(5min);
  stop();
  time_.step_wall_clock(GetParam());
  const std::size_t before = server_.requests().size();
  ASSERT_NO_FATAL_FAILURE(start());
  const auto [least, most] = polls_in(67s);
  EXPECT_GE(least, 1U) << "a due time of before the step was believed";
  EXPECT_LE(most, 2U);
  EXPECT_LE(server_.requests().size() - before, 2 * kSources);
  const auto [least_later, most_later] = polls_in(10min);
  EXPECT_GE(least_later, 8U);
  EXPECT_LE(most_later, 11U);
}

TEST_P(WallClockStep, KeepsWhatAServerHasAskedFor) {
  const fakes::ScriptedServer busy(
      fakes::ScriptedServer::always(fakes::answer("429 Too Many Requests", "Retry-After: 14400\r\n", "")));
  configure("  - {feed: '" + busy.url() + "', id: busy, allow_private: true}\n");
  const Life life(*this);
  ASSERT_NO_FATAL_FAILURE(start());
  ASSERT_TRUE(run_until([&] { return busy.requests().size() == 1; }));
  run_for(1min);
  time_.step_wall_clock(GetParam());
  run_for(3h);
  EXPECT_EQ(busy.requests().size(), 1U);
  EXPECT_TRUE(run_until([&] { return busy.requests().size() == 2; }, 2h));
}

INSTANTIATE_TEST_SUITE_P(Steps, WallClockStep, testing::Values(2h, -2h, 24h, -24h), [](const auto& row) {
  const auto hours = row.param.count();
  return (hours < 0 ? "Back" : "Ahead") + std::to_string(hours < 0 ? -hours : hours) + "Hours";
});

}  // namespace
}  // namespace tb::app
