// What an owner changes takes effect: what was learned, promised or held of another address, or by another key, binds
// nobody; who is listed beside a source that was parked is polled.
#include "etiquette.hpp"

namespace tb::app {
namespace {

class Changes : public Etiquette {
 protected:
  void list(const std::string& url, const std::string& more = {}) {
    configure({"{feed: '" + url + "', id: herald, every: 60s" + more + "}"});
  }
  void change(const std::string& url, const std::string& more = {}) {
    stop();
    list(url, more);
    start();
    run_for(1s);
  }
  void reload() {
    auto loaded = load_and_compile(configuration_, config::process_environment());
    ASSERT_TRUE(loaded);
    bool reloaded = false;
    asio::co_spawn(context_, daemon_->reload(std::move(*loaded)), [&](const std::exception_ptr&, Result<void> result) {
      EXPECT_TRUE(result);
      reloaded = true;
    });
    const auto patience = std::chrono::steady_clock::now() + kPatience;
    while (!reloaded && std::chrono::steady_clock::now() < patience) {
      context_.restart();
      context_.run_one_for(20ms);
    }
    ASSERT_TRUE(reloaded);
    settle();
  }
};

TEST_F(Changes, AnotherAddressIsNotBoundByWhatTheOldOnePromised) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\nCache-Control: max-age=86400\r\n"));
  watch(publisher);
  change(publisher.url("/other"));
  EXPECT_THAT(publisher.moments("/other"), SizeIs(1));
  EXPECT_EQ(record().health.polls, 2U) << "what it has done stays counted";
  restart();
  run_for(3600s);
  EXPECT_THAT(publisher.moments("/other"), SizeIs(1)) << "its own promise binds it";
}

TEST_F(Changes, AnAddressThatWasWrongIsForgottenWithItsFailures) {
  Publisher& publisher = a_publisher([](const std::string& request) {
    return path_of(request) == "/right" ? fresh({"One"}, "ETag: \"a\"\r\n") : status("403 Forbidden");
  });
  watch(publisher);
  list(publisher.url("/right"));
  reload();
  run_for(1s);
  EXPECT_THAT(publisher.moments("/right"), SizeIs(1));
  EXPECT_EQ(log_->count("the source works again"), 1U);
}

TEST_F(Changes, AKeyThatWasWrongIsForgottenWithItsRefusals) {
  Publisher& publisher = a_publisher([](const std::string& request) {
    return header_of(request, "X-Key") == "right" ? fresh({"One"}, "ETag: \"a\"\r\n") : status("401 Unauthorized");
  });
  watch(publisher, ", headers: {X-Key: wrong}");
  change(publisher.url(), ", headers: {X-Key: right}");
  EXPECT_THAT(publisher.asked(), SizeIs(2));
  EXPECT_EQ(record().health.state, SourceHealth::State::working);
}

TEST_F(Changes, AnotherPathOfAnOriginThatWantsPeaceWaitsAsWell) {
  Publisher& publisher = a_publisher(status("429 Too Many Requests", "Retry-After: 600\r\n"));
  watch(publisher);
  change(publisher.url("/other"));
  run_for(590s);
  EXPECT_THAT(publisher.moments("/other"), IsEmpty());
  EXPECT_TRUE(run_until_asked(publisher, 2, 60s));
}

TEST_F(Changes, WhoIsListedBesideAParkedSourceWithItsAddressIsPolledAndSoAreBoth) {
  Publisher& publisher = a_publisher(status("410 Gone"));
  watch(publisher);
  ASSERT_EQ(state().parked, "gone");
  publisher.answers(fresh({"One"}, "ETag: \"a\"\r\n"));
  configure({"{feed: '" + publisher.url() + "', id: herald, every: 60s}",
             "{feed: '" + publisher.url() + "', id: tribune, every: 60s}"});
  reload();
  run_for(1s);
  EXPECT_THAT(publisher.asked(), SizeIs(2));
  EXPECT_EQ(state().parked, "");
  EXPECT_EQ(items("herald"), 1U);
  EXPECT_EQ(items("tribune"), 1U);
}

TEST_F(Changes, WhatIsGoneForAllIsLetGoForAll) {
  Publisher& publisher = a_publisher(status("410 Gone"));
  configure({"{feed: '" + publisher.url() + "', id: herald, every: 60s}",
             "{feed: '" + publisher.url() + "', id: tribune, every: 60s}"});
  start();
  run_for(1s);
  ASSERT_EQ(state("tribune").parked, "gone");
  restart();
  run_for(3600s);
  ASSERT_THAT(publisher.asked(), SizeIs(1));
  ASSERT_EQ(journal::unpark(journal_options(), "tribune"), journal::Unparked::done);
  reload();
  run_for(1s);
  EXPECT_THAT(publisher.asked(), SizeIs(2));
  EXPECT_EQ(state("herald").parked, "gone") << "it has answered the same again";
  EXPECT_EQ(state("tribune").parked, "gone");
}

TEST_F(Changes, OfPollingAreInForceFromTheNextStartOn) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n"));
  watch(publisher);
  publisher.answers(status("403 Forbidden"));
  configure({"{feed: '" + publisher.url() + "', id: herald, every: 61s}"}, "polling: {refused_floor: 2h}\n");
  reload();
  ASSERT_TRUE(run_until_asked(publisher, 2));
  EXPECT_GE(next_gap(publisher), 6h);
  reload();
  EXPECT_EQ(log_->count("take effect at the next start"), 2U) << "they still wait for it";
}

TEST_F(Changes, ASourceThatIsAddedDoesNotWaitForAPlaceAmongThoseThatRun) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n"));
  std::vector<std::string> sources;
  for (int i = 0; i < 250; ++i) {
    const std::string n = std::to_string(i);
    sources.push_back("{feed: '" + publisher.url_of("h" + n + ".example") + "', id: f" + n + ", every: 2h}");
  }
  configure(sources);
  start();
  run_for(6s);
  sources.push_back("{feed: '" + publisher.url_of("new.example", "/new") + "', id: new, every: 2h}");
  configure(sources);
  reload();
  run_for(100ms);
  EXPECT_THAT(publisher.moments("/new"), SizeIs(1));
}

}  // namespace
}  // namespace tb::app
