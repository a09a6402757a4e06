// One line for each change of a source's state, and none for each poll.
#include "app/source_health.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tb::app {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

PollEnd good(std::size_t fresh = 0) {
  return {.outcome = Outcome::unchanged, .error = {}, .fresh = fresh};
}

PollEnd bad(ErrorKind kind, Outcome outcome = Outcome::failed) {
  return {.outcome = outcome, .error = Error{.kind = kind, .why = "because"}, .fresh = 0};
}

// What is said over a row of polls.
std::vector<std::string> said(const std::vector<PollEnd>& polls) {
  SourceHealth health;
  std::vector<std::string> lines;
  for (const PollEnd& end : polls) {
    const SourceHealth next = after(health, end);
    const auto wait = end.outcome == Outcome::gone ? std::nullopt : std::optional<std::chrono::nanoseconds>(60s);
    for (const LogRecord& line : describe_change("herald", health, next, end, wait)) {
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
  EXPECT_THAT(said(std::vector<PollEnd>(10'000, bad(ErrorKind::timeout))), ElementsAre("the source fails"));
}

TEST(SourceHealth, AnotherKindOfFailureIsAnotherLine) {
  EXPECT_THAT(said({bad(ErrorKind::timeout), bad(ErrorKind::refused)}),
              ElementsAre("the source fails", "the source fails"));
}

TEST(SourceHealth, RecoveryIsOneLine) {
  EXPECT_THAT(said({good(), bad(ErrorKind::timeout), bad(ErrorKind::timeout), good(), good()}),
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
  EXPECT_THAT(said({bad(ErrorKind::gone, Outcome::gone)}),
              ElementsAre("the source is parked: it is not polled again before a reload or a restart"));
}

TEST(SourceHealth, CountsPollsFailuresAndItems) {
  SourceHealth health;
  for (const PollEnd& end : {good(2), bad(ErrorKind::timeout), bad(ErrorKind::timeout), good(1)}) {
    health = after(health, end);
  }
  EXPECT_EQ(health.polls, 4U);
  EXPECT_EQ(health.failures, 2U);
  EXPECT_EQ(health.items, 3U);
  EXPECT_EQ(health.failures_in_a_row, 0);
}

}  // namespace
}  // namespace tb::app
