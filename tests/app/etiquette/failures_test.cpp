// Lines 18, 24 to 26 and 31: each failure has its name and its patience, and none is a tight loop.
#include <zlib.h>

#include "etiquette.hpp"
#include "fakes/tls_server.hpp"

namespace tb::app {
namespace {

using schedule::Reason;

constexpr seconds kDay{86400};

TEST_F(Etiquette, L18_FailuresOfTheServerDoubleTheWaitAndHaveTheirReason) {
  const std::map<std::string, Reason> lines{{"500 Internal Server Error", Reason::http_5xx},
                                            {"502 Bad Gateway", Reason::http_5xx},
                                            {"504 Gateway Timeout", Reason::http_5xx},
                                            {"418 I'm a teapot", Reason::http_4xx}};
  for (const auto& [line, reason] : lines) {
    SCOPED_TRACE(line);
    Publisher& publisher = a_publisher(status(line));
    watch(publisher);
    ASSERT_TRUE(run_until_asked(publisher, 9));
    EXPECT_THAT(gaps(publisher), ElementsAre(60s, 120s, 240s, 480s, 960s, 1920s, 3600s, 3600s));
    EXPECT_EQ(trouble(), reason);
    publisher.answers(fresh({"One"}, "ETag: \"a\"\r\n"));
    next_gap(publisher);
    EXPECT_EQ(next_gap(publisher), 60s) << "a success ends it";
    EXPECT_EQ(log_->count("the source fails"), 1U);
    wipe();
  }
}

// No server is reached by these, so none is spared by waiting: the first retries come soon, the later ones do not.
TEST_F(Etiquette, L18_WhatIsNotReachedIsTriedSoonAndThenMoreSlowly) {
  names_.fails("nowhere.example", ErrorKind::not_found);
  names_.fails("silent.example", ErrorKind::unavailable);
  const fakes::TlsServer untrusted("localhost", "");
  const std::map<std::string, Reason> urls{{"http://127.0.0.1:1/", Reason::connect},
                                           {"http://nowhere.example/", Reason::no_such_host},
                                           {"http://silent.example/", Reason::dns},
                                           {untrusted.url("localhost"), Reason::tls}};
  for (const auto& [url, reason] : urls) {
    SCOPED_TRACE(url);
    configure({"{feed: '" + url + "', id: herald, every: 60s}"});
    start();
    run_for(1s);
    EXPECT_EQ(trouble(), reason);
    const std::uint64_t first = record().health.polls;
    run_for(1h);
    const std::uint64_t in_an_hour = record().health.polls - first;
    EXPECT_GE(in_an_hour, 5U);
    EXPECT_LE(in_an_hour, 9U);
    run_for(24h);
    EXPECT_LE(record().health.polls - first - in_an_hour, 24U);
    wipe();
  }
}

TEST_F(Etiquette, L18_AServerThatSaysNothingIsATimeout) {
  Publisher& publisher = a_publisher("");
  configure({"{feed: '" + publisher.url() + "', id: herald, every: 60s}"}, "http: {first_byte_timeout: 100ms}\n");
  start();
  run_for(1s);
  EXPECT_EQ(trouble(), Reason::timeout);
}

TEST_F(Etiquette, L24_GoneIsGoneAcrossRestartsUntilAPersonSaysOtherwise) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n"));
  watch(publisher);
  publisher.answers(status("410 Gone"));
  ASSERT_TRUE(run_until_asked(publisher, 2));
  EXPECT_EQ(record().health.state, SourceHealth::State::parked);
  EXPECT_EQ(log_->count("the source is parked"), 1U);
  EXPECT_EQ(state().parked, "gone");
  run_for(kDay * 60);
  restart();
  run_for(kDay * 60);
  EXPECT_THAT(publisher.asked(), SizeIs(2));
  EXPECT_EQ(log_->count("the source is parked"), 1U);

  publisher.answers(fresh({"Two", "One"}, "ETag: \"b\"\r\n"));
  ASSERT_EQ(journal::unpark(journal_options(), "herald"), journal::Unparked::done);
  restart();
  ASSERT_TRUE(run_until_asked(publisher, 4));
  EXPECT_EQ(record().health.state, SourceHealth::State::working);
  EXPECT_EQ(items(), 2U);
}

TEST_F(Etiquette, L24_WhatTheLedgerSaysOfParkingDoesNotCountAgainstTheJournal) {
  Publisher& publisher = a_publisher(status("410 Gone"));
  watch(publisher);
  ASSERT_EQ(record().health.state, SourceHealth::State::parked);
  stop();
  ASSERT_EQ(journal::unpark(journal_options(), "herald"), journal::Unparked::done);
  start();
  ASSERT_THAT(publisher.asked(), SizeIs(1)) << "it is not polled yet";
  EXPECT_EQ(record().health.state, SourceHealth::State::unknown);
}

TEST_F(Etiquette, L25_ASingle404ChangesNothing) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n"));
  watch(publisher);
  publisher.answers(status("404 Not Found"));
  ASSERT_TRUE(run_until_asked(publisher, 2));
  EXPECT_EQ(next_gap(publisher), 60s);
}

TEST_F(Etiquette, L25_404sBackOffToADayWithinFiveAndEndAfterThirtyDaysWithOneNotice) {
  Publisher& publisher = a_publisher(status("404 Not Found"));
  watch(publisher);
  ASSERT_TRUE(run_until_asked(publisher, 6, kDay * 10));
  EXPECT_GE(gaps(publisher).at(4), kDay);
  EXPECT_EQ(trouble(), Reason::missing);
  run_for(kDay * 29 - time_.passed());
  EXPECT_EQ(state().parked, "");
  run_for(kDay * 3);
  EXPECT_EQ(state().parked, "lost");
  EXPECT_EQ(log_->count("the source is parked"), 1U);
  const std::size_t asked = publisher.asked().size();
  EXPECT_LE(asked, 40U);
  run_for(kDay * 60);
  EXPECT_EQ(publisher.asked().size(), asked);
}

TEST_F(Etiquette, L26_WhoeverRefusesUsIsAskedAgainAfterSixHoursAtTheEarliest) {
  for (const std::string line : {"401 Unauthorized", "403 Forbidden"}) {
    SCOPED_TRACE(line);
    Publisher& publisher = a_publisher(status(line));
    watch(publisher);
    ASSERT_TRUE(run_until_asked(publisher, 4, kDay * 3));
    EXPECT_THAT(gaps(publisher), Each(Ge(6h)));
    EXPECT_EQ(trouble(), Reason::refused);
    wipe();
  }
}

std::string gzip(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

TEST_F(Etiquette, L31_GzipIsReadWhetherItIsLabelledOrNot) {
  for (const std::string label : {"Content-Encoding: gzip\r\n", "Content-Encoding: x-gzip\r\n", ""}) {
    SCOPED_TRACE(label);
    watch(a_publisher(kept_answer("200 OK", label, gzip(rss({"One", "Two"})))));
    EXPECT_EQ(items(), 2U);
    wipe();
  }
}

TEST_F(Etiquette, L31_AnUnknownCodingIsAnErrorAndNoItems) {
  Publisher& publisher =
      a_publisher(kept_answer("200 OK", "ETag: \"a\"\r\nContent-Encoding: x-unknown\r\n", rss({"One"})));
  watch(publisher);
  EXPECT_EQ(trouble(), Reason::protocol);
  EXPECT_EQ(items(), 0U);
  ASSERT_TRUE(run_until_asked(publisher, 2));
  EXPECT_EQ(header_of(publisher.last(), "If-None-Match"), std::nullopt);
}

}  // namespace
}  // namespace tb::app
