// What the ledger remembers of a source comes back as it was, whatever size it has and whoever wrote it.
#include "app/source_record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "fakes/an_item.hpp"
#include "tenbells/journal/poll_ledger.hpp"

namespace tb::app {
namespace {

using fakes::kNoon;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::HasSubstr;
using testing::Not;

SourceRecord a_record() {
  SourceRecord record;
  record.health.state = SourceHealth::State::failing;
  record.health.trouble = schedule::Reason::http_5xx;
  record.health.failures_in_a_row = 3;
  record.health.flaw_kinds = "charset entity";
  record.health.is_stale = true;
  record.health.overflowed = true;
  record.health.polls = 1'000;
  record.health.failures = 7;
  record.health.items = 42;
  record.health.last_item_at = kNoon - minutes{90};
  record.health.last.outcome = Outcome::failed;
  record.health.last.error = Error{.doing = "poll herald", .why = "answered 502"};
  record.health.last_latency = milliseconds{212};
  record.health.last_bytes = 52'000;
  record.health.late_by = milliseconds{12};
  record.standing = {.last_polled_at = kNoon,
                     .last_success_at = kNoon - minutes{10},
                     .reason = schedule::Reason::throttled,
                     .failures_in_a_row = 4,
                     .failing_since = kNoon - minutes{9},
                     .missing_in_a_row = 2,
                     .missing_since = kNoon - minutes{8},
                     .fresh_until = kNoon + minutes{5},
                     .stale_if_error = seconds{3'600},
                     .hints = {.ttl = minutes{60}, .update_period = minutes{30}, .skip_hours = 0xff, .skip_days = 0x60},
                     .has_validators = true,
                     .held_until = kNoon + minutes{7},
                     .overflows_in_a_row = 1,
                     .overflows = 9,
                     .due = kNoon + minutes{7},
                     .due_by = schedule::Rule::retry_after};
  record.bounds = {{.rule = schedule::Rule::rhythm, .not_before = kNoon + minutes{2}},
                   {.rule = schedule::Rule::retry_after, .not_before = kNoon + minutes{7}, .clamped = true}};
  record.ignored = {schedule::Rule::skip_days};
  record.rhythm.level = {.items = 1.5, .hours = 24};
  record.rhythm.hours[9] = {.items = 0.25, .hours = 7};
  record.rhythm.until = kNoon;
  record.asked = "a1b2c3d4";
  return record;
}

void expect_same(const SourceRecord& got, const SourceRecord& want) {
  EXPECT_EQ(got.health.state, want.health.state);
  EXPECT_EQ(got.health.trouble, want.health.trouble);
  EXPECT_EQ(got.health.failures_in_a_row, want.health.failures_in_a_row);
  EXPECT_EQ(got.health.flaw_kinds, want.health.flaw_kinds);
  EXPECT_EQ(got.health.is_stale, want.health.is_stale);
  EXPECT_EQ(got.health.overflowed, want.health.overflowed);
  EXPECT_EQ(got.health.polls, want.health.polls);
  EXPECT_EQ(got.health.failures, want.health.failures);
  EXPECT_EQ(got.health.items, want.health.items);
  EXPECT_EQ(got.health.last_item_at, want.health.last_item_at);
  EXPECT_EQ(got.health.last.outcome, want.health.last.outcome);
  EXPECT_EQ(got.health.last_latency, want.health.last_latency);
  EXPECT_EQ(got.health.last_bytes, want.health.last_bytes);
  EXPECT_EQ(got.health.late_by, want.health.late_by);
  EXPECT_EQ(got.standing, want.standing);
  EXPECT_EQ(got.bounds, want.bounds);
  EXPECT_EQ(got.ignored, want.ignored);
  EXPECT_EQ(got.rhythm, want.rhythm);
  EXPECT_EQ(got.asked, want.asked);
}

TEST(SourceRecord, ComesBackAsItWas) {
  const SourceRecord back = source_record_of(to_text(a_record()));
  expect_same(back, a_record());
  EXPECT_EQ(to_string(back.health.last.error.value()), "poll herald: answered 502");
  EXPECT_EQ(back.health.last.reason, schedule::Reason::http_5xx);
}

TEST(SourceRecord, OfASourceThatWasNeverPolledIsShortAndComesBack) {
  EXPECT_LT(to_text({}).size(), 150U);
  expect_same(source_record_of(to_text({})), {});
}

struct Named {
  const char* name;
  const char* text;
};
class SourceRecordOf : public testing::TestWithParam<Named> {};

TEST_P(SourceRecordOf, HasItsDefaults) {
  expect_same(source_record_of(GetParam().text), {});
}

INSTANTIATE_TEST_SUITE_P(
    Texts, SourceRecordOf,
    testing::Values(
        Named{"nothing", ""}, Named{"no_json", "{\"polls\":"}, Named{"no_object", "[1, 2]"},
        Named{"unknown_members", R"({"from_the_future": {"a": [1]}, "outcomes": "new"})"},
        Named{"wrong_types", R"({"polls": "many", "state": 7, "outcome": [], "error": 1, "due": "noon",
                                              "bounds": {}, "ignored": 3, "has_validators": 1, "rhythm": "fast"})"},
        Named{"unknown_names", R"({"state": "asleep", "outcome": "splendid", "reason": "mood", "due_by": "whim",
                                                "bounds": [["whim", 1], ["every"], 7], "ignored": ["whim"]})"},
        Named{"impossible_numbers", R"({"polls": -1, "skip_days": 256, "skip_hours": 4294967296, "ttl_s": 1e99,
                                                    "failures_in_a_row": -2, "due": 9223372036854775807,
                                                    "rhythm": [1, 2]})"}),
    [](const auto& row) { return row.param.name; });

// The longest of everything, and an error that JSON makes longer still.
SourceRecord the_longest() {
  SourceRecord record = a_record();
  record.health.last.error = Error{.why = std::string(5'000, '"')};
  record.health.flaw_kinds = std::string(5'000, '\\');
  const auto most = std::numeric_limits<std::uint64_t>::max();
  record.health.polls = record.health.failures = record.health.items = record.standing.overflows = most;
  record.health.last_bytes = most;
  record.health.last_latency = record.health.late_by = milliseconds::max();
  schedule::Standing& standing = record.standing;
  standing.last_polled_at = standing.last_success_at = standing.failing_since = standing.missing_since = Moment::max();
  standing.fresh_until = standing.held_until = standing.due = record.health.last_item_at = Moment::max();
  standing.stale_if_error = seconds::max();
  standing.hints = {.ttl = seconds::min(), .update_period = seconds::min(), .skip_hours = ~0U, .skip_days = 0xff};
  record.bounds.assign(18, {.rule = schedule::Rule::window_overflow, .not_before = Moment::max(), .clamped = true});
  record.bounds.push_back({.rule = schedule::Rule::every, .not_before = kNoon});
  record.ignored.assign(18, schedule::Rule::window_overflow);
  for (auto& hour : record.rhythm.hours) hour = {.items = 0.000123456789, .hours = 123456.789};
  for (auto& day : record.rhythm.days) day = {.items = 0.000123456789, .hours = 123456.789};
  return record;
}

TEST(SourceRecord, FitsIntoASlotWhateverItHolds) {
  const std::string text = to_text(the_longest());
  EXPECT_LE(text.size(), kRecordBytes);
  EXPECT_LE(text.size() + 256, journal::PollLedger::kMaxBytes);
  EXPECT_LE(to_text(the_longest(), 1'200).size(), 1'200U);
}

TEST(SourceRecord, GivesUpWhatBindsLeastAndKeepsWhatDecides) {
  const SourceRecord back = source_record_of(to_text(the_longest()));
  SourceRecord want = the_longest();
  want.standing.due = want.standing.last_polled_at = std::chrono::floor<milliseconds>(Moment::max());
  EXPECT_EQ(back.standing.due, want.standing.due);
  EXPECT_EQ(back.standing.hints, want.standing.hints);
  EXPECT_EQ(back.health.polls, want.health.polls);
  for (const schedule::Bound& bound : back.bounds) EXPECT_EQ(bound.rule, schedule::Rule::window_overflow);
}

TEST(SourceRecord, OfUsualSizeKeepsBoundsAndRhythm) {
  SourceRecord record = a_record();
  record.health.last.error = Error{.why = std::string(1'000, 'x')};
  for (auto& hour : record.rhythm.hours) hour = {.items = 0.12345, .hours = 12.345};
  for (auto& day : record.rhythm.days) day = {.items = 0.12345, .hours = 12.345};
  const SourceRecord back = source_record_of(to_text(record));
  EXPECT_EQ(back.bounds, record.bounds);
  EXPECT_EQ(back.rhythm, record.rhythm);
  EXPECT_EQ(back.health.last.error->why.size(), 300U);
}

TEST(SourceRecord, HoldsNothingThatDrivesATerminal) {
  SourceRecord record;
  record.health.last.error = Error{.why = "x\x1b[2J\xff"};
  EXPECT_THAT(to_text(record), Not(HasSubstr("\x1b")));
  const SourceRecord edited = source_record_of("{\"error\": \"\\u001b[2J\"}");
  EXPECT_THAT(edited.health.last.error->why, Not(HasSubstr("\x1b")));
}

TEST(SourceRecord, CutsAnErrorBetweenCodePoints) {
  SourceRecord record;
  record.health.last.error = Error{.why = "x" + [] {
    std::string umlauts;
    for (int i = 0; i < 400; ++i) umlauts += "ü";
    return umlauts;
  }()};
  const SourceRecord back = source_record_of(to_text(record));
  EXPECT_EQ(back.health.last.error->why.size(), 299U);
}

}  // namespace
}  // namespace tb::app
