// The queue before a publisher's door, in virtual time: who may go in when, and what nobody can break.
#include "tenbells/source/origin_gate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "fakes/virtual_time.hpp"
#include "tenbells/async/task_group.hpp"

namespace tb::source {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string kHerald = "https://herald.example";
const std::string kCourier = "https://courier.example";

struct Visit {
  int who = 0;
  std::chrono::nanoseconds at{};
  bool held = false;

  friend bool operator==(const Visit&, const Visit&) = default;
};

void PrintTo(const Visit& visit, std::ostream* out) {
  *out << visit.who << " after " << visit.at / 1ms << " ms" << (visit.held ? "" : " (cancelled)");
}

class OriginGateTest : public testing::Test {
 protected:
  void TearDown() override {
    tasks_.cancel();
    fakes::run_for(context_, time_, 1h);
  }

  // Somebody who wants in, and stays that long.
  void visit(int who, const std::string& origin, std::chrono::nanoseconds stay) { visit(tasks_, who, origin, stay); }
  void visit(async::TaskGroup& tasks, int who, const std::string& origin, std::chrono::nanoseconds stay) {
    tasks.spawn("visit", visiting(who, origin, stay));
  }
  asio::awaitable<void> visiting(int who, std::string origin, std::chrono::nanoseconds stay) {
    const OriginGate::Slot slot = co_await gate_.enter(std::move(origin));
    visits_.push_back({.who = who, .at = time_.passed(), .held = slot.held()});
    if (!slot.held()) co_return;
    ++inside_;
    most_inside_ = std::max(most_inside_, inside_);
    co_await time_.sleep_for(stay);
    --inside_;
  }
  void run_for(std::chrono::nanoseconds span) { fakes::run_for(context_, time_, span); }

  asio::io_context context_;
  fakes::VirtualTime time_;
  OriginGate gate_{{.concurrent = 2, .spacing = 1s}, time_, time_};
  async::TaskGroup tasks_{context_.get_executor()};
  std::vector<Visit> visits_;
  int inside_ = 0;
  int most_inside_ = 0;
};

TEST_F(OriginGateTest, StartsAreSpaced) {
  for (int who = 0; who < 3; ++who) visit(who, kHerald, 10ms);
  run_for(10s);
  EXPECT_THAT(visits_, ElementsAre(Visit{0, 0s, true}, Visit{1, 1s, true}, Visit{2, 2s, true}));
}

TEST_F(OriginGateTest, NoMoreAreInsideThanThereArePlaces) {
  for (int who = 0; who < 5; ++who) visit(who, kHerald, 10s);
  run_for(1min);
  EXPECT_EQ(most_inside_, 2);
  EXPECT_THAT(visits_, ElementsAre(Visit{0, 0s, true}, Visit{1, 1s, true}, Visit{2, 10s, true}, Visit{3, 11s, true},
                                   Visit{4, 20s, true}));
}

TEST_F(OriginGateTest, OriginsDoNotWaitForEachOther) {
  visit(0, kHerald, 10s);
  visit(1, kHerald, 10s);
  visit(2, kCourier, 10s);
  run_for(500ms);
  EXPECT_THAT(visits_, ElementsAre(Visit{0, 0s, true}, Visit{2, 0s, true}));
}

TEST_F(OriginGateTest, FirstComeFirstServedAlsoWhenALateOneFindsTheDoorFree) {
  visit(0, kHerald, 10s);
  visit(1, kHerald, 20s);
  visit(2, kHerald, 1s);
  run_for(10s - 1ms);
  visit(3, kHerald, 1s);  // comes as the first place is about to be free
  run_for(1min);
  EXPECT_THAT(visits_, ElementsAre(Visit{0, 0s, true}, Visit{1, 1s, true}, Visit{2, 10s, true}, Visit{3, 11s, true}));
}

TEST_F(OriginGateTest, APlaceCanBeGivenBackEarly) {
  OriginGate narrow({.concurrent = 1, .spacing = 0s}, time_, time_);
  const auto two_turns = [](OriginGate& gate, bool& both) -> asio::awaitable<void> {
    OriginGate::Slot first = co_await gate.enter(kHerald);
    first.release();
    const OriginGate::Slot second = co_await gate.enter(kHerald);
    both = !first.held() && second.held();
  };
  bool both = false;
  tasks_.spawn("two turns", two_turns(narrow, both));
  run_for(1s);
  EXPECT_TRUE(both);
}

TEST_F(OriginGateTest, NobodyStartsBeforeAHoldEnds) {
  gate_.hold(kHerald, time_.now() + 120s);
  visit(0, kHerald, 1s);
  visit(1, kCourier, 1s);
  EXPECT_EQ(gate_.held_until(kHerald), time_.now() + 120s);
  run_for(120s - 1ms);
  EXPECT_THAT(visits_, ElementsAre(Visit{1, 0s, true}));
  run_for(1ms);
  EXPECT_THAT(visits_, ElementsAre(Visit{1, 0s, true}, Visit{0, 120s, true}));
  EXPECT_EQ(gate_.held_until(kHerald), std::nullopt);
}

TEST_F(OriginGateTest, AHoldStopsAlsoWhoWaitsAlready) {
  visit(0, kHerald, 1s);
  visit(1, kHerald, 1s);
  run_for(500ms);
  gate_.hold(kHerald, time_.now() + 1min);
  run_for(2min);
  EXPECT_THAT(visits_, ElementsAre(Visit{0, 0s, true}, Visit{1, 60'500ms, true}));
}

TEST_F(OriginGateTest, TheLongestHoldWins) {
  gate_.hold(kHerald, time_.now() + 60s);
  gate_.hold(kHerald, time_.now() + 10s);
  gate_.hold(kHerald, time_.now() - 10s);
  EXPECT_EQ(gate_.held_until(kHerald), time_.now() + 60s);
  gate_.hold(kHerald, time_.now() + 90s);
  EXPECT_EQ(gate_.held_until(kHerald), time_.now() + 90s);
}

TEST_F(OriginGateTest, AHoldInThePastIsNone) {
  gate_.hold(kHerald, time_.now() - 1s);
  EXPECT_EQ(gate_.held_until(kHerald), std::nullopt);
  EXPECT_EQ(gate_.size(), 0U);
}

TEST_F(OriginGateTest, AnEndlessHoldDoesNotOverflow) {
  gate_.hold(kHerald, Moment::max());
  ASSERT_TRUE(gate_.held_until(kHerald));
  EXPECT_GT(*gate_.held_until(kHerald), time_.now() + std::chrono::years{9});
  visit(0, kHerald, 1s);
  run_for(std::chrono::days{365});
  EXPECT_THAT(visits_, IsEmpty());
}

TEST_F(OriginGateTest, AWallClockThatJumpsNeitherHurriesNorStalls) {
  gate_.hold(kHerald, time_.now() + 120s);
  visit(0, kHerald, 1s);
  visit(1, kHerald, 1s);
  run_for(10s);
  time_.step_wall_clock(2h);
  EXPECT_EQ(gate_.held_until(kHerald), time_.now() + 110s);
  run_for(100s);
  EXPECT_THAT(visits_, IsEmpty());
  time_.step_wall_clock(-4h);
  run_for(11s);
  EXPECT_THAT(visits_, ElementsAre(Visit{0, 120s, true}, Visit{1, 121s, true}));
}

TEST_F(OriginGateTest, WhoIsCancelledLeavesTheQueueAndHoldsUpNobody) {
  async::TaskGroup impatient(context_.get_executor());
  visit(0, kHerald, 10s);
  visit(1, kHerald, 10s);
  visit(impatient, 2, kHerald, 10s);
  visit(3, kHerald, 10s);
  run_for(5s);
  impatient.cancel();
  run_for(15s);
  EXPECT_THAT(visits_, ElementsAre(Visit{0, 0s, true}, Visit{1, 1s, true}, Visit{2, 5s, false}, Visit{3, 10s, true}));
}

TEST_F(OriginGateTest, TheFirstOfTheQueueCanBeCancelledInTheMiddleOfItsSpacing) {
  async::TaskGroup impatient(context_.get_executor());
  visit(0, kHerald, 10ms);
  visit(impatient, 1, kHerald, 10ms);
  visit(2, kHerald, 10ms);
  run_for(500ms);
  impatient.cancel();
  run_for(1s);
  EXPECT_THAT(visits_, ElementsAre(Visit{0, 0s, true}, Visit{1, 500ms, false}, Visit{2, 1s, true}));
}

TEST_F(OriginGateTest, WhoWasCancelledBeforeDoesNotEnter) {
  const auto late = [](OriginGate& gate, async::Sleeper& sleeper, std::optional<bool>& held) -> asio::awaitable<void> {
    co_await sleeper.sleep_for(1h);
    const OriginGate::Slot slot = co_await gate.enter(kHerald);
    held = slot.held();
  };
  async::TaskGroup tasks(context_.get_executor());
  std::optional<bool> held;
  tasks.spawn("late", late(gate_, time_, held));
  run_for(1s);
  tasks.cancel();
  run_for(1s);
  EXPECT_EQ(held, false);
}

TEST_F(OriginGateTest, ManySourcesOfOneOriginAllGetIn) {
  for (int who = 0; who < 500; ++who) visit(who, kHerald, 10ms);
  run_for(1s);
  EXPECT_EQ(gate_.waiting(kHerald), 498U);
  run_for(498s);
  EXPECT_EQ(visits_.size(), 500U);
  EXPECT_EQ(gate_.waiting(kHerald), 0U);
}

TEST_F(OriginGateTest, IdleOriginsAreForgotten) {
  gate_.hold(kHerald, time_.now() + std::chrono::hours{24});
  for (int round = 0; round < 20; ++round) {
    for (int i = 0; i < 1'000; ++i) visit(i, "https://" + std::to_string(round * 1'000 + i) + ".example", 10ms);
    run_for(10s);
  }
  EXPECT_EQ(visits_.size(), 20'000U);
  EXPECT_LE(gate_.size(), 2'048U);
  EXPECT_TRUE(gate_.held_until(kHerald));
}

TEST_F(OriginGateTest, ZeroPlacesWouldBeAStandstillAndCountAsOne) {
  OriginGate odd({.concurrent = 0, .spacing = -1s}, time_, time_);
  const auto pass = [](OriginGate& gate, int& in) -> asio::awaitable<void> {
    const OriginGate::Slot slot = co_await gate.enter(kHerald);
    in += slot.held() ? 1 : 0;
  };
  int in = 0;
  tasks_.spawn("first", pass(odd, in));
  tasks_.spawn("second", pass(odd, in));
  fakes::run_ready(context_);
  EXPECT_EQ(in, 2);
}

TEST(OriginOf, IsSchemeHostAndPort) {
  EXPECT_EQ(origin_of("https://news.example:8443/feed?x=/y"), "https://news.example:8443");
  EXPECT_EQ(origin_of("http://[2001:db8::1]/"), "http://[2001:db8::1]");
  EXPECT_EQ(origin_of("https://news.example"), "https://news.example");
}

}  // namespace
}  // namespace tb::source
