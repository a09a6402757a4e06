// Lines 9 to 13, 27 to 29, 34 and 46: what a publisher says about asking again stretches the interval, never shortens
// it, and can be looked up.
#include <fstream>

#include "etiquette.hpp"

namespace tb::app {
namespace {

using schedule::Rule;

TEST_F(Etiquette, L09_MaxAgeMinusAgeIsNotPolledBefore) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\nCache-Control: max-age=600\r\nAge: 100\r\n"));
  watch(publisher);
  EXPECT_EQ(next_gap(publisher), 501s) << "a second after the cache expires";
  EXPECT_EQ(record().standing.due_by, Rule::cache);
}

TEST_F(Etiquette, L09_WhoeverIgnoresFreshnessHasSaidSoAndItIsShown) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\nCache-Control: max-age=600\r\n"));
  watch(publisher, ", ignore_freshness: true");
  EXPECT_EQ(next_gap(publisher), 60s);
  EXPECT_THAT(record().ignored, ElementsAre(Rule::cache));
  EXPECT_THAT(explanation(), HasSubstr("not followed"));
}

TEST_F(Etiquette, L10_ExpiresIsHonouredByTheServersOwnClock) {
  // The server's clock is a day ahead of ours.
  Publisher& publisher = a_publisher(fresh({"One"},
                                           "ETag: \"a\"\r\nDate: Wed, 25 Nov 2026 12:00:00 GMT\r\n"
                                           "Expires: Wed, 25 Nov 2026 12:10:00 GMT\r\n"));
  watch(publisher);
  EXPECT_EQ(next_gap(publisher), 601s);
}

TEST_F(Etiquette, L10_MaxAgeWinsOverExpires) {
  Publisher& publisher = a_publisher(fresh({"One"},
                                           "ETag: \"a\"\r\nCache-Control: max-age=120\r\n"
                                           "Date: Tue, 24 Nov 2026 12:00:00 GMT\r\n"
                                           "Expires: Tue, 24 Nov 2026 18:00:00 GMT\r\n"));
  watch(publisher);
  EXPECT_EQ(next_gap(publisher), 121s);
}

TEST_F(Etiquette, L10_WhoeverWantsToBeAskedEachTimeIsAskedAtTheIntervalAndConditionally) {
  for (const std::string header : {"Expires: 0", "Cache-Control: no-cache", "Cache-Control: max-age=0"}) {
    SCOPED_TRACE(header);
    Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n" + header + "\r\n"));
    watch(publisher);
    EXPECT_EQ(next_gap(publisher), 60s);
    EXPECT_EQ(header_of(publisher.last(), "If-None-Match"), "\"a\"");
    wipe();
  }
}

TEST_F(Etiquette, L11_NothingOfANoStoreDocumentButItsItemsIsKeptAndItsValidatorsServe) {
  const std::string comment = "<!-- onlyinthebody -->";
  Publisher& publisher = a_publisher(fresh({"A headline"}, "ETag: \"a\"\r\nCache-Control: no-store\r\n", comment));
  watch(publisher);
  EXPECT_EQ(next_gap(publisher), 60s);
  EXPECT_EQ(header_of(publisher.last(), "If-None-Match"), "\"a\"");
  stop();
  std::string disk;
  for (const auto& file : std::filesystem::directory_iterator(folder_.path())) {
    std::ifstream in(file.path(), std::ios::binary);
    disk.append(std::istreambuf_iterator<char>(in), {});
  }
  EXPECT_THAT(disk, HasSubstr("A headline")) << "else this test looks in the wrong place";
  EXPECT_EQ(disk.find("onlyinthebody"), std::string::npos);
}

TEST_F(Etiquette, L12_APromiseOfAYearCountsAsADayAndTheClampIsShown) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\nCache-Control: max-age=31536000\r\n"));
  watch(publisher);
  EXPECT_THAT(explanation(), HasSubstr("it asked for more than our ceiling"));
  EXPECT_EQ(next_gap(publisher), 24h + 1s);
}

TEST_F(Etiquette, L13_StaleIfErrorExcusesFailuresUntilItHasPassed) {
  Publisher& publisher =
      a_publisher(fresh({"One"}, "ETag: \"a\"\r\nCache-Control: max-age=60, stale-if-error=3600\r\n"));
  watch(publisher);
  publisher.answers(status("500 Internal Server Error"));
  run_for(3600s);
  EXPECT_GT(record().health.failures, 3U);
  EXPECT_EQ(record().health.state, SourceHealth::State::working);
  EXPECT_EQ(log_->count("the source fails"), 0U);
  run_for(3h);
  EXPECT_EQ(record().health.state, SourceHealth::State::failing);
  EXPECT_EQ(log_->count("the source fails"), 1U);
}

TEST_F(Etiquette, L13_AnExcusedFailureThatEndsInTimeIsNeverSpokenOf) {
  Publisher& publisher =
      a_publisher(fresh({"One"}, "ETag: \"a\"\r\nCache-Control: max-age=60, stale-if-error=3600\r\n"));
  watch(publisher);
  publisher.answers(status("502 Bad Gateway"));
  run_for(20min);
  publisher.answers(fresh({"One"}, "ETag: \"b\"\r\n"));
  run_for(2h);
  EXPECT_EQ(log_->count("the source fails"), 0U);
  EXPECT_EQ(log_->count("works again"), 0U);
  EXPECT_EQ(record().health.state, SourceHealth::State::working);
}

TEST_F(Etiquette, L27_ATtlIsNotPolledBefore) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n", "<ttl>120</ttl>"));
  watch(publisher);
  EXPECT_EQ(next_gap(publisher), 120min);
  EXPECT_EQ(record().standing.due_by, Rule::ttl);
}

TEST_F(Etiquette, L27_AnAbsurdTtlIsIgnoredOrClamped) {
  const std::map<std::string, seconds> cases{{"0", 60s}, {"-5", 60s}, {"soon", 60s}, {"99999999", 168h}};
  for (const auto& [ttl, want] : cases) {
    SCOPED_TRACE(ttl);
    Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n", "<ttl>" + ttl + "</ttl>"));
    watch(publisher);
    EXPECT_EQ(next_gap(publisher, 400h), want);
    wipe();
  }
}

// It is Tuesday, 12:00 GMT.
TEST_F(Etiquette, L28_SkippedHoursAreNotPolled) {
  std::string hours;
  for (const int hour : {12, 13, 14, 16}) hours += "<hour>" + std::to_string(hour) + "</hour>";
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n", "<skipHours>" + hours + "</skipHours>"));
  watch(publisher);
  EXPECT_EQ(std::chrono::round<std::chrono::minutes>(next_gap(publisher)), 3h);
  EXPECT_EQ(record().standing.due_by, Rule::every) << "at 15:00 it is free again";
  run_for(3h);
  for (const auto& asked : publisher.asked()) {
    const auto hour = 12 + std::chrono::floor<std::chrono::hours>(asked.at).count();
    EXPECT_TRUE(asked.at < 1s || hour == 15 || hour == 17 || hour == 18) << hour;
  }
}

TEST_F(Etiquette, L28_SkippedDaysAreNotPolled) {
  Publisher& publisher =
      a_publisher(fresh({"One"}, "ETag: \"a\"\r\n", "<skipDays><day>Tuesday</day><day>Wednesday</day></skipDays>"));
  watch(publisher);
  EXPECT_EQ(record().standing.due_by, Rule::skip_days);
  EXPECT_EQ(std::chrono::round<std::chrono::minutes>(next_gap(publisher)), 36h);
}

TEST_F(Etiquette, L28_AllHoursOrDaysAreNoneAndOneWarningSaysSo) {
  std::string hours;
  for (int hour = 0; hour < 24; ++hour) hours += "<hour>" + std::to_string(hour) + "</hour>";
  std::string days;
  for (const char* day : {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}) {
    days += "<day>" + std::string(day) + "</day>";
  }
  Publisher& publisher = a_publisher(
      fresh({"One"}, "ETag: \"a\"\r\n", "<skipHours>" + hours + "</skipHours><skipDays>" + days + "</skipDays>"));
  watch(publisher);
  ASSERT_TRUE(run_until_asked(publisher, 4));
  EXPECT_THAT(gaps(publisher), Each(60s));
  EXPECT_EQ(log_->count("not followed"), 1U);
  EXPECT_EQ(log_->count("skip_hours skip_days"), 1U);
}

TEST_F(Etiquette, L29_AnUpdatePeriodIsNotPolledBefore) {
  Publisher& publisher =
      a_publisher(fresh({"One"}, "ETag: \"a\"\r\n",
                        "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>"));
  watch(publisher);
  EXPECT_EQ(next_gap(publisher), 30min);
  EXPECT_EQ(record().standing.due_by, Rule::update_period);
}

TEST_F(Etiquette, L29_AnUnknownPeriodIsIgnored) {
  Publisher& publisher =
      a_publisher(fresh({"One"}, "ETag: \"a\"\r\n", "<sy:updatePeriod>fortnightly</sy:updatePeriod>"));
  watch(publisher);
  EXPECT_EQ(next_gap(publisher), 60s);
}

TEST_F(Etiquette, L34_ChanceLengthensWaitsByATenthAtMostAndShortensNone) {
  Publisher& publisher = a_publisher(conditional("\"a\"", fresh({"One"}, "ETag: \"a\"\r\n")));
  configure({"{feed: '" + publisher.url() + "', id: herald, every: 60s}"}, "defaults: {allow_private: true}\n");
  start();
  ASSERT_TRUE(run_until_asked(publisher, 100));
  std::vector<std::chrono::nanoseconds> waits;
  for (std::size_t i = 1; i < 100; ++i) waits.push_back(publisher.asked()[i].at - publisher.asked()[i - 1].at);
  EXPECT_THAT(waits, Each(testing::AllOf(Ge(60s), Le(66s))));
  EXPECT_GT(*std::ranges::max_element(waits) - *std::ranges::min_element(waits), 3s);
}

TEST_F(Etiquette, L34_ChanceShortensNoPromise) {
  Publisher& publisher = a_publisher(conditional(
      "\"a\"", fresh({"One"}, "ETag: \"a\"\r\nCache-Control: max-age=300\r\n"), "Cache-Control: max-age=300\r\n"));
  configure({"{feed: '" + publisher.url() + "', id: herald, every: 60s}"}, "defaults: {allow_private: true}\n");
  start();
  ASSERT_TRUE(run_until_asked(publisher, 50));
  EXPECT_THAT(gaps(publisher), Each(testing::AllOf(Ge(300s), Le(310s))));
}

struct Question {
  std::string name;
  std::string answer;
  std::string want;
};

TEST_F(Etiquette, L46_ExplainNamesTheRuleThatBindsAndTheNextTime) {
  const std::vector<Question> questions{
      {"max-age", fresh({"One"}, "ETag: \"a\"\r\nCache-Control: max-age=600\r\n"), "cache"},
      {"ttl", fresh({"One"}, "ETag: \"a\"\r\n", "<ttl>30</ttl>"), "ttl"},
      {"skipHours", fresh({"One"}, "ETag: \"a\"\r\n", "<skipHours><hour>12</hour></skipHours>"), "skip_hours"},
      {"Retry-After", status("429 Too Many Requests", "Retry-After: 500\r\n"), "retry_after"},
      {"403", status("403 Forbidden"), "refused"},
      {"back-off", status("500 Internal Server Error"), "back_off"},
      {"interval", fresh({"One"}, "ETag: \"a\"\r\n"), "every"},
  };
  for (const Question& question : questions) {
    SCOPED_TRACE(question.name);
    watch(a_publisher(question.answer));
    const std::string said = explanation();
    EXPECT_THAT(said, HasSubstr("herald: not polled before 2026-11-24 1"));
    EXPECT_THAT(said, HasSubstr("): " + question.want + ": "));
    EXPECT_THAT(said, HasSubstr("> " + question.want));
    wipe();
  }
}

TEST_F(Etiquette, L46_ExplainNamesTheOriginsQueue) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n"));
  configure({"{feed: '" + publisher.url("/a") + "', id: herald, every: 60s}",
             "{feed: '" + publisher.url("/b") + "', id: tribune, every: 60s}"},
            "polling: {origin: {spacing: 30s}}\n");
  start();
  ASSERT_TRUE(run_until([&] { return publisher.asked().size() == 1; }));
  const bool herald_waits = publisher.moments("/a").empty();
  run_for(5s);
  EXPECT_THAT(explanation(herald_waits ? "herald" : "tribune"), HasSubstr("waits for its turn at its origin"));
}

}  // namespace
}  // namespace tb::app
