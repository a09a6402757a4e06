// What a poll changes of a source's standing.
#include "tenbells/schedule/standing.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace tb::schedule {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::seconds;

constexpr Moment kNow = std::chrono::sys_days{2026y / 11 / 24} + 10h;
constexpr Etiquette kEtiquette;

Standing after_all(std::initializer_list<Reason> reasons, Standing standing = {}, Moment from = kNow) {
  for (const Reason reason : reasons) {
    standing = after(standing, {.reason = reason}, kEtiquette, from);
    from += 1min;
  }
  return standing;
}

TEST(After, ASuccessKeepsWhatThePublisherPromises) {
  const Hints hints{.ttl = 2h, .update_period = 30min, .skip_hours = 7, .skip_days = 1};
  const LastPoll poll{.fresh_for = 500s, .stale_if_error = 1h, .hints = hints, .has_validators = true};
  const Standing standing = after({}, poll, kEtiquette, kNow);
  EXPECT_EQ(standing.last_polled_at, kNow);
  EXPECT_EQ(standing.last_success_at, kNow);
  EXPECT_EQ(standing.fresh_until, kNow + 500s);
  EXPECT_EQ(standing.stale_if_error, 1h);
  EXPECT_EQ(standing.hints, hints);
  EXPECT_TRUE(standing.has_validators);
}

TEST(After, ANotModifiedKeepsTheHintsAndRenewsTheRest) {
  const Hints hints{.ttl = 2h};
  const Standing before = after({}, {.fresh_for = 500s, .hints = hints, .has_validators = true}, kEtiquette, kNow);
  const Standing standing = after(before, {.fresh_for = 60s, .has_validators = true}, kEtiquette, kNow + 10min);
  EXPECT_EQ(standing.hints, hints);
  EXPECT_EQ(standing.fresh_until, kNow + 10min + 60s);
}

TEST(After, ValidatorsAndFreshnessThatNoLongerComeAreForgotten) {
  const Standing before = after({}, {.fresh_for = 500s, .has_validators = true}, kEtiquette, kNow);
  const Standing standing = after(before, {}, kEtiquette, kNow + 10min);
  EXPECT_EQ(standing.fresh_until, Moment{});
  EXPECT_FALSE(standing.has_validators);
}

TEST(After, NoCacheIsNoPromise) {
  EXPECT_EQ(after({}, {.fresh_for = 0s}, kEtiquette, kNow).fresh_until, Moment{});
}

TEST(After, AFailureKeepsWhatTheLastDocumentPromised) {
  const LastPoll success{.fresh_for = 500s, .stale_if_error = 1h, .hints = Hints{.ttl = 2h}, .has_validators = true};
  const Standing before = after({}, success, kEtiquette, kNow);
  const LastPoll failure{.reason = Reason::http_5xx, .fresh_for = 9h, .stale_if_error = 9h, .hints = Hints{.ttl = 9h}};
  const Standing standing = after(before, failure, kEtiquette, kNow + 10min);
  EXPECT_EQ(standing.last_polled_at, kNow + 10min);
  EXPECT_EQ(standing.last_success_at, kNow);
  EXPECT_EQ(standing.fresh_until, kNow + 500s);
  EXPECT_EQ(standing.stale_if_error, 1h);
  EXPECT_EQ(standing.hints.ttl, 2h);
  EXPECT_TRUE(standing.has_validators);
}

TEST(After, FailuresOfAnyKindMakeOneRow) {
  const Standing standing = after_all({Reason::http_5xx, Reason::connect, Reason::malformed});
  EXPECT_EQ(standing.failures_in_a_row, 3);
  EXPECT_EQ(standing.failing_since, kNow);
  EXPECT_EQ(standing.reason, Reason::malformed);
}

TEST(After, ASuccessEndsTheRow) {
  const Standing standing = after_all({Reason::missing, Reason::missing, Reason::none});
  EXPECT_EQ(standing.failures_in_a_row, 0);
  EXPECT_EQ(standing.failing_since, Moment{});
  EXPECT_EQ(standing.missing_in_a_row, 0);
  EXPECT_EQ(standing.missing_since, Moment{});
  EXPECT_EQ(standing.reason, Reason::none);
}

TEST(After, OurOwnFailureIsNotTheSources) {
  const Standing standing = after_all({Reason::http_5xx, Reason::journal, Reason::journal});
  EXPECT_EQ(standing.failures_in_a_row, 1);
  EXPECT_EQ(standing.reason, Reason::journal);
}

struct MissingCase {
  const char* name;
  Reason between;
  int want;
};

class MissingRow : public testing::TestWithParam<MissingCase> {};

TEST_P(MissingRow, After404And) {
  EXPECT_EQ(after_all({Reason::missing, GetParam().between, Reason::missing}).missing_in_a_row, GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(Standing, MissingRow,
                         testing::Values(MissingCase{"MissingAgainGoesOn", Reason::missing, 3},
                                         MissingCase{"NoSuchHostGoesOn", Reason::no_such_host, 3},
                                         MissingCase{"SilentDnsIsNotEnded", Reason::dns, 2},
                                         MissingCase{"NoConnectionIsNotEnded", Reason::connect, 2},
                                         MissingCase{"TlsIsNotEnded", Reason::tls, 2},
                                         MissingCase{"TimeoutIsNotEnded", Reason::timeout, 2},
                                         MissingCase{"JournalIsNotEnded", Reason::journal, 2},
                                         MissingCase{"NoDescriptorIsNotEnded", Reason::resources, 2},
                                         MissingCase{"ServerErrorIsEnded", Reason::http_5xx, 1},
                                         MissingCase{"RefusalIsEnded", Reason::refused, 1},
                                         MissingCase{"ThrottlingIsEnded", Reason::throttled, 1},
                                         MissingCase{"SuccessIsEnded", Reason::none, 1}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(After, RetryAfterHoldsUntilThen) {
  const Standing standing = after({}, {.reason = Reason::throttled, .retry_after = 120s}, kEtiquette, kNow);
  EXPECT_EQ(standing.held_until, kNow + 120s);
  EXPECT_EQ(after(standing, {}, kEtiquette, kNow + 2min).held_until, Moment{});
}

TEST(After, AWindowOverflowCountsUntilPollsOverlap) {
  Standing standing = after({}, {.overflowed = true}, kEtiquette, kNow);
  standing = after(standing, {.overflowed = true}, kEtiquette, kNow + 1min);
  EXPECT_EQ(standing.overflows_in_a_row, 2);
  standing = after(standing, {.reason = Reason::http_5xx}, kEtiquette, kNow + 2min);
  EXPECT_EQ(standing.overflows_in_a_row, 2) << "a failure says nothing of the window";
  standing = after(standing, {}, kEtiquette, kNow + 3min);
  EXPECT_EQ(standing.overflows_in_a_row, 0);
  EXPECT_EQ(standing.overflows, 2U);
}

TEST(After, TheRowDoesNotOverflow) {
  Standing standing;
  standing.failures_in_a_row = std::numeric_limits<int>::max();
  standing.missing_in_a_row = std::numeric_limits<int>::max();
  standing = after(standing, {.reason = Reason::missing}, kEtiquette, kNow);
  EXPECT_EQ(standing.failures_in_a_row, std::numeric_limits<int>::max());
}

TEST(After, AClockSetBackTakesWhatIsKeptWithIt) {
  Standing before;
  before.last_polled_at = kNow + 2h;
  before.last_success_at = kNow + 1h;
  before.failing_since = kNow + 90min;
  before.failures_in_a_row = 1;
  before.fresh_until = kNow + 3h;
  const Standing standing = after(before, {.reason = Reason::connect}, kEtiquette, kNow);
  EXPECT_EQ(standing.last_polled_at, kNow);
  EXPECT_EQ(standing.last_success_at, kNow - 1h);
  EXPECT_EQ(standing.failing_since, kNow - 30min);
  EXPECT_EQ(standing.fresh_until, kNow + 1h);
  EXPECT_EQ(standing.held_until, Moment{});
}

// Parking.

Standing missing_for(std::chrono::hours time, int times, Reason reason = Reason::missing) {
  Standing standing;
  for (int i = 0; i < times; ++i) {
    const Moment at = kNow + std::chrono::duration_cast<seconds>(time) * i / (times - 1);
    standing = after(standing, {.reason = reason}, kEtiquette, at);
  }
  return standing;
}

TEST(ParkedBy, GoneParksAtOnce) {
  EXPECT_EQ(parked_by(after_all({Reason::gone}), kEtiquette), Rule::gone);
}

TEST(ParkedBy, ThirtyDaysOfNothingBut404Park) {
  EXPECT_EQ(parked_by(missing_for(days{30}, 31), kEtiquette), Rule::lost);
  EXPECT_EQ(parked_by(missing_for(days{29}, 31), kEtiquette), std::nullopt);
}

TEST(ParkedBy, ThirtyDaysWithoutTheHostPark) {
  EXPECT_EQ(parked_by(missing_for(days{30}, 31, Reason::no_such_host), kEtiquette), Rule::lost);
}

TEST(ParkedBy, OurOwnSilentNetworkParksNothing) {
  EXPECT_EQ(parked_by(missing_for(days{365}, 31, Reason::dns), kEtiquette), std::nullopt);
  EXPECT_EQ(parked_by(missing_for(days{365}, 31, Reason::connect), kEtiquette), std::nullopt);
}

TEST(ParkedBy, AClockThatJumpsAheadParksNothing) {
  EXPECT_EQ(parked_by(missing_for(days{400}, 4), kEtiquette), std::nullopt);
}

TEST(ParkedBy, NothingParksAWorkingSource) {
  EXPECT_EQ(parked_by({}, kEtiquette), std::nullopt);
  EXPECT_EQ(parked_by(after_all({Reason::none}), kEtiquette), std::nullopt);
}

TEST(After, ASourceThatWasWokenIsMissedAnew) {
  const Standing parked = missing_for(days{30}, 31);
  const Standing woken = after(parked, {.reason = Reason::missing}, kEtiquette, kNow + days{40});
  EXPECT_EQ(woken.missing_in_a_row, 1);
  EXPECT_EQ(woken.missing_since, kNow + days{40});
  EXPECT_EQ(parked_by(woken, kEtiquette), std::nullopt);
}

// stale-if-error.

Standing failing_after(const LastPoll& success, Reason reason) {
  return after(after({}, success, kEtiquette, kNow), {.reason = reason}, kEtiquette, kNow + 10min);
}

TEST(IsExcused, WhileStaleIfErrorLasts) {
  const Standing standing = failing_after({.fresh_for = 10min, .stale_if_error = 1h}, Reason::http_5xx);
  EXPECT_TRUE(is_excused(standing, kEtiquette, kNow + 70min));
  EXPECT_FALSE(is_excused(standing, kEtiquette, kNow + 70min + 1s));
}

TEST(IsExcused, CountsFromTheSuccessWhereNothingWasFresh) {
  const Standing standing = failing_after({.stale_if_error = 1h}, Reason::timeout);
  EXPECT_TRUE(is_excused(standing, kEtiquette, kNow + 1h));
  EXPECT_FALSE(is_excused(standing, kEtiquette, kNow + 1h + 1s));
}

TEST(IsExcused, NotForAnAnswerThatIsMeant) {
  for (const Reason reason : {Reason::missing, Reason::refused, Reason::gone, Reason::not_a_feed, Reason::journal}) {
    EXPECT_FALSE(is_excused(failing_after({.stale_if_error = 1h}, reason), kEtiquette, kNow + 11min))
        << to_string(reason);
  }
}

TEST(IsExcused, NotForYears) {
  const Standing standing =
      failing_after({.fresh_for = seconds::max(), .stale_if_error = seconds::max()}, Reason::http_5xx);
  EXPECT_TRUE(is_excused(standing, kEtiquette, kNow + 48h));
  EXPECT_FALSE(is_excused(standing, kEtiquette, kNow + 49h));
}

TEST(IsExcused, NotWithoutThePublishersWord) {
  EXPECT_FALSE(is_excused(failing_after({}, Reason::http_5xx), kEtiquette, kNow + 10min));
  EXPECT_FALSE(is_excused({}, kEtiquette, kNow));
}

// Names.

TEST(Names, EveryRuleIsFoundByItsName) {
  for (int i = 0; i <= static_cast<int>(Rule::lost); ++i) {
    const auto rule = static_cast<Rule>(i);
    EXPECT_EQ(rule_named(to_string(rule)), rule) << to_string(rule);
    EXPECT_FALSE(meaning(rule).empty()) << to_string(rule);
  }
  EXPECT_EQ(rule_named("whim"), std::nullopt);
}

TEST(Names, EveryReasonIsFoundByItsName) {
  for (int i = 0; i <= static_cast<int>(Reason::resources); ++i) {
    const auto reason = static_cast<Reason>(i);
    EXPECT_EQ(reason_named(to_string(reason)), reason) << to_string(reason);
  }
  EXPECT_EQ(reason_named(""), std::nullopt);
}

}  // namespace
}  // namespace tb::schedule
