// The courier between outbox and sink: order, retry, acknowledgement, and one line for each change.
#include "tenbells/sink/courier.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "fakes/a_sink.hpp"
#include "fakes/an_item.hpp"
#include "fakes/fake_time.hpp"
#include "fakes/kept_log.hpp"
#include "fakes/run_until_done.hpp"
#include "fakes/temporary_folder.hpp"
#include "tenbells/async/task_group.hpp"

namespace tb::sink {
namespace {

using fakes::run_until_done;
using testing::ElementsAre;
using namespace std::chrono_literals;

Delivery in_trouble(std::vector<Verdict> verdicts, std::optional<std::chrono::seconds> retry_after = {}) {
  return {.verdicts = std::move(verdicts),
          .reasons = {},
          .trouble = Error{.kind = ErrorKind::unavailable, .why = "away"},
          .retry_after = retry_after};
}

class CourierTest : public testing::Test {
 protected:
  CourierTest() {
    auto opened = journal::Journal::open({.path = folder_.path() / "journal.db"});
    journal_ = std::move(*opened);
    auto sink = std::make_unique<fakes::ASink>();
    sink_ = sink.get();
    const Courier::Surroundings around{.journal = *journal_, .sleeper = time_, .clock = time_, .log = log_};
    courier_ = std::make_unique<Courier>("desk", std::move(sink), context_.get_executor(), around);
  }

  void queue(const std::vector<std::string>& rules) {
    journal::Commit commit{.source = "herald", .state = {}, .items = {}, .alerts = {}};
    for (const std::string& rule : rules) {
      commit.alerts.push_back({.alert = fakes::an_alert(fakes::an_item(), rule), .sinks = {"desk"}});
    }
    ASSERT_TRUE(run_until_done(context_, journal_->commit(std::move(commit))));
  }

  // Runs the courier until its outbox is empty.
  void carry() {
    async::TaskGroup tasks(context_.get_executor());
    tasks.spawn("courier", courier_->run());
    spin_until([&] { return courier_->idle(); });
    run_until_done(context_, tasks.stop());
  }

  template <class Condition>
  void spin_until(Condition condition) {
    context_.restart();
    const auto end = std::chrono::steady_clock::now() + 20s;
    while (!condition() && std::chrono::steady_clock::now() < end) context_.run_one_for(100ms);
    EXPECT_TRUE(condition());
  }

  // Another hand in the journal's file.
  void execute(const char* sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open((folder_.path() / "journal.db").c_str(), &database), SQLITE_OK);
    sqlite3_busy_timeout(database, 5'000);
    EXPECT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
    sqlite3_close(database);
  }

  std::size_t waiting() { return run_until_done(context_, journal_->waiting("desk", 100))->size(); }

  fakes::TemporaryFolder folder_;
  asio::io_context context_;
  fakes::FakeTime time_;
  fakes::KeptLog log_;
  std::unique_ptr<journal::Journal> journal_;
  fakes::ASink* sink_ = nullptr;
  std::unique_ptr<Courier> courier_;
};

TEST_F(CourierTest, DeliversInOrderInAsManyBatchesAsItTakesAndEmptiesTheOutbox) {
  queue({"1", "2", "3", "4", "5"});
  carry();
  EXPECT_THAT(sink_->delivered, ElementsAre("1", "2", "3", "4", "5"));
  EXPECT_EQ(waiting(), 0U);
  EXPECT_EQ(courier_->health().delivered, 5U);
}

TEST_F(CourierTest, ASinkThatIsAwayGetsEverythingInOrderWhenItIsBack) {
  queue({"1", "2"});
  sink_->answers = {in_trouble({Verdict::waiting, Verdict::waiting}), in_trouble({Verdict::waiting, Verdict::waiting})};
  carry();
  EXPECT_THAT(sink_->delivered, ElementsAre("1", "2"));
  EXPECT_EQ(waiting(), 0U);
}

TEST_F(CourierTest, WhatWasDeliveredBeforeTheTroubleIsNotSentAgain) {
  queue({"1", "2"});
  sink_->answers = {in_trouble({Verdict::delivered, Verdict::waiting})};
  carry();
  EXPECT_THAT(sink_->delivered, ElementsAre("1", "2"));
}

TEST_F(CourierTest, SaysOnceThatASinkIsAwayAndOnceThatItIsBack) {
  queue({"1"});
  for (int i = 0; i < 10; ++i) sink_->answers.push_back(in_trouble({Verdict::waiting}));
  carry();
  EXPECT_EQ(log_.count("does not take alerts"), 1U);
  EXPECT_EQ(log_.count("takes alerts again"), 1U);
}

TEST_F(CourierTest, AnAlertRefusedForGoodMakesRoomAndIsReported) {
  queue({"bad", "good"});
  sink_->answers = {
      {.verdicts = {Verdict::refused, Verdict::delivered}, .reasons = {"too large"}, .trouble = {}, .retry_after = {}}};
  carry();
  EXPECT_THAT(sink_->delivered, ElementsAre("good"));
  EXPECT_EQ(waiting(), 0U);
  EXPECT_EQ(run_until_done(context_, journal_->depth())->dead, 1U);
  EXPECT_EQ(log_.count("reason=too large"), 1U);
}

TEST_F(CourierTest, WaitsAsLongAsTheTargetAsks) {
  queue({"1"});
  sink_->answers = {in_trouble({Verdict::waiting}, 3600s)};
  carry();
  ASSERT_FALSE(time_.slept().empty());
  EXPECT_GE(time_.slept().front(), 3600s);
}

TEST_F(CourierTest, OtherTroubleThanBeforeIsAnotherLine) {
  queue({"1"});
  Delivery not_allowed = in_trouble({Verdict::waiting});
  not_allowed.trouble->kind = ErrorKind::refused;
  sink_->answers = {in_trouble({Verdict::waiting}), in_trouble({Verdict::waiting}), not_allowed, not_allowed};
  carry();
  EXPECT_EQ(log_.count("does not take alerts"), 2U);
}

// What was delivered must not go out again because the journal could not note it.
TEST_F(CourierTest, WhatCouldNotBeNotedIsNotDeliveredAgain) {
  queue({"1", "2"});
  execute("CREATE TRIGGER stuck BEFORE DELETE ON outbox BEGIN SELECT RAISE(ABORT, 'stuck'); END");
  async::TaskGroup tasks(context_.get_executor());
  tasks.spawn("courier", courier_->run());
  spin_until([&] { return time_.slept().size() >= 5; });
  EXPECT_THAT(sink_->delivered, ElementsAre("1", "2"));
  execute("DROP TRIGGER stuck");
  spin_until([&] { return courier_->idle(); });
  run_until_done(context_, tasks.stop());
  EXPECT_THAT(sink_->delivered, ElementsAre("1", "2"));
  EXPECT_EQ(waiting(), 0U);
}

TEST_F(CourierTest, AStoredAlertThatCannotBeReadMakesRoomForTheNext) {
  queue({"broken", "good"});
  execute("UPDATE alert SET json = '{' WHERE rule = 'broken'");
  carry();
  EXPECT_THAT(sink_->delivered, ElementsAre("good"));
  EXPECT_EQ(run_until_done(context_, journal_->depth())->dead, 1U);
}

TEST(RetryWait, DoublesUpToAMinute) {
  EXPECT_EQ(retry_wait(1, {}, 0), 1s);
  EXPECT_EQ(retry_wait(2, {}, 0), 2s);
  EXPECT_EQ(retry_wait(5, {}, 0), 16s);
  EXPECT_EQ(retry_wait(2'000'000'000, {}, 0), 60s);
}

TEST(RetryWait, ADateInTheYear9999MeansADay) {
  EXPECT_EQ(retry_wait(1, 251'000'000'000s, 0), 24h);
}

TEST(RetryWait, IsNeverShorterThanAsked) {
  EXPECT_EQ(retry_wait(1, 90s, 0), 90s);
}

}  // namespace
}  // namespace tb::sink
