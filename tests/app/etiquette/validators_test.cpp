// Lines 1 to 8 and 37: what a server gives to ask "has it changed?" with goes back as it came, and only as it came.
#include "etiquette.hpp"

namespace tb::app {
namespace {

TEST_F(Etiquette, L01_AnETagIsSentBackByteForByte) {
  for (const std::string etag : {"\"abc\"", "W/\"a b\"", "unquoted", "\"\"", "\"caf\xE9\""}) {
    SCOPED_TRACE(etag);
    Publisher& publisher = a_publisher(fresh({"One"}, "ETag: " + etag + "\r\n"));
    watch(publisher);
    ASSERT_TRUE(run_until_asked(publisher, 2));
    EXPECT_EQ(header_of(publisher.asked().at(0).request, "If-None-Match"), std::nullopt);
    EXPECT_EQ(header_of(publisher.asked().at(1).request, "If-None-Match"), etag);
    EXPECT_EQ(header_of(publisher.asked().at(1).request, "If-Modified-Since"), std::nullopt);
    wipe();
  }
}

TEST_F(Etiquette, L02_ALastModifiedIsSentBackByteForByteHoweverOdd) {
  for (const std::string date : {"Tue, 24 Nov 2026 11:00:00 GMT", "2026-11-24T11:00:00Z", "yesterday", "0"}) {
    SCOPED_TRACE(date);
    Publisher& publisher = a_publisher(fresh({"One"}, "Last-Modified: " + date + "\r\n"));
    watch(publisher);
    ASSERT_TRUE(run_until_asked(publisher, 2));
    EXPECT_EQ(header_of(publisher.asked().at(0).request, "If-Modified-Since"), std::nullopt);
    EXPECT_EQ(header_of(publisher.last(), "If-Modified-Since"), date);
    EXPECT_EQ(header_of(publisher.last(), "If-None-Match"), std::nullopt);
    wipe();
  }
}

TEST_F(Etiquette, L03_OfBothBothAreSentBack) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\nLast-Modified: then\r\n"));
  watch(publisher);
  ASSERT_TRUE(run_until_asked(publisher, 2));
  EXPECT_EQ(header_of(publisher.last(), "If-None-Match"), "\"a\"");
  EXPECT_EQ(header_of(publisher.last(), "If-Modified-Since"), "then");
}

TEST_F(Etiquette, L03_WithoutEitherNeitherIsSentAndTheSourceIsAskedOnceADay) {
  Publisher& publisher = a_publisher(fresh({"One"}));
  configure({"{feed: '" + publisher.url() + "', id: herald}"});
  start();
  ASSERT_TRUE(run_until_asked(publisher, 3, 96h));
  EXPECT_THAT(gaps(publisher), Each(Ge(24h)));
  EXPECT_EQ(header_of(publisher.last(), "If-None-Match"), std::nullopt);
  EXPECT_EQ(header_of(publisher.last(), "If-Modified-Since"), std::nullopt);
  EXPECT_EQ(record().standing.due_by, schedule::Rule::unconditional);
  EXPECT_EQ(log_->count("costs the publisher the whole document"), 0U);
}

TEST_F(Etiquette, L03_WhereTheOwnerHasWrittenAnIntervalItHoldsAndOneWarningSaysWhatItCosts) {
  Publisher& publisher = a_publisher(fresh({"One"}));
  watch(publisher);
  ASSERT_TRUE(run_until_asked(publisher, 5));
  EXPECT_THAT(gaps(publisher), Each(60s));
  EXPECT_EQ(log_->count("costs the publisher the whole document"), 1U);
}

TEST_F(Etiquette, L03_WhoeverGivesValidatorsOrAPromiseIsNotComplainedOf) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n"));
  Publisher& promising = a_publisher(fresh({"One"}, "Cache-Control: max-age=60\r\n"));
  configure({"{feed: '" + publisher.url() + "', id: herald, every: 60s}",
             "{feed: '" + promising.url() + "', id: tribune, every: 60s}"});
  start();
  run_for(10min);
  EXPECT_EQ(log_->count("costs the publisher the whole document"), 0U);
}

TEST_F(Etiquette, L04_ValidatorsThatChangeAreUsedAtOnce) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\nLast-Modified: first\r\n"));
  watch(publisher);
  publisher.answers(fresh({"Two", "One"}, "ETag: \"b\"\r\nLast-Modified: second\r\n"));
  ASSERT_TRUE(run_until_asked(publisher, 3));
  EXPECT_EQ(header_of(publisher.last(), "If-None-Match"), "\"b\"");
  EXPECT_EQ(header_of(publisher.last(), "If-Modified-Since"), "second");
}

TEST_F(Etiquette, L04_ValidatorsThatANewerAnswerDoesNotGiveAreDropped) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\nLast-Modified: first\r\n"));
  watch(publisher);
  publisher.answers(fresh({"One"}, "Last-Modified: second\r\n"));
  ASSERT_TRUE(run_until_asked(publisher, 3));
  EXPECT_EQ(header_of(publisher.last(), "If-None-Match"), std::nullopt);
  EXPECT_EQ(header_of(publisher.last(), "If-Modified-Since"), "second");
}

TEST_F(Etiquette, L05_TheValidatorsOfADocumentThatCannotBeReadAreNotKept) {
  Publisher& publisher = a_publisher(kept_answer("200 OK", "ETag: \"login\"\r\n", "<html><p>Log in</p></html>"));
  watch(publisher);
  ASSERT_TRUE(run_until_asked(publisher, 2));
  EXPECT_EQ(header_of(publisher.last(), "If-None-Match"), std::nullopt);
  publisher.answers(fresh({"One"}, "ETag: \"a\"\r\n"));
  ASSERT_TRUE(run_until_asked(publisher, 4));
  EXPECT_EQ(header_of(publisher.last(), "If-None-Match"), "\"a\"");
  EXPECT_EQ(items(), 1U);
}

TEST_F(Etiquette, L05_OneUnreadableDocumentDoesNotCostTheValidatorsOfTheLastGoodOne) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n"));
  watch(publisher);
  publisher.answers(kept_answer("200 OK", "ETag: \"login\"\r\n", "<html><p>Log in</p></html>"));
  ASSERT_TRUE(run_until_asked(publisher, 3));
  EXPECT_EQ(header_of(publisher.last(), "If-None-Match"), "\"a\"");
}

// What a kill -9 leaves is what is on the disk at that moment: it is copied while the second document is on its way.
TEST_F(Etiquette, L06_AfterACrashBetweenAnAnswerAndItsCommitTheOlderValidatorsAskForTheNewsAgain) {
  const auto kept = folder_.path() / "journal.db";
  const auto copy = folder_.path() / "at-the-crash";
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n"));
  watch(publisher);
  publisher.answers_by([&](const std::string&) {
    std::filesystem::create_directory(copy);
    for (const char* part : {"", "-wal", "-shm", ".polls"}) {
      std::error_code none_there;
      std::filesystem::copy_file(kept.string() + part, copy / ("journal.db" + std::string(part)),
                                 std::filesystem::copy_options::overwrite_existing, none_there);
    }
    return fresh({"Two", "One"}, "ETag: \"b\"\r\n");
  });
  ASSERT_TRUE(run_until_asked(publisher, 2));
  EXPECT_EQ(items(), 2U);
  stop();
  for (const char* part : {"", "-wal", "-shm", ".polls"}) std::filesystem::remove(kept.string() + part);
  for (const auto& file : std::filesystem::directory_iterator(copy)) {
    std::filesystem::copy_file(file.path(), folder_.path() / file.path().filename());
  }
  publisher.answers_by(conditional("\"b\"", fresh({"Two", "One"}, "ETag: \"b\"\r\n")));
  start();
  ASSERT_TRUE(run_until_asked(publisher, 3));
  EXPECT_EQ(header_of(publisher.last(), "If-None-Match"), "\"a\"");
  EXPECT_EQ(items(), 2U) << "the item that the crash has swallowed is found again";
}

TEST_F(Etiquette, L07_A304IsASuccessThatRefreshesWhatItCarries) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n"));
  watch(publisher);
  publisher.answers(not_modified("ETag: \"b\"\r\nCache-Control: max-age=600\r\n"));
  ASSERT_TRUE(run_until_asked(publisher, 3));
  EXPECT_EQ(gaps(publisher), (std::vector<seconds>{60s, 601s}));
  EXPECT_EQ(header_of(publisher.last(), "If-None-Match"), "\"b\"");
  EXPECT_EQ(record().health.last.outcome, Outcome::not_modified);
  EXPECT_EQ(record().health.failures, 0U);
  EXPECT_EQ(items(), 1U);
}

TEST_F(Etiquette, L08_A304ThatNobodyAskedForIsAnErrorAndTheWholeIsAskedForNext) {
  Publisher& publisher = a_publisher(not_modified("ETag: \"odd\"\r\n"));
  watch(publisher);
  EXPECT_EQ(trouble(), schedule::Reason::protocol);
  EXPECT_EQ(log_->count("304 to an unconditional request"), 1U);
  publisher.answers(fresh({"One"}));
  ASSERT_TRUE(run_until_asked(publisher, 2));
  EXPECT_EQ(header_of(publisher.last(), "If-None-Match"), std::nullopt);
  EXPECT_EQ(items(), 1U);
}

TEST_F(Etiquette, L08_ABodyBehindA304IsNotTakenForTheNextAnswer) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n"));
  watch(publisher);
  const std::string forged = kept_answer("200 OK", "", rss({"Forged"}));
  publisher.answers("HTTP/1.1 304 Not Modified\r\nContent-Length: " + std::to_string(forged.size()) + "\r\n\r\n" +
                    forged);
  ASSERT_TRUE(run_until_asked(publisher, 2));
  publisher.answers(fresh({"Two", "One"}, "ETag: \"b\"\r\n"));
  ASSERT_TRUE(run_until_asked(publisher, 4));
  EXPECT_EQ(items(), 2U);
  EXPECT_EQ(record().health.state, SourceHealth::State::working);
}

TEST_F(Etiquette, L37_ADeltaIsAcceptedOnlyBesideAnETag) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n"));
  Publisher& dated = a_publisher(fresh({"One"}, "Last-Modified: then\r\n"));
  configure({"{feed: '" + publisher.url() + "', id: herald, every: 60s}",
             "{feed: '" + dated.url() + "', id: tribune, every: 60s}"});
  start();
  ASSERT_TRUE(run_until([&] { return publisher.asked().size() == 2 && dated.asked().size() == 2; }));
  EXPECT_EQ(header_of(publisher.asked().at(0).request, "A-IM"), std::nullopt);
  EXPECT_THAT(header_of(publisher.asked().at(1).request, "A-IM").value_or(""), HasSubstr("feed"));
  EXPECT_EQ(header_of(dated.last(), "A-IM"), std::nullopt);
}

TEST_F(Etiquette, L37_A226BringsWhatIsNewAndWhatItLacksIsNeitherLostNorGone) {
  const std::string complete = "<fh:complete/>";
  Publisher& publisher = a_publisher(fresh({"Two", "One"}, "ETag: \"a\"\r\n", complete));
  watch(publisher);
  publisher.answers(kept_answer("226 IM Used", "IM: feed\r\nETag: \"b\"\r\n", rss({"Three"}, complete)));
  ASSERT_TRUE(run_until_asked(publisher, 2));
  EXPECT_EQ(items(), 3U);
  EXPECT_EQ(log_->count("removed by the publisher"), 0U);
  EXPECT_EQ(record().standing.overflows, 0U);
  publisher.answers(not_modified());
  ASSERT_TRUE(run_until_asked(publisher, 3));
  EXPECT_EQ(header_of(publisher.last(), "If-None-Match"), "\"b\"");
}

TEST_F(Etiquette, L37_A226ThatDoesNotSayWhatItIsOrThatNobodyAskedForIsAnError) {
  Publisher& publisher = a_publisher(fresh({"One"}, "ETag: \"a\"\r\n"));
  Publisher& unasked = a_publisher(kept_answer("226 IM Used", "IM: feed\r\n", rss({"Three"})));
  configure({"{feed: '" + publisher.url() + "', id: herald, every: 60s}",
             "{feed: '" + unasked.url() + "', id: tribune, every: 60s}"});
  start();
  run_for(1s);
  publisher.answers(kept_answer("226 IM Used", "ETag: \"b\"\r\n", rss({"Three"})));
  ASSERT_TRUE(run_until_asked(publisher, 3));
  EXPECT_EQ(trouble(), schedule::Reason::protocol);
  EXPECT_EQ(items(), 1U);
  EXPECT_EQ(header_of(publisher.last(), "If-None-Match"), "\"a\"");
  EXPECT_EQ(trouble("tribune"), schedule::Reason::protocol);
  EXPECT_EQ(items("tribune"), 0U);
}

}  // namespace
}  // namespace tb::app
