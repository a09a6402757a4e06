// When a source is polled next.
#include "tenbells/schedule/next_poll.hpp"

#include <gtest/gtest.h>

namespace tb::schedule {
namespace {

using namespace std::chrono_literals;

constexpr Options kOptions{.every = 60s, .backoff_ceiling = 1h, .jitter = 0.1};

struct Case {
  const char* name;
  Polled polled;
  std::chrono::seconds want;
};

class NextWait : public testing::TestWithParam<Case> {};

TEST_P(NextWait, Is) {
  EXPECT_EQ(next_wait(kOptions, GetParam().polled, 0.0), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Polls, NextWait,
    testing::Values(Case{"TheIntervalAfterNews", {Outcome::fresh}, 60s},
                    Case{"TheIntervalAfterNoNews", {Outcome::not_modified}, 60s},
                    Case{"TheIntervalAfterOneFailure", {Outcome::failed, 1}, 60s},
                    Case{"FourfoldAfterThree", {Outcome::failed, 3}, 240s},
                    Case{"TheCeilingAfterMany", {Outcome::failed, 50}, 1h},
                    Case{"TheCeilingAfterVeryMany", {Outcome::failed, 2'000'000'000}, 1h},
                    Case{"TenSecondsWhereNobodyWasReached", {Outcome::failed, 1, false}, 10s},
                    Case{"FortyAfterThreeOfThose", {Outcome::failed, 3, false}, 40s},
                    Case{"TheCeilingAfterManyOfThose", {Outcome::failed, 50, false}, 1h},
                    Case{"WhatTheServerAsksIfLonger", {Outcome::throttled, 1, true, 1000s}, 1000s},
                    Case{"TheBackOffIfTheServerAsksLess", {Outcome::throttled, 2, true, 5s}, 120s},
                    Case{"BeyondTheCeilingIfTheServerAsks", {Outcome::throttled, 1, true, 7200s}, 7200s},
                    Case{"AWeekIfTheServerAsksForYears", {Outcome::throttled, 1, true, 250'000'000'000s}, 168h}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(NextWait, NeverComesWhenThePublisherHasEndedTheSource) {
  EXPECT_EQ(next_wait(kOptions, {Outcome::gone, 1}, 0.0), std::nullopt);
}

TEST(NextWait, JitterLengthensAndNeverShortens) {
  EXPECT_EQ(next_wait(kOptions, {Outcome::unchanged}, 1.0), 66s);
}

TEST(NextWait, ACeilingBelowTheIntervalDoesNotHurryAFailingSource) {
  const Options options{.every = 2h, .backoff_ceiling = 1h, .jitter = 0};
  EXPECT_EQ(next_wait(options, {Outcome::failed, 4}, 0.0), 2h);
}

TEST(FirstWait, AFewSourcesStartAtOnce) {
  EXPECT_LT(first_wait(kOptions, 3, 1.0), 100ms);
}

TEST(FirstWait, TenThousandAreSpreadOverTheirInterval) {
  EXPECT_EQ(first_wait(kOptions, 10'000, 1.0), 60s);
}

}  // namespace
}  // namespace tb::schedule
