// What holds of every decision, whatever it is made of; and of a whole month of them, seen from the server.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "tenbells/schedule/next_poll.hpp"

namespace tb::schedule {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::nanoseconds;
using std::chrono::seconds;

constexpr Moment kNow = std::chrono::sys_days{2026y / 11 / 24} + 10h;

class Chance {
 public:
  explicit Chance(unsigned seed) : random_(seed) {}
  double share() { return std::uniform_real_distribution<double>(0, 1)(random_); }
  int below(int end) { return std::uniform_int_distribution<int>(0, end - 1)(random_); }
  bool one_in(int times) { return below(times) == 0; }
  template <class T>
  T one_of(std::initializer_list<T> values) {
    return *(values.begin() + below(static_cast<int>(values.size())));
  }

 private:
  std::mt19937 random_;
};

seconds odd_seconds(Chance& chance) {
  return chance.one_of<seconds>({seconds::min(), -1s, 0s, 1s, 59s, 1h, days{8}, days{4000}, seconds::max()});
}

Moment odd_moment(Chance& chance, Moment now) {
  return chance.one_of<Moment>({Moment::min(), Moment{}, Moment{1us}, now - days{40}, now - 1h, now - 1us, now,
                                now + 1us, now + 59min, now + days{40}, Moment::max()});
}

int odd_count(Chance& chance) {
  return chance.one_of<int>({std::numeric_limits<int>::min(), 0, 1, 2, 5, 40, std::numeric_limits<int>::max()});
}

double odd_share(Chance& chance) {
  return chance.one_of<double>({-1.0, 0.0, 0.1, 0.5, 1.0, 7.0, std::nan(""), std::numeric_limits<double>::infinity()});
}

Options odd_options(Chance& chance) {
  return {.pace = chance.one_of({Pace::learned, Pace::fixed}),
          .every = odd_seconds(chance),
          .fastest = odd_seconds(chance),
          .backoff_ceiling = odd_seconds(chance),
          .jitter = odd_share(chance),
          .ignore_freshness = chance.one_in(2),
          .unconditional_floor = chance.one_in(2)};
}

Etiquette odd_etiquette(Chance& chance) {
  return {.freshness_ceiling = odd_seconds(chance),
          .ttl_ceiling = odd_seconds(chance),
          .retry_after_ceiling = odd_seconds(chance),
          .unconditional_floor = odd_seconds(chance),
          .throttled_ceiling = odd_seconds(chance),
          .refused_floor = odd_seconds(chance),
          .missing_wait = odd_seconds(chance),
          .missing_patience = odd_seconds(chance),
          .push_stretch = odd_share(chance)};
}

Hints odd_hints(Chance& chance) {
  Hints hints;
  if (chance.one_in(2)) hints.ttl = odd_seconds(chance);
  if (chance.one_in(2)) hints.update_period = odd_seconds(chance);
  hints.skip_hours = chance.one_of({0U, 1U << 11, 0xfffU, 0xfffffeU, 0xffffffU, 0xffffffffU});
  hints.skip_days = chance.one_of<std::uint8_t>({0, 1, 2, 0x3f, 0x7f, 0xff});
  return hints;
}

Reason odd_reason(Chance& chance) {
  return static_cast<Reason>(chance.below(static_cast<int>(Reason::resources) + 1));
}

Standing odd_standing(Chance& chance, Moment now) {
  return {.last_polled_at = odd_moment(chance, now),
          .last_success_at = odd_moment(chance, now),
          .reason = odd_reason(chance),
          .failures_in_a_row = odd_count(chance),
          .failing_since = odd_moment(chance, now),
          .missing_in_a_row = odd_count(chance),
          .missing_since = odd_moment(chance, now),
          .fresh_until = odd_moment(chance, now),
          .stale_if_error = odd_seconds(chance),
          .hints = odd_hints(chance),
          .has_validators = chance.one_in(2),
          .held_until = odd_moment(chance, now),
          .overflows_in_a_row = odd_count(chance),
          .due = odd_moment(chance, now),
          .due_by = static_cast<Rule>(chance.below(static_cast<int>(Rule::lost) + 1))};
}

LastPoll odd_poll(Chance& chance) {
  LastPoll poll{.reason = odd_reason(chance), .has_validators = chance.one_in(2), .overflowed = chance.one_in(2)};
  if (chance.one_in(2)) poll.retry_after = odd_seconds(chance);
  if (chance.one_in(2)) poll.fresh_for = odd_seconds(chance);
  if (chance.one_in(2)) poll.stale_if_error = odd_seconds(chance);
  if (chance.one_in(2)) poll.hints = odd_hints(chance);
  return poll;
}

bool asks_to_skip(const Hints& hints, Moment at) {
  const std::uint32_t skipped_hours = hints.skip_hours & 0xffffffU;
  const unsigned skipped_days = hints.skip_days & 0x7fU;
  const auto day = std::chrono::floor<days>(at);
  const auto hour = static_cast<unsigned>(std::chrono::floor<std::chrono::hours>(at - day).count());
  const unsigned weekday = std::chrono::weekday{day}.iso_encoding() - 1;
  return (skipped_hours != 0xffffffU && ((skipped_hours >> hour) & 1U) != 0) ||
         (skipped_days != 0x7fU && ((skipped_days >> weekday) & 1U) != 0);
}

void expect_sound(const Decision& decision, const Hints& hints, Moment now) {
  if (!decision.wait) {
    EXPECT_TRUE(decision.rule == Rule::gone || decision.rule == Rule::lost);
    return;
  }
  EXPECT_GE(*decision.wait, 0ns);
  EXPECT_LE(*decision.wait, days{7304});
  if (now > kNow) return;  // the end of time: sums end there too
  const Moment at = now + std::chrono::floor<Moment::duration>(*decision.wait);
  for (const Bound& bound : decision.bounds) EXPECT_GE(at, bound.not_before) << to_string(bound.rule);
  const auto binding = std::ranges::find(decision.bounds, decision.rule, &Bound::rule);
  ASSERT_NE(binding, decision.bounds.end()) << to_string(decision.rule);
  for (const Bound& bound : decision.bounds) EXPECT_GE(binding->not_before, bound.not_before);
  EXPECT_FALSE(asks_to_skip(hints, at));
}

TEST(DecideAnything, IsSoundWhateverItIsMadeOf) {
  Chance chance(6);
  for (int i = 0; i < 50'000; ++i) {
    SCOPED_TRACE(i);
    const Moment now = chance.one_of<Moment>({Moment{}, Moment{5s}, kNow, kNow, kNow, Moment::max()});
    const Options options = odd_options(chance);
    const Etiquette etiquette = odd_etiquette(chance);
    Standing standing = odd_standing(chance, kNow);
    std::optional<seconds> rhythm;
    if (chance.one_in(2)) rhythm = odd_seconds(chance);

    const auto siblings = static_cast<std::size_t>(chance.one_of({0, 1, 10'000, std::numeric_limits<int>::max()}));
    const Decision first = first_poll(options, etiquette, standing, siblings, odd_share(chance), now);
    EXPECT_TRUE(first.wait.has_value());
    expect_sound(first, standing.hints, now);

    expect_sound(decide(options, etiquette, standing, rhythm, chance.one_in(2), now, odd_share(chance)), standing.hints,
                 now);
    standing = after(standing, odd_poll(chance), etiquette, now);
    expect_sound(decide(options, etiquette, standing, rhythm, chance.one_in(2), now, odd_share(chance)), standing.hints,
                 now);
    if (testing::Test::HasFailure()) return;
  }
}

// A publisher with all the wishes there are, asked for a month by a daemon that is restarted and whose network fails.
class Publisher {
 public:
  explicit Publisher(Chance& chance) : chance_(chance) {
    if (chance_.one_in(2)) hints_.ttl = 1min * (1 + chance_.below(240));
    if (chance_.one_in(3)) hints_.update_period = 1min * (1 + chance_.below(240));
    if (chance_.one_in(2)) hints_.skip_hours = static_cast<std::uint32_t>(chance_.below(1 << 24));
    if (chance_.one_in(3)) hints_.skip_days = static_cast<std::uint8_t>(chance_.below(1 << 7));
  }

  LastPoll answer(Moment at) {
    EXPECT_GE(at, not_before_) << "asked too early";
    EXPECT_FALSE(asks_to_skip(hints_, at) && knows_us_) << "asked in a skipped hour";
    switch (chance_.below(8)) {
      case 0:
        return {.reason = Reason::http_5xx};
      case 1:
        return throttle(at, Reason::throttled);
      case 2:
        return {.reason = Reason::missing};
      case 3:
        return throttle(at, Reason::http_5xx);
      default:
        return succeed(at);
    }
  }

  [[nodiscard]] const Hints& hints() const { return hints_; }

 private:
  LastPoll throttle(Moment at, Reason reason) {
    const seconds wait = 1s * chance_.below(20'000);
    not_before_ = std::max(not_before_, at + wait);
    return {.reason = reason, .retry_after = wait};
  }

  LastPoll succeed(Moment at) {
    knows_us_ = true;
    const seconds fresh_for = 1s * chance_.one_of({0, 60, 600, 7200});
    not_before_ = at + std::max({fresh_for, hints_.ttl.value_or(0s), hints_.update_period.value_or(0s)});
    return {.fresh_for = fresh_for, .hints = hints_, .has_validators = true};
  }

  Chance& chance_;
  Hints hints_;
  Moment not_before_{};
  bool knows_us_ = false;  // whether we have read what it asks
};

TEST(DecideForAMonth, NoRequestIsOutOfContractAndNoneIsForgotten) {
  for (unsigned seed = 0; seed < 100; ++seed) {
    SCOPED_TRACE(seed);
    Chance chance(seed);
    Publisher publisher(chance);
    const Options options{.pace = chance.one_of({Pace::learned, Pace::fixed}), .every = 60s};
    const Etiquette etiquette;
    const double phase = chance.share();
    Standing standing;
    int polls = 0;
    Moment now = kNow;
    while (now < kNow + days{30}) {
      Moment restart = now + 1s * chance.below(100'000);
      Decision decision = first_poll(options, etiquette, standing, 10'000, phase, now);
      for (;;) {
        ASSERT_TRUE(decision.wait.has_value());
        ASSERT_LE(*decision.wait, days{9}) << "a whole week is skipped but an hour";
        const Moment due = now + std::chrono::ceil<Moment::duration>(*decision.wait);
        if (due >= restart) break;
        now = due;
        standing = after(standing, publisher.answer(now), etiquette, now);
        ++polls;
        const seconds rhythm = 1s * (10 + chance.below(3000));
        decision = decide(options, etiquette, standing, rhythm, chance.one_in(9), now, chance.share());
        standing.due = now + std::chrono::ceil<Moment::duration>(*decision.wait);
        standing.due_by = decision.rule;
      }
      now = restart;
    }
    EXPECT_GE(polls, 4);
    if (testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace tb::schedule
