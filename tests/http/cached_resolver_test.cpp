// The memory of names: what is asked again and when, who waits for whom, and what a dead DNS costs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "fakes/scripted_resolver.hpp"
#include "fakes/virtual_time.hpp"
#include "tenbells/async/task_group.hpp"
#include "tenbells/http/resolver.hpp"

namespace tb::http {
namespace {

using namespace std::chrono_literals;
using fakes::ScriptedResolver;
using testing::ElementsAre;
using testing::SizeIs;

const auto kOne = ScriptedResolver::addresses({"192.0.2.1"});
const auto kTwo = ScriptedResolver::addresses({"192.0.2.2"});
const auto kNoSuchName = ScriptedResolver::failure(ErrorKind::unavailable, "Name or service not known");
const auto kTimeout = ScriptedResolver::failure(ErrorKind::timeout, "no answer after 5000 ms");

class CachedResolverTest : public testing::Test {
 protected:
  void TearDown() override {
    tasks_.cancel();
    fakes::run_ready(context_);
  }

  void dns_answers(std::vector<ScriptedResolver::Answer> answers, DnsMemory memory = {}) {
    dns_ = std::make_unique<ScriptedResolver>(std::move(answers));
    resolver_ = std::make_unique<CachedResolver>(*dns_, time_, memory);
  }

  // Asks, and gives the answer if there is one at once: the first address, or the reason.
  std::string ask(const std::string& host = "herald.example") {
    start(tasks_, "asker", host);
    fakes::run_ready(context_);
    return answers_["asker"];
  }
  void start(async::TaskGroup& tasks, const std::string& who, const std::string& host = "herald.example",
             std::chrono::milliseconds limit = 5s) {
    answers_.erase(who);
    tasks.spawn(who, asking(who, host, limit));
  }
  asio::awaitable<void> asking(std::string who, std::string host, std::chrono::milliseconds limit) {
    const auto answer = co_await resolver_->resolve(std::move(host), limit);
    if (answer) {
      answers_[who] = answer->empty() ? "nothing" : answer->front().to_string();
      sizes_[who] = answer->size();
    } else {
      answers_[who] = std::string(to_string(answer.error().kind));
    }
  }

  asio::io_context context_;
  fakes::VirtualTime time_;
  std::unique_ptr<ScriptedResolver> dns_;
  std::unique_ptr<CachedResolver> resolver_;
  async::TaskGroup tasks_{context_.get_executor()};
  std::map<std::string, std::string> answers_;
  std::map<std::string, std::size_t> sizes_;
};

TEST_F(CachedResolverTest, AnAnswerServesForAMinute) {
  dns_answers({kOne, kTwo});
  EXPECT_EQ(ask(), "192.0.2.1");
  time_.advance(60s - 1ms);
  EXPECT_EQ(ask(), "192.0.2.1");
  EXPECT_THAT(dns_->asked(), SizeIs(1));
  time_.advance(1ms);
  EXPECT_EQ(ask(), "192.0.2.2");
  EXPECT_THAT(dns_->asked(), SizeIs(2));
}

TEST_F(CachedResolverTest, ANameThatFailedIsAskedAgainAfterTenSeconds) {
  dns_answers({kNoSuchName, kOne});
  EXPECT_EQ(ask(), "unavailable");
  time_.advance(10s - 1ms);
  EXPECT_EQ(ask(), "unavailable");
  EXPECT_THAT(dns_->asked(), SizeIs(1));
  time_.advance(1ms);
  EXPECT_EQ(ask(), "192.0.2.1");
}

TEST_F(CachedResolverTest, NamesAreKeptApart) {
  dns_answers({kOne, kTwo});
  EXPECT_EQ(ask("herald.example"), "192.0.2.1");
  EXPECT_EQ(ask("courier.example"), "192.0.2.2");
  EXPECT_EQ(ask("herald.example"), "192.0.2.1");
  EXPECT_THAT(dns_->asked(), ElementsAre("herald.example", "courier.example"));
}

TEST_F(CachedResolverTest, TheLastGoodAnswerServesForAnHourWhileNewerLookupsFail) {
  dns_answers({kOne, kTimeout, kNoSuchName});
  EXPECT_EQ(ask(), "192.0.2.1");
  time_.advance(61s);
  EXPECT_EQ(ask(), "192.0.2.1");
  EXPECT_THAT(dns_->asked(), SizeIs(2));
  time_.advance(9s);
  EXPECT_EQ(ask(), "192.0.2.1");
  EXPECT_THAT(dns_->asked(), SizeIs(2)) << "a dead DNS is asked once in ten seconds";
  time_.advance(1h - 71s);
  EXPECT_EQ(ask(), "192.0.2.1");
  time_.advance(1s);
  EXPECT_EQ(ask(), "unavailable");
}

TEST_F(CachedResolverTest, AnAnswerAfterAFailureIsTheNewGoodOne) {
  dns_answers({kOne, kTimeout, kTwo, kTimeout});
  ask();
  time_.advance(61s);
  ask();
  time_.advance(11s);
  EXPECT_EQ(ask(), "192.0.2.2");
  time_.advance(61s);
  EXPECT_EQ(ask(), "192.0.2.2");
}

TEST_F(CachedResolverTest, AllWhoAskMeanwhileWaitForOneLookup) {
  dns_answers({kOne});
  dns_->fall_silent();
  for (int i = 0; i < 100; ++i) start(tasks_, std::to_string(i));
  fakes::run_ready(context_);
  EXPECT_THAT(dns_->asked(), SizeIs(1));
  EXPECT_THAT(answers_, SizeIs(0));
  dns_->answer_all();
  fakes::run_ready(context_);
  EXPECT_THAT(answers_, SizeIs(100));
  for (const auto& [who, answer] : answers_) EXPECT_EQ(answer, "192.0.2.1");
}

TEST_F(CachedResolverTest, AFeedListOnADeadNameAsksOnce) {
  dns_answers({kNoSuchName});
  dns_->fall_silent();
  for (int i = 0; i < 100; ++i) start(tasks_, std::to_string(i));
  fakes::run_ready(context_);
  dns_->answer_all();
  fakes::run_ready(context_);
  EXPECT_THAT(dns_->asked(), SizeIs(1));
  for (const auto& [who, answer] : answers_) EXPECT_EQ(answer, "unavailable");
}

TEST_F(CachedResolverTest, WhoWaitsAndIsCancelledCancelsNobodyElse) {
  dns_answers({kOne});
  dns_->fall_silent();
  async::TaskGroup impatient(context_.get_executor());
  start(tasks_, "first");
  start(impatient, "second");
  start(tasks_, "third");
  fakes::run_ready(context_);
  impatient.cancel();
  fakes::run_ready(context_);
  EXPECT_EQ(answers_["second"], "cancelled");
  dns_->answer_all();
  fakes::run_ready(context_);
  EXPECT_EQ(answers_["first"], "192.0.2.1");
  EXPECT_EQ(answers_["third"], "192.0.2.1");
  EXPECT_THAT(dns_->asked(), SizeIs(1));
}

TEST_F(CachedResolverTest, WhoLooksUpAndIsCancelledLeavesItToTheNext) {
  dns_answers({kOne});
  dns_->fall_silent();
  async::TaskGroup impatient(context_.get_executor());
  start(impatient, "first");
  start(tasks_, "second");
  start(tasks_, "third");
  fakes::run_ready(context_);
  impatient.cancel();
  fakes::run_ready(context_);
  EXPECT_EQ(answers_["first"], "cancelled");
  EXPECT_THAT(dns_->asked(), SizeIs(2));
  dns_->answer_all();
  fakes::run_ready(context_);
  EXPECT_EQ(answers_["second"], "192.0.2.1");
  EXPECT_EQ(answers_["third"], "192.0.2.1");
}

TEST_F(CachedResolverTest, ACancellationIsNoAnswerToRemember) {
  dns_answers({kOne});
  dns_->fall_silent();
  async::TaskGroup impatient(context_.get_executor());
  start(impatient, "first");
  fakes::run_ready(context_);
  impatient.cancel();
  fakes::run_ready(context_);
  dns_->answer_all();
  EXPECT_EQ(ask(), "192.0.2.1");
}

TEST_F(CachedResolverTest, WhoHadNoTimeLeftSaysNothingOfTheName) {
  dns_answers({kTimeout, kOne});
  dns_->fall_silent();
  start(tasks_, "late", "herald.example", 20ms);
  start(tasks_, "early");
  fakes::run_ready(context_);
  dns_->answer_all();
  fakes::run_ready(context_);
  EXPECT_EQ(answers_["late"], "timeout");
  EXPECT_EQ(answers_["early"], "192.0.2.1");
}

TEST_F(CachedResolverTest, WhoHadNoTimeLeftGetsTheLastGoodAnswer) {
  dns_answers({kOne, kTimeout});
  ask();
  time_.advance(61s);
  start(tasks_, "late", "herald.example", 20ms);
  fakes::run_ready(context_);
  EXPECT_EQ(answers_["late"], "192.0.2.1");
}

TEST_F(CachedResolverTest, WhoWaitsGivesUpInHisOwnTime) {
  dns_answers({kOne});
  dns_->fall_silent();
  start(tasks_, "first");
  start(tasks_, "second", "herald.example", 0ms);
  fakes::run_ready(context_, 5ms);
  EXPECT_EQ(answers_["second"], "timeout");
  EXPECT_EQ(answers_.count("first"), 0U);
}

TEST_F(CachedResolverTest, TheLongestUnusedNameIsForgottenFirst) {
  dns_answers({kOne}, {.names = 2});
  ask("a.example");
  ask("b.example");
  ask("a.example");
  ask("c.example");
  EXPECT_EQ(resolver_->size(), 2U);
  ask("a.example");
  EXPECT_THAT(dns_->asked(), ElementsAre("a.example", "b.example", "c.example"));
  ask("b.example");
  EXPECT_THAT(dns_->asked(), ElementsAre("a.example", "b.example", "c.example", "b.example"));
}

TEST_F(CachedResolverTest, OfAThousandAddressesTheFirstAreKept) {
  std::vector<std::string> many;
  for (int i = 0; i < 1'000; ++i) many.push_back("192.0." + std::to_string(i / 250) + "." + std::to_string(i % 250));
  dns_answers({ScriptedResolver::addresses(many)});
  EXPECT_EQ(ask(), "192.0.0.0");
  EXPECT_EQ(sizes_["asker"], 32U);
}

TEST_F(CachedResolverTest, AWallClockThatJumpsChangesNothing) {
  dns_answers({kOne, kTwo});
  ask();
  time_.step_wall_clock(24h);
  EXPECT_EQ(ask(), "192.0.2.1");
  time_.step_wall_clock(-48h);
  time_.advance(60s);
  EXPECT_EQ(ask(), "192.0.2.2");
}

}  // namespace
}  // namespace tb::http
