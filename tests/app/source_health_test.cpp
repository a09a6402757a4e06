// One line for each change of a source's state, and none for each poll.
#include "app/source_health.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes/an_item.hpp"

namespace tb::app {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::EndsWith;
using testing::IsEmpty;

using schedule::Reason;

PollEnd good(std::size_t fresh = 0) {
  PollEnd end;
  end.outcome = Outcome::unchanged;
  end.fresh = fresh;
  return end;
}

PollEnd bad(Reason reason, Outcome outcome = Outcome::failed) {
  PollEnd end;
  end.outcome = outcome;
  end.reason = reason;
  end.error = Error{.kind = ErrorKind::unavailable, .why = "because"};
  return end;
}

// What is said over a row of polls.
std::vector<std::string> said(const std::vector<PollEnd>& polls) {
  SourceHealth health;
  std::vector<std::string> lines;
  for (const PollEnd& end : polls) {
    const SourceHealth next = after(health, end, fakes::kNoon);
    schedule::Decision decision{.wait = 60s, .rule = schedule::Rule::every, .bounds = {}, .ignored = {}};
    if (end.outcome == Outcome::gone)
      decision = {.wait = {}, .rule = schedule::Rule::gone, .bounds = {}, .ignored = {}};
    for (const LogRecord& line : describe_change("herald", health, next, end, decision)) {
      if (line.level != LogLevel::debug) lines.push_back(line.message);
    }
    health = next;
  }
  return lines;
}

TEST(SourceHealth, AWorkingSourceIsSilent) {
  EXPECT_THAT(said({good(), good(3), good()}), IsEmpty());
}

TEST(SourceHealth, AWeekOfTheSameFailureIsOneLine) {
  EXPECT_THAT(said(std::vector<PollEnd>(10'000, bad(Reason::timeout))), ElementsAre("the source fails"));
}

TEST(SourceHealth, AnotherKindOfFailureIsAnotherLine) {
  EXPECT_THAT(said({bad(Reason::timeout), bad(Reason::refused)}), ElementsAre("the source fails", "the source fails"));
}

TEST(SourceHealth, RecoveryIsOneLine) {
  EXPECT_THAT(said({good(), bad(Reason::timeout), bad(Reason::timeout), good(), good()}),
              ElementsAre("the source fails", "the source works again"));
}

TEST(SourceHealth, TheFirstLookIsAnnounced) {
  PollEnd first = good(25);
  first.baseline = true;
  EXPECT_THAT(said({first, good()}), ElementsAre("first look at the source: its items are recorded, none rings"));
}

PollEnd flawed(const std::string& kinds) {
  PollEnd end = good();
  end.flaws = Flaws{.kinds = kinds, .words = kinds};
  return end;
}

TEST(SourceHealth, FlawsAreSaidWhenTheirKindsChange) {
  const std::string line = "the source's document has flaws and was read nevertheless";
  EXPECT_THAT(said({flawed("charset"), flawed("charset"), good(), flawed("charset")}), ElementsAre(line));
  EXPECT_THAT(said({flawed("charset"), flawed(""), flawed("charset entity")}), ElementsAre(line, line));
}

TEST(SourceHealth, AnEndedSourceIsParked) {
  EXPECT_THAT(
      said({bad(Reason::gone, Outcome::gone)}),
      ElementsAre("the source is parked: it is not polled again before `tenbells sources unpark` and a reload"));
}

TEST(SourceHealth, AFailureThatThePublisherExcusesIsCountedAndNotSaid) {
  PollEnd excused = bad(Reason::http_5xx);
  excused.excused = true;
  EXPECT_THAT(said({good(), excused, excused, good()}), IsEmpty());
  EXPECT_THAT(said({good(), excused, bad(Reason::http_5xx)}), ElementsAre("the source fails"));
}

TEST(SourceHealth, NewsThatWereProbablyLostAreSaidOnceUntilDocumentsOverlapAgain) {
  PollEnd overflowed = flawed("");
  overflowed.overflowed = true;
  EXPECT_EQ(said({flawed(""), overflowed, overflowed, good(), flawed(""), overflowed}).size(), 2U);
}

TEST(SourceHealth, APollThatProbablyLostNewsIsSaidToHurryTheNextOnlyWhereItDoes) {
  PollEnd overflowed = good(20);
  overflowed.flaws = Flaws{};
  overflowed.overflowed = true;
  SourceHealth before;
  before.state = SourceHealth::State::working;
  const SourceHealth now = after(before, overflowed, fakes::kNoon);
  schedule::Decision next{.wait = 60s, .rule = schedule::Rule::every, .bounds = {}, .ignored = {}};
  EXPECT_THAT(describe_change("herald", before, now, overflowed, next).at(0).message,
              EndsWith("a shorter `every` or `fastest`"));
  next.bounds = {{.rule = schedule::Rule::window_overflow}};
  EXPECT_THAT(describe_change("herald", before, now, overflowed, next).at(0).message, EndsWith("polled faster now"));
}

TEST(SourceHealth, SilenceFarBeyondItsRhythmIsSaidOnce) {
  PollEnd silent = good();
  silent.is_stale = true;
  EXPECT_THAT(
      said({good(3), silent, silent, good(1), silent}),
      ElementsAre("the source is silent far beyond its own rhythm", "the source is silent far beyond its own rhythm"));
}

TEST(SourceHealth, CountsPollsFailuresAndItems) {
  SourceHealth health;
  for (const PollEnd& end : {good(2), bad(Reason::timeout), bad(Reason::timeout), good(1)}) {
    health = after(health, end, fakes::kNoon);
  }
  EXPECT_EQ(health.polls, 4U);
  EXPECT_EQ(health.failures, 2U);
  EXPECT_EQ(health.items, 3U);
  EXPECT_EQ(health.failures_in_a_row, 0);
}

}  // namespace
}  // namespace tb::app
