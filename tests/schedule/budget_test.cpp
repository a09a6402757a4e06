// What a request must be worth, and when a source is therefore polled.
#include "tenbells/schedule/budget.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace tb::schedule {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::seconds;
using testing::DoubleNear;

constexpr Moment kMonday = std::chrono::sys_days{std::chrono::January / 5 / 2026};
constexpr Reach kAnyReach{.fastest = 1s, .slowest = days{7}};

/// A source of that constant rate, well known and never in bursts.
Rhythm steady(double items_an_hour) {
  return {.level = {.items = items_an_hour * 1e5, .hours = 1e5}, .seen = 1e7, .until = kMonday};
}

double wait_of(double items_an_hour, double price, const Reach& within = kAnyReach) {
  return static_cast<double>(wait_for(steady(items_an_hour), within, price, kMonday).count());
}

/// Sources of these rates, polled for that many days by the budget; counts the requests of the last `counted` days.
struct Polled {
  std::vector<std::size_t> requests;
  double budget = 0;

  double sum() const {
    double all = 0;
    for (const std::size_t of_one : requests) all += static_cast<double>(of_one);
    return all;
  }
};

struct Member {
  double rate;
  Reach reach{.fastest = 30s, .slowest = 1500s};
};

Polled polled(const std::vector<Member>& members, int for_days, int counted) {
  Budget budget;
  Polled polled{.requests = std::vector<std::size_t>(members.size())};
  std::vector<seconds> due;
  for (std::size_t i = 0; i < members.size(); ++i) {
    budget.put(std::to_string(i), {.rate = members[i].rate, .every = 300s, .reach = members[i].reach});
    due.push_back(seconds{i});
  }
  for (seconds now = 0s; now < days{for_days}; now += 1s) {
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (due[i] > now) continue;
      budget.count_request();
      if (now >= days{for_days - counted}) ++polled.requests[i];
      const double price = budget.price(Budget::Steady{now});
      due[i] = now + wait_for(steady(members[i].rate), members[i].reach, price, kMonday + now);
    }
  }
  polled.budget = budget.requests_per_second() * 86'400 * counted;
  return polled;
}

TEST(Wait, GoesWithTheSquareRootOfTheRate) {
  EXPECT_THAT(wait_of(1, 0.02), DoubleNear(3600 * std::sqrt(2 * 0.02), 10));
  EXPECT_THAT(wait_of(0.25, 0.02) / wait_of(1, 0.02), DoubleNear(2, 0.05));
  EXPECT_THAT(wait_of(1, 0.08) / wait_of(1, 0.02), DoubleNear(2, 0.05));
}

TEST(Wait, IsWithinReach) {
  const Reach within{.fastest = 60s, .slowest = 600s};
  EXPECT_EQ(wait_of(1e4, 0.001, within), 60);
  EXPECT_EQ(wait_of(1e-4, 0.001, within), 600);
}

TEST(Wait, StaysWithinReachWhateverThePriceAndTheRhythm) {
  const Reach within{.fastest = 60s, .slowest = 600s};
  const Rhythm excited{.bursts = {Excitement{.recent = 1e9, .announced = 1e9}}, .seen = 1, .until = kMonday};
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
  for (const double price : {-1.0, 0.0, 1e-300, 1e300, std::numeric_limits<double>::infinity(), kNaN}) {
    for (const Rhythm& rhythm : {Rhythm{}, steady(1e6), excited}) {
      for (const Moment now : {Moment::min(), Moment{}, kMonday - days{5000}, kMonday, Moment::max()}) {
        const seconds wait = wait_for(rhythm, within, price, now);
        EXPECT_GE(wait, 60s);
        EXPECT_LE(wait, 600s);
      }
    }
  }
}

TEST(Wait, OfAReachWithoutEndEnds) {
  const Reach within{.fastest = 1s, .slowest = seconds::max()};
  EXPECT_GE(wait_for(steady(1e-6), within, 1e9, kMonday), days{7});
}

TEST(Wait, OfAReachUpsideDownIsTheFastest) {
  EXPECT_EQ(wait_of(1, 0.02, {.fastest = 900s, .slowest = 60s}), 900);
}

TEST(Wait, OfASourceThatPublishesAtNineEndsJustAfterNine) {
  Rhythm rhythm;
  for (int hour = 0; hour < 24 * 60; ++hour) {
    const Moment at = kMonday + hour * 1h;
    rhythm = learn(rhythm, {.from = at, .to = at + 1h, .new_items = hour % 24 == 9 ? 3U : 0U});
  }
  for (const auto now : {1h, 4h, 7h, 8h}) {
    const auto polled_at = now + wait_for(rhythm, kAnyReach, 0.2, rhythm.until + now);
    EXPECT_GT(polled_at, 9h) << now.count();
    EXPECT_LT(polled_at, 9h + 45min) << now.count();
  }
}

TEST(Wait, IsShorterInABurst) {
  Rhythm rhythm;
  for (int i = 0; i < 6 * 24 * 14 + 72; ++i) {
    const Moment at = kMonday + i * 10min;
    rhythm = learn(rhythm, {.from = at, .to = at + 10min, .new_items = i % 144 < 3 ? 3U : 0U});
  }
  const Moment now = rhythm.until + 10min;
  const Rhythm burst = learn(rhythm, {.from = rhythm.until, .to = now, .new_items = 3});
  const Rhythm quiet = learn(rhythm, {.from = rhythm.until, .to = now});
  EXPECT_LT(wait_for(burst, kAnyReach, 0.02, now), wait_for(quiet, kAnyReach, 0.02, now) / 2);
}

TEST(Reach, IsFromTheFastestToAFewTimesEvery) {
  const Reach within = reach({.every = 300s, .fastest = 30s});
  EXPECT_EQ(within.fastest, 30s);
  EXPECT_GE(within.slowest, 900s);
  EXPECT_LE(within.slowest, 3000s);
}

TEST(Reach, BeginsWithWhatThePublisherPromised) {
  EXPECT_EQ(reach({.every = 300s, .fastest = 30s}, 600s).fastest, 600s);
  EXPECT_EQ(reach({.every = 300s, .fastest = 30s}, 3h), (Reach{.fastest = 3h, .slowest = 3h}));
}

TEST(Reach, OfAnAbsurdPromiseIsADay) {
  EXPECT_EQ(reach({.every = 300s, .fastest = 30s}, days{365}).fastest, 24h);
  EXPECT_EQ(reach({.every = 300s, .fastest = 30s}, seconds::max()).slowest, 24h);
  EXPECT_EQ(reach({.every = 300s, .fastest = 30s}, seconds::min()).fastest, 30s);
}

TEST(Reach, DoesNotOverflow) {
  const Reach within = reach({.every = seconds::max(), .fastest = 30s});
  EXPECT_GT(within.slowest, days{365});
}

TEST(Budget, HasAPriceWithoutSources) {
  Budget budget;
  EXPECT_GT(budget.price(Budget::Steady{1h}), 0);
  EXPECT_EQ(budget.requests_per_second(), 0);
}

TEST(Budget, IsWhatAllBringIn) {
  Budget budget;
  budget.put("a", {.rate = 1, .every = 100s});
  budget.put("b", {.rate = 1, .every = 50s});
  EXPECT_THAT(budget.requests_per_second(), DoubleNear(0.03, 1e-12));
  budget.put("b", {.rate = 5, .every = 100s});
  EXPECT_THAT(budget.requests_per_second(), DoubleNear(0.02, 1e-12));
  budget.drop("a");
  budget.drop("nobody");
  EXPECT_THAT(budget.requests_per_second(), DoubleNear(0.01, 1e-12));
}

TEST(Budget, SourcesThatAreAlikeArePolledOnceEachEvery) {
  Budget budget;
  for (int i = 0; i < 100; ++i) {
    budget.put(std::to_string(i), {.rate = 2, .every = 300s, .reach = {.fastest = 30s, .slowest = 1500s}});
  }
  EXPECT_THAT(wait_of(2, budget.price(Budget::Steady{1h}), {30s, 1500s}), DoubleNear(300, 5));
}

TEST(Budget, IsSpentWhereTheNewsIsAndNotExceeded) {
  const Polled result = polled({{10}, {10}, {1}, {1}, {0.1}, {0.1}}, 6, 4);
  EXPECT_THAT(result.sum() / result.budget, DoubleNear(1, 0.01));
  EXPECT_GT(result.requests[0], 2 * result.requests[2]);
  EXPECT_GT(result.requests[2], 2 * result.requests[4]);
}

TEST(Budget, WhatAPublisherDoesNotAllowIsSpentOnOthers) {
  const Reach limited{.fastest = 1h, .slowest = 1h};
  const Polled result = polled({{10, limited}, {10}, {10}, {10}}, 6, 4);
  EXPECT_THAT(result.sum() / result.budget, DoubleNear(1, 0.01));
  EXPECT_LE(result.requests[0], 97U);
}

TEST(Budget, ThatCannotBeSpentIsLeft) {
  const Reach limited{.fastest = 1h, .slowest = 1h};
  const Polled result = polled({{10, limited}, {1, limited}}, 3, 1);
  EXPECT_EQ(result.sum(), 48);
}

TEST(Budget, AStoppedProcessHasSavedNothing) {
  Budget budget;
  budget.put("a", {.rate = 1, .every = 300s, .reach = {.fastest = 30s, .slowest = 1500s}});
  const double before = budget.price(Budget::Steady{1h});
  EXPECT_THAT(budget.price(Budget::Steady{days{30}}) / before, DoubleNear(1, 0.05));
}

TEST(Budget, RequestsBeyondItRaiseThePrice) {
  Budget budget;
  budget.put("a", {.rate = 1, .every = 300s, .reach = {.fastest = 30s, .slowest = 1500s}});
  const double before = budget.price(Budget::Steady{1h});
  for (int i = 0; i < 100; ++i) budget.count_request();
  EXPECT_GT(budget.price(Budget::Steady{1h + 1min}), 1.5 * before);
  for (int i = 0; i < 1'000'000; ++i) budget.count_request();
  EXPECT_LT(budget.price(Budget::Steady{1h + 2min}), 1e6 * before);
}

TEST(Budget, SourcesThatJoinBringTheirShare) {
  Budget budget;
  for (int i = 0; i < 100; ++i) budget.put(std::to_string(i), {.rate = 2, .every = 300s, .reach = {30s, 1500s}});
  const double before = budget.price(Budget::Steady{1h});
  for (int i = 100; i < 300; ++i) budget.put(std::to_string(i), {.rate = 2, .every = 300s, .reach = {30s, 1500s}});
  EXPECT_THAT(budget.price(Budget::Steady{1h + 31s}) / before, DoubleNear(1, 0.02));
}

TEST(Budget, DemandsOutOfAllBoundsLeaveThePriceSound) {
  Budget budget;
  int next = 0;
  for (const double rate : {-1.0, 0.0, 1e300, std::numeric_limits<double>::quiet_NaN()}) {
    for (const seconds every : {seconds::min(), 0s, 1s, seconds::max()}) {
      budget.put(std::to_string(next++), {.rate = rate, .every = every, .reach = {every, 0s}});
    }
  }
  const double price = budget.price(Budget::Steady{1h});
  EXPECT_TRUE(price > 0 && std::isfinite(price)) << price;
}

}  // namespace
}  // namespace tb::schedule
