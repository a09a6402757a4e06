// Lines 32 and 36: what one origin sees of all its sources together.
#include "etiquette.hpp"

namespace tb::app {
namespace {

TEST_F(Etiquette, L32_ManyFeedsOfOneHostAreStartedOneByOneOverKeptConnections) {
  Publisher& crowded = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n"));
  Publisher& other = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n"));
  std::vector<std::string> sources{"{feed: '" + other.url() + "', id: other, every: 60s}"};
  for (int i = 0; i < 500; ++i) {
    const std::string n = std::to_string(i);
    sources.push_back("{feed: '" + crowded.url("/" + n) + "', id: f" + n + ", every: 1h}");
  }
  configure(sources);
  start();
  run_for(520s);
  EXPECT_THAT(crowded.asked(), SizeIs(500));
  std::vector<std::chrono::nanoseconds> apart;
  for (std::size_t i = 1; i < crowded.asked().size(); ++i) {
    apart.push_back(crowded.asked()[i].at - crowded.asked()[i - 1].at);
  }
  EXPECT_THAT(apart, Each(Ge(1s)));
  EXPECT_LE(crowded.connections(), 2U);
  EXPECT_THAT(other.asked(), SizeIs(Ge(8U))) << "who shares nothing with them does not wait for them";
}

// They skip the hour that it is, so that all of them are due at the first moment of the next one. Without spacing they
// would all start then, and whoever has no kept connection opens one.
TEST_F(Etiquette, L32_NoMoreThanTwoRequestsAreUnderWayAtOneOrigin) {
  Publisher& crowded = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n", "<skipHours><hour>12</hour></skipHours>"));
  std::vector<std::string> sources;
  for (int i = 0; i < 30; ++i) {
    const std::string n = std::to_string(i);
    sources.push_back("{feed: '" + crowded.url("/" + n) + "', id: f" + n + ", every: 60s}");
  }
  configure(sources, "polling: {origin: {spacing: 0s}}\n");
  start();
  run_for(1s);
  ASSERT_THAT(crowded.asked(), SizeIs(30));
  run_for(1h);
  ASSERT_THAT(crowded.asked(), SizeIs(60));
  EXPECT_EQ(crowded.asked().at(30).at, crowded.asked().at(59).at);
  EXPECT_EQ(crowded.connections(), 2U);
}

TEST_F(Etiquette, L36_TheSameFeedListedTwiceIsOneStreamThatFeedsBoth) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n"));
  configure({"{feed: '" + publisher.url() + "', id: herald, every: 60s}",
             "{feed: '" + publisher.url() + "#top', id: tribune, every: 300s}"});
  start();
  run_for(1s);
  EXPECT_THAT(publisher.asked(), SizeIs(1));
  publisher.answers(fresh({"Two", "One"}, "ETag: \"b\"\r\n"));
  run_for(120s);
  EXPECT_THAT(gaps(publisher), ElementsAre(60s, 60s)) << "whoever wants it sooner decides";
  EXPECT_EQ(items("herald"), 2U);
  EXPECT_EQ(items("tribune"), 2U);
}

TEST_F(Etiquette, L36_ASecondSubscriptionThatKnowsNothingYetGetsTheWholeDocument) {
  Publisher& publisher = a_publisher(conditional("\"a\"", fresh({"One"}, "ETag: \"a\"\r\n")));
  watch(publisher);
  run_for(1s);
  stop();
  configure({"{feed: '" + publisher.url() + "', id: herald, every: 60s}",
             "{feed: '" + publisher.url() + "', id: tribune, every: 60s}"});
  start();
  run_for(150s);
  EXPECT_EQ(items("tribune"), 1U);
  EXPECT_EQ(header_of(publisher.asked().at(1).request, "If-None-Match"), std::nullopt);
  EXPECT_EQ(header_of(publisher.last(), "If-None-Match"), "\"a\"");
}

TEST_F(Etiquette, L36_FeedsThatARedirectHasMadeTheSameBecomeOneStream) {
  Publisher& publisher = a_publisher(std::string());
  publisher.answers_by([](const std::string& request) {
    return path_of(request) == "/old" ? status("301 Moved Permanently", "Location: /new\r\n")
                                      : fresh({"One"}, "ETag: \"a\"\r\n");
  });
  configure({"{feed: '" + publisher.url("/old") + "', id: herald, every: 60s}",
             "{feed: '" + publisher.url("/new") + "', id: tribune, every: 60s}"});
  start();
  ASSERT_TRUE(run_until([&] { return state("herald").moved_to == publisher.url("/new"); }));
  run_for(5s);
  const std::size_t before = publisher.asked().size();
  publisher.answers(fresh({"Two", "One"}, "ETag: \"b\"\r\n"));
  run_for(10min);
  EXPECT_LE(publisher.asked().size() - before, 10U) << "one stream's worth";
  EXPECT_GE(publisher.asked().size() - before, 9U);
  EXPECT_EQ(items("herald"), 2U);
  EXPECT_EQ(items("tribune"), 2U);
  restart();
  const std::size_t then = publisher.asked().size();
  run_for(10min);
  EXPECT_LE(publisher.asked().size() - then, 10U) << "after a restart as well";
}

}  // namespace
}  // namespace tb::app
