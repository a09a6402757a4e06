// Lines 14 to 17: whoever asks us to stay away is left alone, by all sources of the origin and across a restart.
#include "etiquette.hpp"

namespace tb::app {
namespace {

const std::string kBusy = "429 Too Many Requests";

class Throttling : public Etiquette {
 protected:
  // Two sources of one publisher, of which /slow is throttled by its second answer.
  Publisher& watch_two(const std::string& headers, const std::string& line = kBusy) {
    Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n"));
    configure({"{feed: '" + publisher.url("/slow") + "', id: slow, every: 60s}",
               "{feed: '" + publisher.url("/other") + "', id: other, every: 10s}"});
    start();
    run_for(30s);
    publisher.answers_by([=](const std::string& request) {
      return path_of(request) == "/slow" ? status(line, headers) : fresh({"One"}, "ETag: \"a\"\r\n");
    });
    EXPECT_TRUE(run_until([&] { return publisher.moments("/slow").size() == 2; }));
    return publisher;
  }
  // Nothing at all is asked of the publisher for that long, and then it is.
  void expect_silence(Publisher& publisher, std::chrono::nanoseconds span) {
    const std::size_t before = publisher.asked().size();
    const auto end = publisher.moments("/slow").back() + span;
    run_for(end - time_.passed() - 1ms);
    EXPECT_EQ(publisher.asked().size(), before);
    EXPECT_TRUE(run_until([&] { return publisher.asked().size() > before; }, 120s));
  }
};

TEST_F(Throttling, L14_RetryAfterHoldsTheWholeOrigin) {
  expect_silence(watch_two("Retry-After: 120\r\n"), 120s);
}

TEST_F(Throttling, L14_OtherOriginsAreNotHeld) {
  Publisher& other = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n"));
  Publisher& busy = a_publisher(status(kBusy, "Retry-After: 3600\r\n"));
  configure(
      {"{feed: '" + busy.url() + "', id: busy, every: 60s}", "{feed: '" + other.url() + "', id: other, every: 60s}"});
  start();
  run_for(10min);
  EXPECT_THAT(busy.asked(), SizeIs(1));
  EXPECT_THAT(other.asked(), SizeIs(testing::Ge(10U)));
}

TEST_F(Throttling, L14_TheHoldOutlivesARestart) {
  Publisher& publisher = watch_two("Retry-After: 1200\r\n");
  for (int i = 0; i < 5; ++i) restart(60s);
  expect_silence(publisher, 1200s);
}

TEST_F(Throttling, L14_TheHoldOutlivesARestartUnderAnAdoptedAddress) {
  Publisher& moved = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n"));
  Publisher& old = a_publisher(status("301 Moved Permanently", "Location: " + moved.url("/new") + "\r\n"));
  configure({"{feed: '" + old.url() + "', id: herald, every: 60s}",
             "{feed: '" + moved.url("/other") + "', id: other, every: 60s}"});
  start();
  ASSERT_TRUE(run_until([&] { return state().moved_to == moved.url("/new"); }));
  moved.answers_by([](const std::string& request) {
    return path_of(request) == "/new" ? status(kBusy, "Retry-After: 3600\r\n") : fresh({"One"});
  });
  ASSERT_TRUE(run_until([&] { return trouble() == schedule::Reason::throttled; }));
  restart();
  const std::size_t before = moved.asked().size();
  run_for(50min);
  EXPECT_EQ(moved.asked().size(), before);
}

TEST_F(Throttling, L15_ADateIsObeyedBy503AsWell) {
  expect_silence(watch_two("Date: Tue, 24 Nov 2026 12:00:00 GMT\r\nRetry-After: Tue, 24 Nov 2026 12:10:00 GMT\r\n",
                           "503 Service Unavailable"),
                 600s);
}

TEST_F(Throttling, L15_ADateCountsByTheServersOwnClock) {
  // Five years behind.
  expect_silence(watch_two("Date: Wed, 24 Nov 2021 12:00:00 GMT\r\nRetry-After: Wed, 24 Nov 2021 12:05:00 GMT\r\n",
                           "503 Service Unavailable"),
                 300s);
}

TEST_F(Throttling, L15_ADateInThePastHoldsNobody) {
  Publisher& publisher =
      watch_two("Date: Tue, 24 Nov 2026 12:00:00 GMT\r\nRetry-After: Tue, 24 Nov 2026 11:00:00 GMT\r\n",
                "503 Service Unavailable");
  const std::size_t before = publisher.moments("/other").size();
  run_for(60s);
  EXPECT_GE(publisher.moments("/other").size(), before + 5);
}

TEST_F(Throttling, L16_WithoutRetryAfterTheWaitsDoubleUpToADay) {
  for (const std::string& line : {kBusy, std::string("503 Service Unavailable")}) {
    SCOPED_TRACE(line);
    Publisher& publisher = a_publisher(status(line));
    watch(publisher);
    ASSERT_TRUE(run_until_asked(publisher, 15, 24h * 10));
    const std::vector<seconds> waits = gaps(publisher);
    for (std::size_t i = 0; i < waits.size(); ++i) EXPECT_EQ(waits[i], std::min<seconds>(60s * (1 << i), 24h)) << i;
    wipe();
  }
}

TEST_F(Throttling, L16_TheFirstSuccessEndsTheBackOff) {
  Publisher& publisher = a_publisher(status(kBusy));
  watch(publisher);
  ASSERT_TRUE(run_until_asked(publisher, 5));
  publisher.answers(fresh({"One"}, "ETag: \"a\"\r\n"));
  ASSERT_TRUE(run_until_asked(publisher, 6));
  EXPECT_EQ(next_gap(publisher), 60s);
  publisher.answers(status(kBusy));
  next_gap(publisher);
  EXPECT_EQ(next_gap(publisher), 60s) << "as after a first failure";
}

TEST_F(Throttling, L17_ARetryAfterThatMakesNoSenseCountsAsNone) {
  const std::vector<std::string> values{"-5", "1e9", "soon", "12:30", std::string(400, '9'), "5 minutes", "0x10"};
  for (const std::string& value : values) {
    SCOPED_TRACE(value);
    Publisher& publisher = a_publisher(status(kBusy, "Retry-After: " + value + "\r\n"));
    watch(publisher);
    ASSERT_TRUE(run_until_asked(publisher, 4));
    EXPECT_THAT(gaps(publisher), ElementsAre(60s, 120s, 240s));
    wipe();
  }
}

TEST_F(Throttling, L17_ALongOneCountsAsAWeek) {
  Publisher& publisher = a_publisher(status(kBusy, "Retry-After: 999999999\r\n"));
  watch(publisher);
  EXPECT_EQ(next_gap(publisher, 24h * 30), 168h);
}

}  // namespace
}  // namespace tb::app
