// When a source is polled next, and which rule says so.
#include "tenbells/schedule/next_poll.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace tb::schedule {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kTuesday = std::chrono::sys_days{2026y / 11 / 24};
constexpr Moment kNow = kTuesday + 10h;

constexpr Options kFixed{.pace = Pace::fixed, .every = 60s, .backoff_ceiling = 1h};
constexpr Options kLearned{.pace = Pace::learned, .every = 300s, .fastest = 30s, .backoff_ceiling = 1h};
constexpr Etiquette kEtiquette;

constexpr std::uint32_t kAllHours = (1U << 24) - 1;

// A source that has just answered with validators and no other promise.
constexpr LastPoll kOrdinary{.has_validators = true};

Standing after_a(const LastPoll& poll) {
  return after({}, poll, kEtiquette, kNow);
}

// Failed so many times in a row with the same reason, the last time now.
Standing failed(int times, Reason reason, std::optional<seconds> retry_after = std::nullopt) {
  Standing standing = after({}, kOrdinary, kEtiquette, kNow - 2 * 24h);
  for (int i = times - 1; i >= 0; --i) {
    standing = after(standing, {.reason = reason, .retry_after = retry_after}, kEtiquette, kNow - i * 1s);
  }
  return standing;
}

struct Case {
  const char* name;
  Options options;
  Standing standing;
  nanoseconds want;
  Rule rule;
  std::optional<seconds> rhythm = std::nullopt;
  bool has_push = false;
};

class Decide : public testing::TestWithParam<Case> {};

TEST_P(Decide, Waits) {
  const Case& row = GetParam();
  const Decision decision = decide(row.options, kEtiquette, row.standing, row.rhythm, row.has_push, kNow, 0.0);
  ASSERT_TRUE(decision.wait.has_value());
  EXPECT_EQ(std::chrono::duration<double>{*decision.wait}, std::chrono::duration<double>{row.want});
  EXPECT_EQ(to_string(decision.rule), to_string(row.rule));
}

std::string name_of(const testing::TestParamInfo<Case>& row) {
  return row.param.name;
}

INSTANTIATE_TEST_SUITE_P(
    Pace, Decide,
    testing::Values(Case{"TheIntervalOfAFixedPace", kFixed, after_a(kOrdinary), 60s, Rule::every},
                    Case{"TheIntervalOfAFixedPaceWhateverTheRhythm", kFixed, after_a(kOrdinary), 60s, Rule::every, 5s},
                    Case{"WhatTheRhythmIsWorth", kLearned, after_a(kOrdinary), 777s, Rule::rhythm, 777s},
                    Case{"TheIntervalWhereNoRhythmIsKnown", kLearned, after_a(kOrdinary), 300s, Rule::every},
                    Case{"TheFastestIfTheRhythmIsFaster", kLearned, after_a(kOrdinary), 30s, Rule::rhythm, 2s},
                    Case{"TheFastestIfTheRhythmIsNonsense", kLearned, after_a(kOrdinary), 30s, Rule::rhythm, -7s},
                    Case{"SixfoldIfTheSourcePushes", kLearned, after_a(kOrdinary), 1200s, Rule::push, 200s, true},
                    Case{"SixfoldIfAFixedSourcePushes", kFixed, after_a(kOrdinary), 360s, Rule::push, std::nullopt,
                         true}),
    name_of);

constexpr LastPoll kOverflowed{.has_validators = true, .overflowed = true};

INSTANTIATE_TEST_SUITE_P(
    WindowOverflow, Decide,
    testing::Values(Case{"HalfTheRhythm", kLearned, after_a(kOverflowed), 400s, Rule::window_overflow, 800s},
                    Case{"AQuarterAfterTwo", kLearned, after(after_a(kOverflowed), kOverflowed, kEtiquette, kNow), 200s,
                         Rule::window_overflow, 800s},
                    Case{"NeverFasterThanTheFastest", kLearned, after_a(kOverflowed), 30s, Rule::window_overflow, 40s},
                    Case{"TheRhythmAgainOncePollsOverlap", kLearned,
                         after(after_a(kOverflowed), kOrdinary, kEtiquette, kNow), 800s, Rule::rhythm, 800s},
                    Case{"OnlySaidOfAFixedPace", kFixed, after_a(kOverflowed), 60s, Rule::every},
                    Case{"NeverAgainstThePublishersWord", kLearned,
                         after_a({.fresh_for = 600s, .has_validators = true, .overflowed = true}), 601s, Rule::cache,
                         800s}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Cache, Decide,
    testing::Values(Case{"UntilASecondPastFreshness", kFixed, after_a({.fresh_for = 500s, .has_validators = true}),
                         501s, Rule::cache},
                    Case{"TheIntervalIfThatIsLonger", kFixed, after_a({.fresh_for = 20s, .has_validators = true}), 60s,
                         Rule::every},
                    Case{"TheIntervalIfNothingIsPromised", kFixed, after_a({.fresh_for = 0s, .has_validators = true}),
                         60s, Rule::every},
                    Case{"ADayIfAYearIsPromised", kFixed, after_a({.fresh_for = 31'536'000s, .has_validators = true}),
                         24h + 1s, Rule::cache},
                    Case{"TheIntervalIfTheOwnerIgnoresFreshness",
                         {.pace = Pace::fixed, .every = 60s, .ignore_freshness = true},
                         after_a({.fresh_for = 500s, .has_validators = true}),
                         60s,
                         Rule::every},
                    Case{"LearnedPolledJustAfterTheCacheExpires", kLearned,
                         after_a({.fresh_for = 310s, .has_validators = true}), 311s, Rule::cache, 300s},
                    Case{"PushedNoSoonerThanTheCache", kFixed, after_a({.fresh_for = 500s, .has_validators = true}),
                         501s, Rule::cache, std::nullopt, true}),
    name_of);

LastPoll hinted(const Hints& hints) {
  return {.hints = hints, .has_validators = true};
}

INSTANTIATE_TEST_SUITE_P(
    Hints, Decide,
    testing::Values(
        Case{"TheTtl", kFixed, after_a(hinted({.ttl = 2h})), 2h, Rule::ttl},
        Case{"TheIntervalIfTheTtlIsShorter", kFixed, after_a(hinted({.ttl = 59s})), 60s, Rule::every},
        Case{"TheIntervalIfTheTtlIsZero", kFixed, after_a(hinted({.ttl = 0s})), 60s, Rule::every},
        Case{"TheIntervalIfTheTtlIsNegative", kFixed, after_a(hinted({.ttl = -2h})), 60s, Rule::every},
        Case{"AWeekIfTheTtlIsAYear", kFixed, after_a(hinted({.ttl = days{365}})), days{7}, Rule::ttl},
        Case{"AWeekIfTheTtlIsEndless", kFixed, after_a(hinted({.ttl = seconds::max()})), days{7}, Rule::ttl},
        Case{"TheTtlThoughTheOwnerIgnoresFreshness",
             {.pace = Pace::fixed, .every = 60s, .ignore_freshness = true},
             after_a(hinted({.ttl = 2h})),
             2h,
             Rule::ttl},
        Case{"TheUpdatePeriod", kFixed, after_a(hinted({.update_period = 30min})), 30min, Rule::update_period},
        Case{"AWeekIfTheUpdatePeriodIsAYear", kFixed, after_a(hinted({.update_period = days{365}})), days{7},
             Rule::update_period},
        Case{"TheIntervalIfTheUpdatePeriodIsZero", kFixed, after_a(hinted({.update_period = 0s})), 60s, Rule::every},
        Case{"TheLongestOfSeveral", kFixed,
             after_a({.fresh_for = 100s, .hints = Hints{.ttl = 10min, .update_period = 5min}}), 10min, Rule::ttl},
        Case{"TheTtlOfALearnedPace", kLearned, after_a(hinted({.ttl = 2h})), 2h, Rule::ttl, 100s}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    SkipWindows, Decide,
    testing::Values(
        Case{"UntilTheHourIsOver", kFixed, after_a(hinted({.skip_hours = 1U << 10})), 1h, Rule::skip_hours},
        Case{"TheIntervalInAnotherHour", kFixed, after_a(hinted({.skip_hours = 1U << 11})), 60s, Rule::every},
        Case{"PastAnHourThatTheTtlLeadsInto", kFixed, after_a(hinted({.ttl = 90min, .skip_hours = 1U << 11})), 2h,
             Rule::skip_hours},
        Case{"TheIntervalIfAllHoursAreSkipped", kFixed, after_a(hinted({.skip_hours = kAllHours})), 60s, Rule::every},
        Case{"UntilTheDayIsOver", kFixed, after_a(hinted({.skip_days = 0b10})), 14h, Rule::skip_days},
        Case{"TheIntervalOnAnotherDay", kFixed, after_a(hinted({.skip_days = 0b100})), 60s, Rule::every},
        Case{"TheIntervalIfAllDaysAreSkipped", kFixed, after_a(hinted({.skip_days = 0b1111111})), 60s, Rule::every},
        Case{"EvenIfRetryAfterEndsThere", kFixed,
             after(after({}, hinted({.skip_hours = 1U << 11}), kEtiquette, kNow - 1h),
                   {.reason = Reason::throttled, .retry_after = 1h}, kEtiquette, kNow),
             2h, Rule::skip_hours}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Unconditional, Decide,
    testing::Values(
        Case{"ADayOfALearnedPace", kLearned, after_a({}), 24h, Rule::unconditional, 100s},
        Case{"TheIntervalThatTheOwnerHasWritten", kFixed, after_a({}), 60s, Rule::every},
        Case{"TheRhythmOfAnApi",
             {.pace = Pace::learned, .every = 300s, .unconditional_floor = false},
             after_a({}),
             100s,
             Rule::rhythm,
             100s},
        Case{"TheRhythmIfThereAreValidators", kLearned, after_a(kOrdinary), 100s, Rule::rhythm, 100s},
        Case{"TheRhythmIfFreshnessIsPromised", kLearned, after_a({.fresh_for = 60s}), 100s, Rule::rhythm, 100s},
        Case{"TheRhythmIfATtlIsGiven", kLearned, after_a({.hints = Hints{.ttl = 60s}}), 100s, Rule::rhythm, 100s},
        Case{"ADayIfTheTtlIsNonsense", kLearned, after_a({.hints = Hints{.ttl = 0s}}), 24h, Rule::unconditional, 100s}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    BackOff, Decide,
    testing::Values(
        Case{"TheIntervalAfterOneServerError", kFixed, failed(1, Reason::http_5xx), 60s, Rule::back_off},
        Case{"TwiceAfterTwo", kFixed, failed(2, Reason::http_5xx), 120s, Rule::back_off},
        Case{"FourfoldAfterThree", kFixed, failed(3, Reason::http_5xx), 240s, Rule::back_off},
        Case{"TheCeilingAfterMany", kFixed, failed(50, Reason::http_5xx), 1h, Rule::back_off},
        Case{"FourfoldAfterThreeTimeouts", kFixed, failed(3, Reason::timeout), 240s, Rule::back_off},
        Case{"FourfoldAfterThreeHandshakes", kFixed, failed(3, Reason::tls), 240s, Rule::back_off},
        Case{"FourfoldAfterThreeLimits", kFixed, failed(3, Reason::limit), 240s, Rule::back_off},
        Case{"FourfoldAfterThreeClientErrors", kFixed, failed(3, Reason::http_4xx), 240s, Rule::back_off},
        Case{"FourfoldAfterThreeWebPages", kFixed, failed(3, Reason::not_a_feed), 240s, Rule::back_off},
        Case{"FourfoldAfterThreeMalformedOnes", kFixed, failed(3, Reason::malformed), 240s, Rule::back_off},
        Case{"FourfoldAfterThreeProtocolErrors", kFixed, failed(3, Reason::protocol), 240s, Rule::back_off},
        Case{"FourfoldAfterThreeForbiddenAddresses", kFixed, failed(3, Reason::policy), 240s, Rule::back_off},
        Case{"TenSecondsIfNobodyWasReached", kFixed, failed(1, Reason::connect), 10s, Rule::back_off},
        Case{"TwentyAfterTwoOfThose", kFixed, failed(2, Reason::dns), 20s, Rule::back_off},
        Case{"FortyAfterThreeOfThose", kFixed, failed(3, Reason::no_such_host), 40s, Rule::back_off},
        Case{"TheCeilingAfterManyOfThose", kFixed, failed(50, Reason::connect), 1h, Rule::back_off},
        Case{"TheIntervalIfThatIsShorterThanTen",
             {.pace = Pace::fixed, .every = 5s},
             failed(1, Reason::connect),
             5s,
             Rule::back_off},
        Case{"NoHurryIfTheCeilingIsBelowTheInterval",
             {.pace = Pace::fixed, .every = 2h, .backoff_ceiling = 1h},
             failed(4, Reason::http_5xx),
             2h,
             Rule::back_off},
        Case{"OfALearnedPaceFromItsAverage", kLearned, failed(2, Reason::http_5xx), 600s, Rule::back_off, 40s},
        Case{"NoneForAFailureOfOurOwn", kFixed, failed(9, Reason::journal), 60s, Rule::every},
        Case{"NoneForWantOfADescriptor", kFixed, failed(9, Reason::resources), 60s, Rule::every},
        Case{"NoSixfoldThoughTheSourcePushes", kFixed, failed(1, Reason::http_5xx), 60s, Rule::back_off, std::nullopt,
             true}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Throttled, Decide,
    testing::Values(
        Case{"TheIntervalAfterOne", kFixed, failed(1, Reason::throttled), 60s, Rule::throttled},
        Case{"FourfoldAfterThree", kFixed, failed(3, Reason::throttled), 240s, Rule::throttled},
        Case{"ADayAfterMany", kFixed, failed(50, Reason::throttled), 24h, Rule::throttled},
        Case{"NeverSoonerThanTheRhythm", kLearned, failed(1, Reason::throttled), 900s, Rule::throttled, 900s},
        Case{"WhatTheServerAsks", kFixed, failed(1, Reason::throttled, 1000s), 1000s, Rule::retry_after},
        Case{"TheBackOffIfTheServerAsksLess", kFixed, failed(2, Reason::throttled, 5s), 120s, Rule::throttled},
        Case{"ABelievedServersCeilingIsTheOrdinaryOne", kFixed, failed(50, Reason::throttled, 5s), 1h, Rule::throttled},
        Case{"WhatTheServerAsksBeyondTheCeiling", kFixed, failed(1, Reason::throttled, 2h), 2h, Rule::retry_after},
        Case{"AWeekIfTheServerAsksForYears", kFixed, failed(1, Reason::throttled, 250'000'000'000s), days{7},
             Rule::retry_after},
        Case{"TheIntervalIfTheServerAsksForThePast", kFixed, failed(1, Reason::throttled, 0s), 60s, Rule::throttled},
        Case{"TheIntervalIfTheServerAsksForLessThanNothing", kFixed, failed(1, Reason::throttled, -5s), 60s,
             Rule::throttled},
        Case{"WhatTheServerAsksWithAnyAnswer", kFixed, failed(1, Reason::http_5xx, 1000s), 1000s, Rule::retry_after},
        Case{"WhatTheServerAsksWithASuccess", kFixed, after_a({.retry_after = 1000s, .has_validators = true}), 1000s,
             Rule::retry_after}),
    name_of);

INSTANTIATE_TEST_SUITE_P(Refused, Decide,
                         testing::Values(Case{"SixHours", kFixed, failed(1, Reason::refused), 6h, Rule::refused},
                                         Case{"SixHoursAgain", kFixed, failed(50, Reason::refused), 6h, Rule::refused},
                                         Case{"TheIntervalIfThatIsLonger",
                                              {.pace = Pace::fixed, .every = 12h},
                                              failed(1, Reason::refused),
                                              12h,
                                              Rule::refused}),
                         name_of);

INSTANTIATE_TEST_SUITE_P(
    Missing, Decide,
    testing::Values(Case{"TheIntervalAfterOne", kFixed, failed(1, Reason::missing), 60s, Rule::every},
                    Case{"TheRhythmAfterOne", kLearned, failed(1, Reason::missing), 100s, Rule::rhythm, 100s},
                    Case{"SomeMinutesAfterTwo", kFixed, failed(2, Reason::missing), 370s, Rule::missing},
                    Case{"AHalfHourAfterThree", kFixed, failed(3, Reason::missing), 2277s, Rule::missing},
                    Case{"HoursAfterFour", kFixed, failed(4, Reason::missing), 14026s, Rule::missing},
                    Case{"ADayAfterFive", kFixed, failed(5, Reason::missing), 24h, Rule::missing},
                    Case{"ADayAfterMany", kFixed, failed(5000, Reason::missing), 24h, Rule::missing},
                    Case{"TheIntervalAfterOneAmongOtherFailures", kFixed,
                         after(failed(9, Reason::http_5xx), {.reason = Reason::missing}, kEtiquette, kNow), 60s,
                         Rule::every},
                    Case{"TheIntervalIfThatIsLonger",
                         {.pace = Pace::fixed, .every = days{3}},
                         failed(5, Reason::missing),
                         days{3},
                         Rule::missing}),
    name_of);

// Parked.

TEST(DecideParked, NeverAgainWhenThePublisherHasEndedTheSource) {
  const Decision decision = decide(kFixed, kEtiquette, failed(1, Reason::gone), 60s, false, kNow, 0.5);
  EXPECT_EQ(decision.wait, std::nullopt);
  EXPECT_EQ(decision.rule, Rule::gone);
}

TEST(DecideParked, NeverAgainAfterThirtyDaysOfNothingBut404s) {
  Standing standing = failed(31, Reason::missing);
  standing.missing_since = kNow - days{30};
  const Decision decision = decide(kFixed, kEtiquette, standing, std::nullopt, false, kNow, 0.5);
  EXPECT_EQ(decision.wait, std::nullopt);
  EXPECT_EQ(decision.rule, Rule::lost);
}

// What a failed poll does not prolong.

TEST(DecideAfterFailure, ATtlCountsFromTheLastSuccess) {
  Standing standing = after({}, hinted({.ttl = 2h}), kEtiquette, kNow - 119min);
  standing = after(standing, {.reason = Reason::http_5xx}, kEtiquette, kNow);
  const Decision decision = decide(kFixed, kEtiquette, standing, std::nullopt, false, kNow, 0.0);
  EXPECT_EQ(decision.wait, 60s);
}

TEST(DecideAfterFailure, WhatIsPastHasNoSay) {
  const LastPoll promised{.fresh_for = 10min, .hints = Hints{.ttl = 1h}, .has_validators = true};
  Standing standing = after({}, promised, kEtiquette, kNow - 2h);
  standing = after(standing, {.reason = Reason::http_5xx}, kEtiquette, kNow);
  const Decision decision = decide(kFixed, kEtiquette, standing, std::nullopt, false, kNow, 0.0);
  EXPECT_THAT(decision.bounds, ElementsAre(Bound{Rule::back_off, kNow + 60s}));
}

TEST(DecideAfterFailure, FreshnessStillHolds) {
  Standing standing = after({}, {.fresh_for = 1h, .has_validators = true}, kEtiquette, kNow - 10min);
  standing = after(standing, {.reason = Reason::connect}, kEtiquette, kNow);
  const Decision decision = decide(kFixed, kEtiquette, standing, std::nullopt, false, kNow, 0.0);
  EXPECT_EQ(decision.wait, 50min + 1s);
  EXPECT_EQ(decision.rule, Rule::cache);
}

// Bounds, for who asks why.

TEST(DecideBounds, AreAllThatHadASay) {
  const Standing standing = after_a({.retry_after = 700s,
                                     .fresh_for = 500s,
                                     .hints = Hints{.ttl = 10min, .update_period = 5min, .skip_hours = 1U << 10},
                                     .has_validators = true});
  const Decision decision = decide(kLearned, kEtiquette, standing, 100s, true, kNow, 0.0);
  EXPECT_THAT(decision.bounds, ElementsAre(Bound{Rule::rhythm, kNow + 100s}, Bound{Rule::push, kNow + 600s},
                                           Bound{Rule::cache, kNow + 501s}, Bound{Rule::ttl, kNow + 10min},
                                           Bound{Rule::update_period, kNow + 5min},
                                           Bound{Rule::retry_after, kNow + 700s}, Bound{Rule::skip_hours, kNow + 1h}));
}

TEST(DecideBounds, AreMarkedWhereMoreWasAskedThanTheCeiling) {
  const Standing standing = after_a({.retry_after = days{30},
                                     .fresh_for = days{2},
                                     .hints = Hints{.ttl = days{8}, .update_period = days{7}},
                                     .has_validators = true});
  const Decision decision = decide(kFixed, kEtiquette, standing, std::nullopt, false, kNow, 0.0);
  EXPECT_THAT(decision.bounds,
              ElementsAre(Bound{Rule::every, kNow + 60s}, Bound{Rule::cache, kNow + 24h + 1s, true},
                          Bound{Rule::ttl, kNow + days{7}, true}, Bound{Rule::update_period, kNow + days{7}},
                          Bound{Rule::retry_after, kNow + days{7}, true}));
}

TEST(DecideBounds, WhatIsAbsurdIsNamedAsIgnored) {
  const Hints absurd{.ttl = 0s, .update_period = -1s, .skip_hours = kAllHours, .skip_days = 0x7f};
  const Decision decision = decide(kFixed, kEtiquette, after_a(hinted(absurd)), std::nullopt, false, kNow, 0.0);
  EXPECT_THAT(decision.ignored, ElementsAre(Rule::ttl, Rule::update_period, Rule::skip_hours, Rule::skip_days));
}

TEST(DecideBounds, FreshnessThatTheOwnerIgnoresIsNamed) {
  const Options options{.pace = Pace::fixed, .every = 60s, .ignore_freshness = true};
  const Standing standing = after_a({.fresh_for = 500s, .has_validators = true});
  const Decision decision = decide(options, kEtiquette, standing, std::nullopt, false, kNow, 0.0);
  EXPECT_THAT(decision.ignored, ElementsAre(Rule::cache));
  EXPECT_THAT(decision.bounds, ElementsAre(Bound{Rule::every, kNow + 60s}));
}

TEST(DecideBounds, NothingIsIgnoredOfAnOrdinarySource) {
  EXPECT_THAT(decide(kFixed, kEtiquette, after_a(kOrdinary), std::nullopt, false, kNow, 0.0).ignored, IsEmpty());
}

// Jitter.

nanoseconds longest(const Options& options, const LastPoll& poll, std::optional<seconds> rhythm = std::nullopt) {
  return *decide(options, kEtiquette, after_a(poll), rhythm, false, kNow, 1.0).wait;
}

TEST(DecideJitter, LengthensTheIntervalByATenth) {
  EXPECT_EQ(longest(kFixed, kOrdinary), 66s);
  EXPECT_EQ(longest(kLearned, kOrdinary, 1000s), 1100s);
}

TEST(DecideJitter, LengthensABackOffByATenth) {
  const Decision decision = decide(kFixed, kEtiquette, failed(3, Reason::http_5xx), std::nullopt, false, kNow, 1.0);
  EXPECT_EQ(decision.wait, 264s);
}

TEST(DecideJitter, LengthensAPromiseByATenthOfTheInterval) {
  EXPECT_EQ(longest(kFixed, hinted({.ttl = 2h})), 2h + 6s);
  EXPECT_EQ(longest(kFixed, {.retry_after = 120s, .has_validators = true}), 126s);
}

TEST(DecideJitter, StaysNearTheEndOfFreshness) {
  EXPECT_EQ(longest(kLearned, {.fresh_for = 1h}), 1h + 1s + 5s);
  EXPECT_EQ(longest({.pace = Pace::fixed, .every = 5s}, {.fresh_for = 60s}), 61s + 500ms);
}

TEST(DecideJitter, SpreadsTheFirstAllowedMomentForward) {
  EXPECT_EQ(longest(kFixed, hinted({.skip_hours = 1U << 10})), 1h + 6s);
}

TEST(DecideJitter, DoesNotReachIntoTheNextSkippedHour) {
  const Options options{.pace = Pace::fixed, .every = 59min};
  EXPECT_EQ(longest(options, hinted({.skip_hours = 1U << 11})), 59min + 59s);
}

TEST(DecideJitter, IsNoneWhereTheOwnerWantsNone) {
  EXPECT_EQ(longest({.pace = Pace::fixed, .every = 60s, .jitter = 0}, kOrdinary), 60s);
}

// A wall clock that was set.

TEST(DecideClock, SetBackStallsNothing) {
  const Standing standing = after_a({.fresh_for = 10min, .has_validators = true});
  const Decision decision = decide(kFixed, kEtiquette, standing, std::nullopt, false, kNow - 2h, 0.0);
  EXPECT_EQ(decision.wait, 601s);
}

TEST(DecideClock, AMomentInTheFarFutureHoldsNoLongerThanItsCeiling) {
  Standing standing = after_a(kOrdinary);
  standing.fresh_until = Moment::max();
  EXPECT_EQ(decide(kFixed, kEtiquette, standing, std::nullopt, false, kNow, 0.0).wait, 24h + 1s);
  standing.held_until = Moment::max();
  EXPECT_EQ(decide(kFixed, kEtiquette, standing, std::nullopt, false, kNow, 0.0).wait, days{7});
}

// The start of the daemon.

// Polled an hour ago, due at that moment.
Standing due_at(Moment due, Rule rule = Rule::every) {
  Standing standing = after({}, kOrdinary, kEtiquette, kNow - 1h);
  standing.due = due;
  standing.due_by = rule;
  return standing;
}

Decision started(const Standing& standing, std::size_t siblings = 10'000, double phase = 0.5, Moment now = kNow,
                 const Options& options = kLearned) {
  return first_poll(options, kEtiquette, standing, siblings, phase, now);
}

TEST(FirstPoll, ASourceThatIsNotDueWaitsUntilItIs) {
  const Decision decision = started(due_at(kNow + 17min, Rule::rhythm));
  EXPECT_EQ(decision.wait, 17min);
  EXPECT_EQ(decision.rule, Rule::rhythm);
}

TEST(FirstPoll, AFewNewSourcesStartAtOnce) {
  for (const double phase : {0.0, 0.3, 1.0}) {
    const Decision decision = started({}, 3, phase);
    EXPECT_LT(*decision.wait, 61ms);
    EXPECT_EQ(decision.rule, Rule::start);
  }
}

TEST(FirstPoll, TenThousandOverdueOnesAreSpreadFiftyASecond) {
  std::vector<int> starts_in(201);
  for (int i = 0; i < 10'000; ++i) {
    const Decision decision = started(due_at(kNow - 1min), 10'000, (i + 0.5) / 10'000);
    EXPECT_EQ(decision.rule, Rule::start);
    ++starts_in.at(static_cast<std::size_t>(*decision.wait / 1s));
  }
  EXPECT_LE(*std::ranges::max_element(starts_in), 51);
}

TEST(FirstPoll, NobodyStartsLaterThanTheInterval) {
  for (const double phase : {0.0, 0.3, 0.999999, 1.0}) {
    EXPECT_LT(*started({}, 1'000'000, phase, kNow, kFixed).wait, 60s);
  }
}

TEST(FirstPoll, ARestartDoesNotMoveASourcesPlace) {
  const Moment place = kNow + std::chrono::duration_cast<Moment::duration>(*started({}, 10'000, 0.7).wait);
  ASSERT_GT(place, kNow + 1s);
  EXPECT_EQ(*started({}, 10'000, 0.7, place - 1s).wait, 1s);
}

TEST(FirstPoll, FiftyRestartsInAnHourStarveNoneAndRepeatNone) {
  int polls = 0;
  Standing standing;
  for (int restart = 0; restart < 50; ++restart) {
    const Moment now = kNow + restart * 72s;
    const auto wait = std::chrono::duration_cast<Moment::duration>(*started(standing, 10'000, 0.9, now).wait);
    if (wait >= 72s) continue;  // killed before
    ++polls;
    standing = after(standing, kOrdinary, kEtiquette, now + wait);
    const Decision next = decide(kLearned, kEtiquette, standing, 1h, false, now + wait, 0.5);
    standing.due = now + wait + std::chrono::duration_cast<Moment::duration>(*next.wait);
    standing.due_by = next.rule;
  }
  EXPECT_EQ(polls, 1);
}

TEST(FirstPoll, AnOverdueSourceStillKeepsThePublishersWord) {
  Standing standing = after({}, {.fresh_for = 2h, .has_validators = true}, kEtiquette, kNow - 1h);
  EXPECT_EQ(started(standing, 1).rule, Rule::cache);
  EXPECT_GE(*started(standing, 1).wait, 1h);
  standing = after({}, hinted({.skip_hours = 1U << 10}), kEtiquette, kNow - 1h);
  EXPECT_EQ(started(standing, 1).rule, Rule::skip_hours);
  EXPECT_GE(*started(standing, 1).wait, 1h);
  standing = after({}, {.reason = Reason::throttled, .retry_after = 2h}, kEtiquette, kNow - 1h);
  EXPECT_EQ(started(standing, 1).rule, Rule::retry_after);
  EXPECT_GE(*started(standing, 1).wait, 1h);
}

TEST(FirstPoll, ThoseWhoseSkippedHoursEndTogetherAreSpreadToo) {
  const Standing standing = after({}, hinted({.skip_hours = 1U << 10}), kEtiquette, kNow - 1h);
  EXPECT_EQ(started(standing, 10'000, 0.0).wait, 1h);
  EXPECT_EQ(started(standing, 10'000, 0.5).wait, 1h + 100s);
}

TEST(FirstPoll, AClockSetBackStallsNothing) {
  const Standing standing = due_at(kNow - 55min);  // five minutes after its poll
  const Decision decision = started(standing, 1, 0.0, kNow - 10h);
  EXPECT_EQ(decision.wait, 5min);
}

TEST(FirstPoll, AClockThatStartsIn1970StallsNothing) {
  const Decision decision = started(due_at(kNow - 55min), 1, 0.0, Moment{3s});
  EXPECT_EQ(decision.wait, 5min);
}

TEST(FirstPoll, AClockSetAheadMakesNoBurst) {
  const Decision decision = started(due_at(kNow - 55min), 10'000, 0.5, kNow + days{365});
  EXPECT_EQ(decision.rule, Rule::start);
  EXPECT_LT(*decision.wait, 200s);
}

TEST(FirstPoll, ADueTimeInTheFarFutureIsNotBelieved) {
  EXPECT_EQ(started(due_at(Moment::max()), 1).rule, Rule::start) << "polled an hour ago, asked every five minutes";
  EXPECT_EQ(started(due_at(Moment::max(), Rule::refused), 1).wait, 5h + 36min);
}

TEST(FirstPoll, AShorterIntervalHoldsFromTheStart) {
  EXPECT_EQ(started(due_at(kNow + 11h), 1, 0.0, kNow, kFixed).rule, Rule::start);
}

TEST(FirstPoll, ARhythmIsForgottenIfTheOwnerWritesAnInterval) {
  EXPECT_EQ(started(due_at(kNow + 11h, Rule::rhythm), 1, 0.0, kNow, kLearned).wait, 11h);
  EXPECT_EQ(started(due_at(kNow + 11h, Rule::rhythm), 1, 0.0, kNow, kFixed).rule, Rule::start);
}

TEST(FirstPoll, NoSourceWaitsForAPushThatIsNotSubscribedYet) {
  EXPECT_EQ(started(due_at(kNow + 11h, Rule::push), 1).rule, Rule::start);
}

TEST(FirstPoll, WhatTheOwnerHasWokenIsPolled) {
  for (const Reason reason : {Reason::gone, Reason::missing}) {
    Standing standing = failed(31, reason);
    standing.missing_since = kNow - days{60};
    EXPECT_EQ(started(standing, 1).rule, Rule::start);
  }
}

}  // namespace
}  // namespace tb::schedule
