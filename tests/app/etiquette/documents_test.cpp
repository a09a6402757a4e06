// Lines 43 and 44: older pages after a gap, and what a complete feed no longer lists (RFC 5005).
#include "etiquette.hpp"

namespace tb::app {
namespace {

std::string link(const std::string& relation, const std::string& to) {
  return "<atom:link rel=\"" + relation + "\" href=\"" + to + "\"/>";
}

class Pages : public Etiquette {
 protected:
  // /feed shows the newest item alone, /1 the one before and so on, each with a link to the older page.
  Publisher::Script archive(int newest, const std::string& relation = "prev-archive") {
    return [=](const std::string& request) {
      const std::string path = path_of(request);
      const int page = path == "/feed" ? newest : std::stoi(path.substr(1));
      const std::string older = page > 1 ? link(relation, "/" + std::to_string(page - 1)) : "";
      return fresh({"Item " + std::to_string(page)}, "ETag: \"" + std::to_string(page) + "\"\r\n", older);
    };
  }
  static std::vector<std::string> paths(const Publisher& publisher) {
    std::vector<std::string> paths;
    for (const auto& asked : publisher.asked()) paths.push_back(path_of(asked.request));
    return paths;
  }
};

TEST_F(Pages, L43_AfterAGapOlderPagesAreReadUpToTheFirstKnownItemOneByOne) {
  for (const std::string relation : {"prev-archive", "next"}) {
    SCOPED_TRACE(relation);
    Publisher& publisher = a_publisher(archive(1, relation));
    watch(publisher);
    publisher.answers_by(archive(5, relation));
    run_for(70s);
    EXPECT_THAT(paths(publisher), ElementsAre("/feed", "/feed", "/4", "/3", "/2", "/1"));
    std::vector<seconds> apart = gaps(publisher);
    apart.erase(apart.begin());
    EXPECT_THAT(apart, Each(1s)) << "they share the origin's spacing";
    EXPECT_EQ(publisher.connections(), 1U);
    EXPECT_EQ(record().health.items, 5U);
    EXPECT_EQ(log_->count("older pages of the source were read"), 1U);
    wipe();
  }
}

TEST_F(Pages, L43_NotMoreThanTenPages) {
  Publisher& publisher = a_publisher(archive(1));
  watch(publisher);
  publisher.answers_by(archive(100));
  run_for(75s);
  EXPECT_THAT(publisher.asked(), SizeIs(2 + 10));
}

TEST_F(Pages, L43_WithoutAGapNoPageIsAskedFor) {
  Publisher& publisher = a_publisher(archive(5));
  watch(publisher);
  publisher.answers(fresh({"Item 6", "Item 5"}, "ETag: \"6\"\r\n", link("prev-archive", "/4")));
  run_for(10min);
  EXPECT_EQ(publisher.moments("/feed").size(), publisher.asked().size());
}

TEST_F(Pages, L43_PagesThatLeadInACircleAreEachReadOnce) {
  Publisher& publisher = a_publisher(archive(1));
  watch(publisher);
  publisher.answers_by([](const std::string& request) {
    const std::string path = path_of(request);
    return fresh({"On " + path}, "ETag: \"2\"\r\n", link("next", path == "/a" ? "/b" : "/a"));
  });
  run_for(75s);
  EXPECT_THAT(paths(publisher), ElementsAre("/feed", "/feed", "/a", "/b"));
}

TEST_F(Pages, L43_APageElsewhereGetsNoSecretAndAFailureEndsTheSearch) {
  Publisher& archive_host = a_publisher(status("500 Internal Server Error"));
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n"));
  watch(publisher, ", auth: {bearer: opensesame}");
  publisher.answers(fresh({"Nine"}, "ETag: \"b\"\r\n", link("prev-archive", archive_host.url("/8"))));
  run_for(75s);
  ASSERT_THAT(archive_host.asked(), SizeIs(1));
  EXPECT_THAT(archive_host.last(), Not(HasSubstr("opensesame")));
  EXPECT_EQ(items(), 2U);
  EXPECT_EQ(record().health.state, SourceHealth::State::working);
}

TEST_F(Pages, L43_OlderPagesFeedAllWhoHaveTheGapAndNobodyWhoHasJustCome) {
  Publisher& publisher = a_publisher(archive(1));
  const std::string herald = "{feed: '" + publisher.url() + "', id: herald, every: 60s}";
  const std::string tribune = "{feed: '" + publisher.url() + "', id: tribune, every: 60s}";
  configure({herald, tribune});
  start();
  run_for(1s);
  stop();
  configure({herald, tribune, "{feed: '" + publisher.url() + "', id: courier, every: 60s}"});
  publisher.answers_by(archive(4));
  start();
  run_for(75s);
  EXPECT_THAT(paths(publisher), ElementsAre("/feed", "/feed", "/3", "/2", "/1"));
  EXPECT_EQ(items("herald"), 4U);
  EXPECT_EQ(items("tribune"), 4U);
  EXPECT_EQ(items("courier"), 1U) << "its first look is the feed as it is";
}

TEST_F(Pages, L43_APageThatIsThrottledHoldsTheOrigin) {
  Publisher& publisher = a_publisher(archive(1));
  watch(publisher);
  publisher.answers_by([](const std::string& request) {
    return path_of(request) == "/feed" ? fresh({"Nine"}, "ETag: \"b\"\r\n", link("next", "/8"))
                                       : status("429 Too Many Requests", "Retry-After: 900\r\n");
  });
  run_for(100s);
  EXPECT_THAT(paths(publisher), ElementsAre("/feed", "/feed", "/8"));
  EXPECT_GE(next_gap(publisher), 900s);
}

// With one place at the origin and one in all, whoever kept the one while waiting for the other would stop everybody.
TEST_F(Pages, L43_SourcesOfOneOriginThatAllReadOlderPagesStopNobody) {
  const auto shows = [](int newest) {
    return [=](const std::string& request) {
      const std::string path = path_of(request);
      const std::string older = path.starts_with("/feed") ? link("next", "/older" + path.substr(5)) : "";
      return fresh({path + std::to_string(newest)}, "ETag: \"" + std::to_string(newest) + "\"\r\n", older);
    };
  };
  Publisher& publisher = a_publisher(shows(1));
  std::vector<std::string> sources;
  for (const std::string name : {"a", "b", "c"}) {
    sources.push_back("{feed: '" + publisher.url("/feed-" + name) + "', id: " + name + ", every: 60s}");
  }
  configure(sources, "polling: {concurrent: 1, origin: {concurrent: 1, spacing: 40s}}\n");
  start();
  ASSERT_TRUE(run_until_asked(publisher, 3));
  publisher.answers_by(shows(2));
  run_for(20min);
  for (const char* name : {"a", "b", "c"}) {
    EXPECT_EQ(publisher.moments(std::string("/older-") + name).size(), 1U) << name;
    EXPECT_GE(publisher.moments(std::string("/feed-") + name).size(), 5U) << name;
  }
}

TEST_F(Etiquette, L44_ACompleteFeedThatDropsAnItemIsSaidToHaveRemovedIt) {
  Publisher& publisher = a_publisher(fresh({"Two", "One"}, "ETag: \"a\"\r\n", "<fh:complete/>"));
  watch(publisher);
  publisher.answers(fresh({"Three", "Two"}, "ETag: \"b\"\r\n", "<fh:complete/>"));
  run_for(70s);
  EXPECT_EQ(log_->count("removed by the publisher"), 1U);
  EXPECT_EQ(log_->count("title=One"), 1U);
  publisher.answers(fresh({"Three", "Two"}, "ETag: \"c\"\r\n", "<fh:complete/>"));
  run_for(70s);
  EXPECT_EQ(log_->count("removed by the publisher"), 1U) << "once";
}

TEST_F(Etiquette, L44_AnOrdinaryFeedThatDropsAnItemHasMerelyGrown) {
  Publisher& publisher = a_publisher(fresh({"Two", "One"}, "ETag: \"a\"\r\n"));
  watch(publisher);
  publisher.answers(fresh({"Three", "Two"}, "ETag: \"b\"\r\n"));
  run_for(70s);
  EXPECT_EQ(items(), 3U);
  EXPECT_EQ(log_->count("removed by the publisher"), 0U);
}

TEST_F(Etiquette, L44_AThousandRemovedItemsFillNoLog) {
  std::vector<std::string> titles;
  for (int i = 0; i < 1000; ++i) titles.push_back("Item " + std::to_string(i));
  Publisher& publisher = a_publisher(fresh(titles, "ETag: \"a\"\r\n", "<fh:complete/>"));
  watch(publisher);
  publisher.answers(fresh({"Item 0"}, "ETag: \"b\"\r\n", "<fh:complete/>"));
  run_for(70s);
  EXPECT_EQ(log_->count("removed by the publisher"), 21U);
  EXPECT_EQ(log_->count("items=979"), 1U);
}

}  // namespace
}  // namespace tb::app
