// The journal against real SQLite: what is committed is there, together, in order, and stays.
#include "tenbells/journal/journal.hpp"

#include <cstdint>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes/an_item.hpp"
#include "fakes/run_until_done.hpp"
#include "fakes/temporary_folder.hpp"
#include "tenbells/async/task_group.hpp"

namespace tb::journal {
namespace {

using fakes::an_alert;
using fakes::an_item;
using fakes::kNoon;
using fakes::run_until_done;
using testing::ElementsAre;
using testing::IsEmpty;

class JournalTest : public testing::Test {
 protected:
  JournalTest() { open(); }

  void open() {
    journal_.reset();
    Result<std::unique_ptr<Journal>> opened = Journal::open({.path = folder_.path() / "state" / "journal.db"});
    ASSERT_TRUE(opened) << to_string(opened.error());
    journal_ = std::move(*opened);
  }

  Result<void> commit(Commit commit) { return run_until_done(context_, journal_->commit(std::move(commit))); }

  std::vector<std::string> waiting(const std::string& sink, std::size_t at_most = 100) {
    Result<std::vector<Queued>> queued = run_until_done(context_, journal_->waiting(sink, at_most));
    EXPECT_TRUE(queued);
    std::vector<std::string> rules;
    positions_.clear();
    for (const Queued& entry : *queued) {
      rules.push_back(alert_from_json(entry.alert)->rule.id);
      positions_.push_back(entry.position);
    }
    return rules;
  }

  static Commit with_alerts(const std::vector<std::string>& rules, const std::vector<std::string>& sinks) {
    Commit commit{.source = "herald", .state = {}, .items = {an_item()}, .alerts = {}};
    for (const std::string& rule : rules) commit.alerts.push_back({.alert = an_alert(an_item(), rule), .sinks = sinks});
    return commit;
  }

  fakes::TemporaryFolder folder_;
  asio::io_context context_;
  std::unique_ptr<Journal> journal_;
  std::vector<std::int64_t> positions_;
};

TEST_F(JournalTest, KnowsNothingOfASourceThatWasNeverCommitted) {
  const auto state = run_until_done(context_, journal_->state_of("herald"));
  ASSERT_TRUE(state);
  EXPECT_EQ(*state, std::nullopt);
}

TEST_F(JournalTest, RemembersASourcesStateAcrossARestart) {
  const SourceState state{.url = "https://herald.example/feed",
                          .etag = "W/\"a b\"",
                          .last_modified = "Tue, 24 Nov 2026 12:00:00 GMT",
                          .body_digest = "abc",
                          .baselined_at = kNoon,
                          .configured_url = "https://old.herald.example/feed",
                          .moving_to = "https://newer.herald.example/feed",
                          .moves_seen = 2,
                          .moved_to = "https://new.herald.example/feed",
                          .parked = "lost",
                          .parked_at = kNoon + std::chrono::hours{1}};
  ASSERT_TRUE(commit({.source = "herald", .state = state, .items = {}, .alerts = {}}));
  open();
  const auto back = run_until_done(context_, journal_->state_of("herald"));
  ASSERT_TRUE(back && *back);
  EXPECT_EQ(**back, state);
}

TEST_F(JournalTest, KnowsItemsAcrossARestart) {
  const Item item = an_item();
  ASSERT_TRUE(commit({.source = "herald", .state = {}, .items = {item}, .alerts = {}}));
  open();
  const auto known = run_until_done(context_, journal_->known({item.id, "another"}));
  ASSERT_TRUE(known);
  EXPECT_THAT(*known, ElementsAre(true, false));
}

TEST_F(JournalTest, QueuesAlertsForEachSinkInTheOrderOfTheCommits) {
  ASSERT_TRUE(commit(with_alerts({"first", "second"}, {"desk", "screen"})));
  ASSERT_TRUE(commit(with_alerts({"third"}, {"desk"})));
  EXPECT_THAT(waiting("desk"), ElementsAre("first", "second", "third"));
  EXPECT_THAT(waiting("screen"), ElementsAre("first", "second"));
  EXPECT_THAT(waiting("desk", 2), ElementsAre("first", "second"));
}

TEST_F(JournalTest, AnAcknowledgedAlertLeavesThatQueueAlone) {
  ASSERT_TRUE(commit(with_alerts({"first", "second"}, {"desk", "screen"})));
  waiting("desk");
  ASSERT_TRUE(run_until_done(context_, journal_->acknowledge("desk", {positions_.front()})));
  EXPECT_THAT(waiting("desk"), ElementsAre("second"));
  EXPECT_THAT(waiting("screen"), ElementsAre("first", "second"));
}

TEST_F(JournalTest, ARepeatedCommitRepeatsNothing) {
  ASSERT_TRUE(commit(with_alerts({"first"}, {"desk"})));
  waiting("desk");
  ASSERT_TRUE(run_until_done(context_, journal_->acknowledge("desk", positions_)));
  ASSERT_TRUE(commit(with_alerts({"first"}, {"desk"})));
  EXPECT_THAT(waiting("desk"), IsEmpty());
}

TEST_F(JournalTest, ABuriedAlertMakesRoomForTheNextAndIsCounted) {
  ASSERT_TRUE(commit(with_alerts({"first", "second"}, {"desk"})));
  waiting("desk");
  ASSERT_TRUE(run_until_done(context_, journal_->bury("desk", positions_.front(), "too large", kNoon)));
  EXPECT_THAT(waiting("desk"), ElementsAre("second"));
  const auto depth = run_until_done(context_, journal_->depth());
  ASSERT_TRUE(depth);
  EXPECT_EQ(depth->dead, 1U);
  EXPECT_EQ(depth->waiting.at("desk"), 1U);
}

TEST_F(JournalTest, AlertsSurviveARestartInOrder) {
  ASSERT_TRUE(commit(with_alerts({"first", "second"}, {"desk"})));
  open();
  EXPECT_THAT(waiting("desk"), ElementsAre("first", "second"));
}

asio::awaitable<void> commit_one(Journal& journal, Commit commit, int* done) {
  const Result<void> committed = co_await journal.commit(std::move(commit));
  if (committed) ++*done;
}

asio::awaitable<void> join(async::TaskGroup& group) {
  co_await group.join();
}

TEST_F(JournalTest, ManyCommitsAtOnceAreAllAnswered) {
  async::TaskGroup group(context_.get_executor());
  int done = 0;
  for (int i = 0; i < 200; ++i) {
    Commit commit = with_alerts({"rule-" + std::to_string(i)}, {"desk"});
    commit.items = {an_item().with_id(std::to_string(i))};
    group.spawn("commit", commit_one(*journal_, std::move(commit), &done));
  }
  run_until_done(context_, join(group));
  EXPECT_EQ(done, 200);
  EXPECT_EQ(waiting("desk", 500).size(), 200U);
}

}  // namespace
}  // namespace tb::journal
