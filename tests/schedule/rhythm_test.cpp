// What is learned of a source from its polls.
#include "tenbells/schedule/rhythm.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <random>
#include <vector>

namespace tb::schedule {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using testing::DoubleNear;
using testing::Each;
using testing::Ge;
using testing::Gt;
using testing::Le;
using testing::Lt;

constexpr Moment kMonday = std::chrono::sys_days{std::chrono::January / 5 / 2026};

/// Polled each ten minutes; each poll finds what `items_in` says came since the one before.
Rhythm watched(Moment from, Moment to, const std::function<std::vector<Moment>(Moment, Moment)>& items_in,
               Rhythm rhythm = {}) {
  constexpr auto kEvery = 10min;
  for (Moment at = from; at < to; at += kEvery) {
    const std::vector<Moment> published = items_in(at, at + kEvery);
    rhythm = learn(rhythm, {.from = at, .to = at + kEvery, .new_items = published.size(), .published = published});
  }
  return rhythm;
}

/// Items at random, as many a day, where `is_open` allows.
auto at_random(
    double per_day, std::function<bool(Moment)> is_open = [](Moment) { return true; }) {
  return [=, random = std::mt19937_64(3)](Moment from, Moment to) mutable {
    const double mean = per_day * std::chrono::duration<double>(to - from) / days{1};
    const int count = is_open(from) ? std::poisson_distribution<int>{mean}(random) : 0;
    std::uniform_int_distribution<std::int64_t> moment{1, (to - from).count()};
    std::vector<Moment> items;
    for (int i = 0; i < count; ++i) items.push_back(from + Moment::duration{moment(random)});
    return items;
  };
}

int hour_of(Moment moment) {
  return static_cast<int>(std::chrono::floor<std::chrono::hours>(moment - std::chrono::floor<days>(moment)).count());
}

bool is_weekend(Moment moment) {
  return std::chrono::weekday{std::chrono::floor<days>(moment)}.iso_encoding() >= 6;
}

/// A poll ten minutes after the one before, which finds items two seconds apart at its end.
Rhythm after_burst(const Rhythm& rhythm, Moment at, std::size_t items) {
  std::vector<Moment> published;
  for (std::size_t i = 0; i < items; ++i) published.push_back(at - std::chrono::seconds{2 * (items - i)});
  return learn(rhythm, {.from = at - 10min, .to = at, .new_items = items, .published = published});
}

void expect_sound(const Rhythm& rhythm) {
  EXPECT_THAT(to_numbers(rhythm), Each(Ge(0)));
  EXPECT_THAT(to_numbers(rhythm), Each(Lt(1e12)));
  EXPECT_THAT(hours_of_day(rhythm), Each(Gt(0)));
  EXPECT_THAT(days_of_week(rhythm), Each(Gt(0)));
  const Moment moment = kMonday + 400 * days{1};
  EXPECT_GT(rate_at(rhythm, moment), 0);
  EXPECT_LT(rate_at(rhythm, moment), 1e6);
  EXPECT_GT(mean_rate(rhythm), 0);
  EXPECT_TRUE(std::isfinite(expected(rhythm, moment, moment + 1h)));
}

TEST(Rhythm, KnowingNothingExpectsAFewItemsADayAtAnyHour) {
  const double rate = rate_at({}, kMonday);
  EXPECT_GT(rate * 24, 1);
  EXPECT_LT(rate * 24, 50);
  EXPECT_THAT(hours_of_day({}), Each(DoubleNear(1, 1e-9)));
  EXPECT_THAT(days_of_week({}), Each(DoubleNear(1, 1e-9)));
}

class RhythmOfASteadySource : public testing::TestWithParam<double> {};

TEST_P(RhythmOfASteadySource, ConvergesToItsRate) {
  const auto weeks = days{7 * std::max(8, static_cast<int>(10 / GetParam()))};
  const Rhythm rhythm = watched(kMonday, kMonday + weeks, at_random(GetParam()));
  EXPECT_THAT(mean_rate(rhythm) * 24 / GetParam(), DoubleNear(1, 0.25));
}

INSTANTIATE_TEST_SUITE_P(ItemsADay, RhythmOfASteadySource, testing::Values(0.3, 3, 30, 300),
                         [](const auto& row) { return "N" + std::to_string(static_cast<int>(row.param * 10)); });

TEST(Rhythm, ASourceThatNeverPublishesIsExpectedToPublishLessAndLess) {
  const auto nothing = [](Moment, Moment) { return std::vector<Moment>{}; };
  const Rhythm week = watched(kMonday, kMonday + days{7}, nothing);
  const Rhythm month = watched(kMonday + days{7}, kMonday + days{28}, nothing, week);
  EXPECT_LT(mean_rate(week) * 24, 0.2);
  EXPECT_LT(mean_rate(month), mean_rate(week));
  EXPECT_GT(mean_rate(month), 0);
}

TEST(Rhythm, LearnsTheHoursOfTheDay) {
  const auto in_the_morning = at_random(40, [](Moment at) { return hour_of(at) >= 7 && hour_of(at) < 10; });
  const Rhythm rhythm = watched(kMonday, kMonday + days{28}, in_the_morning);
  const Moment next = kMonday + days{28};
  EXPECT_GT(rate_at(rhythm, next + 8h), 10 * rate_at(rhythm, next + 20h));
  EXPECT_THAT(rate_at(rhythm, next + 8h), DoubleNear(40.0 / 24, 0.5));
}

TEST(Rhythm, LearnsTheWeekend) {
  const Rhythm rhythm = watched(kMonday, kMonday + days{28}, at_random(20, [](Moment at) { return !is_weekend(at); }));
  const auto factors = days_of_week(rhythm);
  for (const std::size_t weekday : {0, 1, 2, 3, 4}) EXPECT_GT(factors[weekday], 1.1) << weekday;
  for (const std::size_t weekend : {5, 6}) EXPECT_LT(factors[weekend], 0.2) << weekend;
}

TEST(Rhythm, AFewItemsOfOneHourDoNotMakeTheSourceOneOfThatHour) {
  const auto at_three = [](Moment from, Moment) {
    return from - std::chrono::floor<days>(from) == 3h ? std::vector{from + 1min} : std::vector<Moment>{};
  };
  const Rhythm two = watched(kMonday, kMonday + days{2}, at_three);
  EXPECT_LT(hours_of_day(two)[3], 8);
  const Rhythm many = watched(kMonday + days{2}, kMonday + days{60}, at_three, two);
  EXPECT_GT(hours_of_day(many)[3], 10);
}

TEST(Rhythm, OneBurstDoesNotMakeItsHourBusy) {
  const Rhythm before = watched(kMonday, kMonday + days{14}, at_random(5));
  const Rhythm burst = after_burst(before, kMonday + days{14} + 3h, 30);
  EXPECT_LT(hours_of_day(burst)[2], hours_of_day(before)[2] + 1);
  EXPECT_LT(burst.level.items, before.level.items + 5);
}

TEST(Rhythm, ABurstRaisesTheRateAndFades) {
  const Moment end = kMonday + days{14};
  const Rhythm before = watched(kMonday, end, at_random(5));
  const Rhythm burst = after_burst(before, end + 10min, 5);
  EXPECT_GT(rate_at(burst, end + 10min), 5 * rate_at(before, end + 10min));
  EXPECT_LT(rate_at(burst, end + 40min), rate_at(burst, end + 10min) / 2);
  EXPECT_LT(rate_at(burst, end + days{2}), 2 * rate_at(before, end + days{2}));
}

TEST(Rhythm, HowFarOneItemAnnouncesTheNextIsLearned) {
  Rhythm bursty;
  Rhythm steady;
  for (int hour = 0; hour < 24 * 28; ++hour) {
    const Moment at = kMonday + 1h * hour;
    steady = learn(steady, {.from = at, .to = at + 1h, .new_items = hour % 4 == 0 ? 1U : 0U});
    bursty = learn(bursty, {.from = at, .to = at + 50min});
    bursty = after_burst(bursty, at + 1h, hour % 24 == 0 ? 6 : 0);
  }
  EXPECT_THAT(mean_rate(bursty) / mean_rate(steady), DoubleNear(1, 0.2));
  const Moment now = steady.until + 10min;
  EXPECT_GT(rate_at(after_burst(bursty, now, 1), now), 5 * rate_at(after_burst(steady, now, 1), now));
}

TEST(Rhythm, FollowsASourceThatSlowsDown) {
  const Rhythm busy = watched(kMonday, kMonday + days{28}, at_random(50));
  const Rhythm calm = watched(kMonday + days{28}, kMonday + days{28 + 42}, at_random(5), busy);
  EXPECT_LT(mean_rate(calm) * 24, 10);
}

TEST(Rhythm, FollowsASourceThatWakesUp) {
  const Rhythm calm = watched(kMonday, kMonday + days{28}, at_random(1));
  const Rhythm busy = watched(kMonday + days{28}, kMonday + days{28 + 14}, at_random(50), calm);
  EXPECT_GT(mean_rate(busy), 10 * mean_rate(calm));
}

TEST(Rhythm, ItemsWithoutADateCountAsSpreadOverTheWindow) {
  const Rhythm undated = learn({}, {.from = kMonday, .to = kMonday + 4h, .new_items = 4});
  const Rhythm dated = learn(
      {}, {.from = kMonday,
           .to = kMonday + 4h,
           .new_items = 4,
           .published = std::vector<Moment>{kMonday + 210min, kMonday + 30min, kMonday + 90min, kMonday + 150min}});
  EXPECT_EQ(undated, dated);
}

TEST(Rhythm, DatesOutsideOfTheWindowAreNotBelieved) {
  const std::vector<Moment> odd{kMonday - days{4000}, kMonday + days{4000}, Moment::min(), Moment::max(), Moment{}};
  const Observation seen{.from = kMonday, .to = kMonday + 1h, .new_items = odd.size(), .published = odd};
  EXPECT_EQ(learn({}, seen), learn({}, {.from = kMonday, .to = kMonday + 1h, .new_items = odd.size()}));
}

TEST(Rhythm, MoreDatesThanNewItemsCountOnlyAsManyAsAreNew) {
  const std::vector<Moment> dates{kMonday + 10min, kMonday + 20min, kMonday + 30min};
  const Rhythm rhythm = learn({}, {.from = kMonday, .to = kMonday + 1h, .new_items = 1, .published = dates});
  EXPECT_EQ(rhythm.seen, 1);
}

TEST(Rhythm, AWindowIsNotLearnedTwice) {
  const Observation seen{.from = kMonday, .to = kMonday + 1h, .new_items = 3};
  const Rhythm once = learn({}, seen);
  EXPECT_EQ(learn(once, seen), once);
}

TEST(Rhythm, NothingIsLearnedOfAWindowThatEndsBeforeItBegins) {
  const Rhythm before = watched(kMonday, kMonday + days{1}, at_random(20));
  EXPECT_EQ(learn(before, {.from = before.until + 2h, .to = before.until + 1h, .new_items = 9}), before);
  EXPECT_EQ(learn({}, {.from = kMonday, .to = kMonday - 1h, .new_items = 9}), Rhythm{});
}

TEST(Rhythm, WhateverIsObservedItStaysSound) {
  const std::vector<Moment> moments{Moment::min(), Moment{},     Moment{1us},          kMonday,
                                    kMonday + 1us, kMonday + 1h, kMonday + days{9000}, Moment::max()};
  const std::vector<std::size_t> counts{0, 1, 1'000'000, std::numeric_limits<std::size_t>::max()};
  for (const Moment from : moments) {
    for (const Moment to : moments) {
      for (const std::size_t count : counts) {
        SCOPED_TRACE(testing::Message() << from.time_since_epoch() / 1us << " " << to.time_since_epoch() / 1us);
        const Observation seen{.from = from, .to = to, .new_items = count, .published = moments};
        expect_sound(learn({}, seen));
        expect_sound(learn(watched(kMonday - days{1}, kMonday, at_random(20)), seen));
        const double items = expected(learn({}, seen), from, to);
        EXPECT_TRUE(items >= 0 && std::isfinite(items)) << items;
        EXPECT_FALSE(is_stale(learn({}, seen), to, from < to ? from : to));
      }
    }
  }
}

TEST(Rhythm, YearsOfSilenceAndThenNewsAreSound) {
  Rhythm rhythm = watched(kMonday, kMonday + days{14}, at_random(50));
  rhythm = learn(rhythm, {.from = rhythm.until, .to = rhythm.until + days{3650}});
  expect_sound(rhythm);
  rhythm = after_burst(rhythm, rhythm.until + 1h, 10);
  expect_sound(rhythm);
  EXPECT_GT(rate_at(rhythm, rhythm.until), mean_rate(rhythm));
}

TEST(Rhythm, HundredThousandsOfItemsAPollAreSound) {
  Rhythm rhythm;
  for (int i = 0; i < 2000; ++i) {
    rhythm = learn(rhythm, {.from = kMonday + i * 1min, .to = kMonday + (i + 1) * 1min, .new_items = 100'000});
  }
  expect_sound(rhythm);
}

TEST(Expected, IsTheSumOfItsParts) {
  const Rhythm rhythm = after_burst(watched(kMonday, kMonday + days{14}, at_random(50)), kMonday + days{14} + 1h, 5);
  const Moment from = rhythm.until;
  double parts = 0;
  for (int i = 0; i < 300; ++i) parts += expected(rhythm, from + i * 7min, from + (i + 1) * 7min);
  EXPECT_THAT(expected(rhythm, from, from + 300 * 7min), DoubleNear(parts, 1e-6));
}

TEST(Expected, IsTheAreaUnderTheRate) {
  const Rhythm rhythm = after_burst(watched(kMonday, kMonday + days{14}, at_random(50)), kMonday + days{14} + 1h, 5);
  double area = 0;
  for (int i = 0; i < 24 * 60 * 6; ++i) area += rate_at(rhythm, rhythm.until + i * 10s + 5s) / 360;
  EXPECT_THAT(expected(rhythm, rhythm.until, rhythm.until + 24h), DoubleNear(area, area / 1000));
}

TEST(Expected, IsNothingBackwards) {
  EXPECT_EQ(expected({}, kMonday + 1h, kMonday), 0);
}

TEST(History, TeachesTheRateAtTheFirstPoll) {
  std::vector<Moment> published;
  for (int i = 0; i < 20; ++i) published.push_back(kMonday - 3h * i);
  const Rhythm rhythm = learn({}, history(published, kMonday + 1h));
  EXPECT_THAT(mean_rate(rhythm) * 24, DoubleNear(8, 2));
  EXPECT_EQ(rhythm.until, kMonday + 1h);
}

TEST(History, OfNoDatesTeachesNothing) {
  EXPECT_EQ(learn({}, history({}, kMonday)), Rhythm{});
  EXPECT_EQ(learn({}, history(std::vector<Moment>{Moment{}, Moment::min()}, kMonday)), Rhythm{});
  EXPECT_EQ(learn({}, history(std::vector<Moment>{kMonday + 1h, Moment::max()}, kMonday)), Rhythm{});
  EXPECT_EQ(learn({}, history(std::vector<Moment>{kMonday}, Moment::min())), Rhythm{});
}

TEST(Stale, ASourceOfManyItemsADayIsAfterADay) {
  const Rhythm rhythm = watched(kMonday, kMonday + days{28}, at_random(50));
  EXPECT_FALSE(is_stale(rhythm, rhythm.until, rhythm.until + 20h));
  EXPECT_TRUE(is_stale(rhythm, rhythm.until, rhythm.until + 25h));
}

TEST(Stale, ASourceOfAnItemAWeekIsNotForAMonth) {
  const Rhythm rhythm = watched(kMonday, kMonday + days{200}, at_random(1.0 / 7));
  EXPECT_FALSE(is_stale(rhythm, rhythm.until, rhythm.until + days{30}));
  EXPECT_TRUE(is_stale(rhythm, rhythm.until, rhythm.until + days{200}));
}

TEST(Stale, PollsThatFindNothingDoNotExcuseTheSilence) {
  for (const double per_day : {0.15, 1.0, 50.0}) {
    const Rhythm rhythm = watched(kMonday, kMonday + days{200}, at_random(per_day));
    const Moment last = rhythm.until;
    const Moment end = last + days{static_cast<int>(2 + 25 / per_day)};
    const Rhythm silent = watched(
        last, end, [](Moment, Moment) { return std::vector<Moment>{}; }, rhythm);
    EXPECT_TRUE(is_stale(silent, last, end)) << per_day;
  }
}

TEST(Stale, AWeekendIsNotForASourceOfWeekdays) {
  const auto on_weekdays = at_random(40, [](Moment at) { return !is_weekend(at); });
  const Rhythm rhythm = watched(kMonday, kMonday + days{28 + 5}, on_weekdays);
  EXPECT_FALSE(is_stale(rhythm, rhythm.until, rhythm.until + days{2}));
  EXPECT_TRUE(is_stale(rhythm, rhythm.until, rhythm.until + days{4}));
}

TEST(Stale, NorIsTheFirstWeekendOfAll) {
  const Rhythm rhythm = watched(kMonday, kMonday + days{5}, at_random(40));
  EXPECT_FALSE(is_stale(rhythm, rhythm.until, rhythm.until + days{3}));
}

TEST(Stale, ASourceSeenOnceOrNeverIsNot) {
  EXPECT_FALSE(is_stale({}, kMonday, kMonday + days{1000}));
  const Rhythm once = learn({}, {.from = kMonday, .to = kMonday + 1h, .new_items = 1});
  EXPECT_FALSE(is_stale(once, kMonday, kMonday + days{30}));
  const Rhythm known = watched(kMonday, kMonday + days{28}, at_random(50));
  EXPECT_FALSE(is_stale(known, Moment{}, known.until + days{30}));
}

TEST(RhythmNumbers, BringTheRhythmBack) {
  const Rhythm rhythm = after_burst(watched(kMonday, kMonday + days{9}, at_random(50)), kMonday + days{9} + 1h, 5);
  EXPECT_EQ(rhythm_of(to_numbers(rhythm)), rhythm);
  EXPECT_EQ(rhythm_of(to_numbers({})), Rhythm{});
}

TEST(RhythmNumbers, ThatAreImpossibleAreADefaultRhythm) {
  const auto good = to_numbers(watched(kMonday, kMonday + days{1}, at_random(50)));
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (const double bad : {-1.0, 1e300, std::numeric_limits<double>::quiet_NaN()}) {
      auto numbers = good;
      numbers[i] = bad;
      EXPECT_EQ(rhythm_of(numbers), Rhythm{}) << i << " " << bad;
    }
  }
  EXPECT_EQ(rhythm_of(std::span{good}.first(good.size() - 1)), Rhythm{});
  EXPECT_EQ(rhythm_of({}), Rhythm{});
}

}  // namespace
}  // namespace tb::schedule
