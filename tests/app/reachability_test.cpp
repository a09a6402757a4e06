// When the network counts as away, and who is then asked before its turn.
#include "app/reachability.hpp"

#include <gtest/gtest.h>

namespace tb::app {
namespace {

using namespace std::chrono_literals;
using Change = Reachability::Change;

class ReachabilityTest : public testing::Test {
 protected:
  Change lose(const std::string& origin, bool was_reached = true) {
    return network_.note(origin, Reached::nobody, was_reached, now_);
  }
  Change reach(const std::string& origin) { return network_.note(origin, Reached::server, true, now_); }
  void lose_three() {
    lose("a");
    lose("b");
    lose("c");
  }

  Reachability network_;
  Reachability::Steady now_{1h};
};

TEST_F(ReachabilityTest, IsAwayWithTheThirdOriginThatIsLost) {
  EXPECT_EQ(lose("a"), Change::none);
  EXPECT_EQ(lose("b"), Change::none);
  EXPECT_EQ(lose("c"), Change::away);
  EXPECT_EQ(lose("d"), Change::none);
}

TEST_F(ReachabilityTest, SourcesOfOneOriginCountOnce) {
  for (int i = 0; i < 100; ++i) lose("a");
  EXPECT_FALSE(network_.is_away());
}

TEST_F(ReachabilityTest, OriginsThatWereLostBeforeAreNoEvidence) {
  for (const char* origin : {"a", "b", "c", "d"}) lose(origin, false);
  EXPECT_FALSE(network_.is_away());
}

TEST_F(ReachabilityTest, OneThatIsReachedBetweenSaysThatItIsThere) {
  lose("a");
  lose("b");
  reach("c");
  lose("d");
  EXPECT_FALSE(network_.is_away());
}

TEST_F(ReachabilityTest, WhatIsUnsureChangesNothing) {
  lose("a");
  lose("b");
  network_.note("c", Reached::unsure, true, now_);
  EXPECT_EQ(lose("d"), Change::away);
  EXPECT_EQ(network_.note("d", Reached::unsure, false, now_), Change::none);
  EXPECT_TRUE(network_.is_away());
}

TEST_F(ReachabilityTest, IsBackWithTheFirstThatIsReached) {
  lose_three();
  EXPECT_EQ(reach("a"), Change::back);
  EXPECT_EQ(reach("b"), Change::none);
}

TEST_F(ReachabilityTest, WhoFailedBeforeItCameBackIsAskedAndWhoFailedSinceIsNot) {
  lose_three();
  now_ += 1min;
  reach("a");
  now_ += 1s;
  EXPECT_TRUE(network_.is_worth_asking(now_ - 30s, now_));
  EXPECT_FALSE(network_.is_worth_asking(now_, now_));
}

TEST_F(ReachabilityTest, WhileItIsAwayOneTriesEveryHalfMinute) {
  lose_three();
  const auto polled = now_;
  EXPECT_FALSE(network_.is_worth_asking(polled, now_ + 29s));
  EXPECT_TRUE(network_.is_worth_asking(polled, now_ + 30s));
  EXPECT_FALSE(network_.is_worth_asking(polled, now_ + 31s)) << "another tries already";
}

TEST_F(ReachabilityTest, WhileItIsThereNobodyIsHurried) {
  reach("a");
  lose("b");
  EXPECT_FALSE(network_.is_worth_asking(now_, now_ + 1h));
}

}  // namespace
}  // namespace tb::app
