// `tenbells sources` as a whole: a configuration, a journal and a ledger on the disk, no daemon.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

#include "app/commands.hpp"
#include "app/source_record.hpp"
#include "fakes/an_item.hpp"
#include "fakes/run_until_done.hpp"
#include "fakes/temporary_folder.hpp"
#include "tenbells/journal/journal.hpp"
#include "tenbells/journal/poll_ledger.hpp"

namespace tb::app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class SourcesCommand : public testing::Test {
 protected:
  struct Run {
    int exit_code = 0;
    std::string out;
    std::string errors;
  };

  template <class Command>
  static Run run(Command command) {
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int exit_code = command();
    return {exit_code, testing::internal::GetCapturedStdout(), testing::internal::GetCapturedStderr()};
  }

  Run list(const SourcesChoice& choice = {}, Output output = Output::text) {
    return run([&] { return sources_command(configuration_, choice, output); });
  }
  Run unpark(const std::string& id) {
    return run([&] { return sources_unpark_command(configuration_, id); });
  }

  // As a daemon leaves it: herald works, tribune is parked, courier was never polled.
  void leave_what_a_daemon_leaves() {
    const journal::Options options{.path = folder_.path() / "journal.db"};
    auto journal = journal::Journal::open(options);
    ASSERT_TRUE(journal);
    boost::asio::io_context context;
    const SourceState parked{.parked = "gone", .parked_at = fakes::kNoon};
    ASSERT_TRUE(fakes::run_until_done(context, (*journal)->commit({.source = "herald"})));
    ASSERT_TRUE(fakes::run_until_done(context, (*journal)->commit({.source = "tribune", .state = parked})));
    auto opened = journal::PollLedger::open(journal::ledger_path(options), journal::Opening::write);
    ASSERT_TRUE(opened);
    SourceRecord record;
    record.health.state = SourceHealth::State::working;
    record.health.polls = 1;
    record.health.last.outcome = Outcome::not_modified;
    ASSERT_TRUE(opened->ledger->put("herald", to_text(record)));
    record.health.state = SourceHealth::State::parked;
    ASSERT_TRUE(opened->ledger->put("tribune", to_text(record)));
  }

  fakes::TemporaryFolder folder_;
  std::filesystem::path configuration_ = folder_.write("tenbells.yaml",
                                                       "sources:\n"
                                                       "  - {id: herald, feed: 'https://herald.example/feed'}\n"
                                                       "  - {id: tribune, feed: 'https://tribune.example/feed'}\n"
                                                       "  - {id: courier, feed: 'https://courier.example/feed'}\n"
                                                       "rules: [rules.yaml]\n"
                                                       "journal: {path: journal.db}\n");
  std::filesystem::path rules_ =
      folder_.write("rules.yaml", "rules: [{id: strait, title: The strait, match: strait}]\n");
};

TEST_F(SourcesCommand, WithoutALedgerSaysThatTheDaemonHasNotRunAndCreatesNothing) {
  const Run ran = list();
  EXPECT_EQ(ran.exit_code, kExitUnavailable);
  EXPECT_THAT(ran.errors, AllOf(HasSubstr("the daemon has not run"), HasSubstr("journal.db.polls")));
  EXPECT_EQ(ran.out, "");
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "journal.db"));
}

TEST_F(SourcesCommand, ListsTheSourcesInTheOrderOfTheConfiguration) {
  leave_what_a_daemon_leaves();
  const Run ran = list();
  EXPECT_EQ(ran.exit_code, kExitOk) << ran.errors;
  EXPECT_LT(ran.out.find("herald"), ran.out.find("tribune"));
  EXPECT_LT(ran.out.find("tribune"), ran.out.find("courier"));
  EXPECT_THAT(ran.out, AllOf(HasSubstr("3 sources, 1 working, 1 parked, 1 unknown"), Not(HasSubstr("\x1b"))));
}

TEST_F(SourcesCommand, ShowsThoseThatAreNamedOrInTrouble) {
  leave_what_a_daemon_leaves();
  EXPECT_THAT(list({.ids = {"courier"}}).out, HasSubstr("1 source, 1 unknown"));
  EXPECT_THAT(list({.shown = ShownSources::failing}).out, HasSubstr("1 source, 1 parked"));
  EXPECT_THAT(list({.ids = {"tribune"}}, Output::json).out, StartsWith(R"([{"id":"tribune")"));
}

TEST_F(SourcesCommand, WhereNoneIsInTroubleSaysSo) {
  leave_what_a_daemon_leaves();
  const Run ran = list({.ids = {"herald"}, .shown = ShownSources::failing});
  EXPECT_EQ(ran.out, "no source fails, is stale or parked\n");
  EXPECT_EQ(list({.ids = {"herald"}, .shown = ShownSources::failing}, Output::json).out, "[]\n");
}

TEST_F(SourcesCommand, ToldOfAnUnknownSourceEndsAsAWrongCommandLine) {
  leave_what_a_daemon_leaves();
  const Run ran = list({.ids = {"herald", "nobody"}});
  EXPECT_EQ(ran.exit_code, kExitUsage);
  EXPECT_THAT(ran.errors, HasSubstr("no source \"nobody\""));
  EXPECT_EQ(unpark("nobody").exit_code, kExitUsage);
}

TEST_F(SourcesCommand, WithAWrongConfigurationTellsWhatIsWrong) {
  folder_.write("tenbells.yaml", "sources: 7\n");
  const Run ran = list();
  EXPECT_EQ(ran.exit_code, kExitConfiguration);
  EXPECT_THAT(ran.errors, HasSubstr("tenbells.yaml:1"));
}

TEST_F(SourcesCommand, LetsAParkedSourceGoOnce) {
  leave_what_a_daemon_leaves();
  const Run ran = unpark("tribune");
  EXPECT_EQ(ran.exit_code, kExitOk) << ran.errors;
  EXPECT_THAT(ran.out, HasSubstr("at a reload"));
  EXPECT_EQ(unpark("tribune").exit_code, kExitWrong);
  EXPECT_EQ(unpark("courier").exit_code, kExitWrong);
  EXPECT_THAT(list({.ids = {"tribune"}}).out, HasSubstr("after a reload"));
}

TEST_F(SourcesCommand, ExplainsOneSource) {
  leave_what_a_daemon_leaves();
  const Run ran = run([&] { return sources_explain_command(configuration_, "tribune", Signs::ascii, Output::text); });
  EXPECT_EQ(ran.exit_code, kExitOk) << ran.errors;
  EXPECT_THAT(ran.out, StartsWith("tribune: not polled any more since 2026-11-24 12:00:00 UTC"));
}

}  // namespace
}  // namespace tb::app
