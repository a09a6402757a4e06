// What `tenbells sources` prints: the table, JSON, and why a source is not polled now.
#include "app/sources_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/source_explanation.hpp"
#include "app/time_words.hpp"
#include "fakes/an_item.hpp"

namespace tb::app {
namespace {

using fakes::kNoon;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

source::Options a_source(std::string id = "herald") {
  source::Options source;
  source.id = std::move(id);
  source.url = "https://herald.example/feed";
  return source;
}

SourceRecord a_working_record() {
  SourceRecord record;
  record.health.state = SourceHealth::State::working;
  record.health.polls = 12;
  record.health.items = 340;
  record.health.last.outcome = Outcome::not_modified;
  record.health.last_latency = milliseconds{34};
  record.standing.last_polled_at = kNoon - minutes{2};
  record.standing.due = kNoon + minutes{3};
  record.standing.due_by = schedule::Rule::cache;
  record.bounds = {{.rule = schedule::Rule::every, .not_before = kNoon + minutes{2}},
                   {.rule = schedule::Rule::cache, .not_before = kNoon + minutes{3}, .clamped = true}};
  return record;
}

SourceRecord a_failing_record() {
  SourceRecord record = a_working_record();
  record.health.state = SourceHealth::State::failing;
  record.health.trouble = schedule::Reason::http_5xx;
  record.health.failures_in_a_row = 3;
  record.health.last.outcome = Outcome::failed;
  record.health.last.error = Error{.why = "answered 502"};
  record.health.last_bytes = 52'100;
  record.standing.reason = schedule::Reason::http_5xx;
  record.standing.failures_in_a_row = 3;
  record.standing.failing_since = kNoon - hours{2};
  record.standing.due_by = schedule::Rule::back_off;
  return record;
}

SourceView parked() {
  return view_of(a_source(), SourceState{.parked = "gone", .parked_at = kNoon - hours{5}}, a_working_record());
}

TEST(SourcesText, IsATableWithASourceALineAndACount) {
  const std::vector<SourceView> views{view_of(a_source(), SourceState{}, a_working_record()),
                                      view_of(a_source("a-new-one"), std::nullopt, std::nullopt),
                                      view_of(a_source("tribune"), std::nullopt, a_failing_record())};
  EXPECT_EQ(
      sources_text(views, kNoon, Colour::off),
      "id         state    last poll                      latency  bytes  items  next poll            error\n"
      "herald     working  not_modified, 2 min ago          34 ms    0 B    340  in 3 min (cache)\n"
      "a-new-one  unknown  never                                -      -      0  -\n"
      "tribune    failing  failed http_5xx x3, 2 min ago    34 ms  52 kB    340  in 3 min (back_off)  answered 502\n"
      "3 sources, 1 working, 1 failing, 1 unknown\n");
}

TEST(SourcesText, HasColoursOnlyWhereTheyAreWanted) {
  const std::vector<SourceView> views{view_of(a_source(), std::nullopt, a_failing_record())};
  EXPECT_THAT(sources_text(views, kNoon, Colour::on), HasSubstr("\x1b["));
  EXPECT_THAT(sources_text(views, kNoon, Colour::off), Not(HasSubstr("\x1b")));
}

TEST(SourcesText, MakesHostileTextsHarmless) {
  SourceRecord record = a_failing_record();
  record.health.last.error = Error{.why = "\x1b[2J" + std::string(5'000, 'x')};
  const SourceView view = view_of(a_source("x\x1b[2J"), SourceState{.parked = "\x1b[2J"}, record);
  const std::string text = sources_text({view}, kNoon, Colour::off);
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_LT(text.size(), 600U);
  EXPECT_THAT(source_explanation(view, kNoon, Signs::unicode), Not(HasSubstr("\x1b")));
}

TEST(SourcesText, SaysNothingTwice) {
  SourceRecord record = a_failing_record();
  record.health.last.outcome = Outcome::throttled;
  record.health.trouble = schedule::Reason::throttled;
  EXPECT_THAT(sources_text({view_of(a_source(), {}, record)}, kNoon, Colour::off), HasSubstr("  throttled x3, 2 min"));
}

TEST(SourcesText, TellsThatAnOriginWasTalkedOutOfByAnotherSource) {
  SourceRecord throttled = a_failing_record();
  throttled.standing.reason = schedule::Reason::throttled;
  throttled.standing.held_until = kNoon + hours{1};
  SourceRecord due = a_working_record();
  due.standing.due = kNoon - minutes{1};
  source::Options elsewhere = a_source("elsewhere");
  elsewhere.url = "https://elsewhere.example/feed";
  std::vector<SourceView> views{view_of(a_source("throttled"), {}, throttled), view_of(a_source("due"), {}, due),
                                view_of(elsewhere, {}, due)};
  note_holds(views);
  EXPECT_FALSE(is_held(views[0], kNoon));
  EXPECT_TRUE(is_held(views[1], kNoon));
  EXPECT_FALSE(is_held(views[1], kNoon + hours{2}));
  EXPECT_FALSE(is_held(views[2], kNoon));
  EXPECT_THAT(sources_text({views[1]}, kNoon, Colour::off), HasSubstr("in 60 min (retry_after)"));
  EXPECT_THAT(
      source_explanation(views[1], kNoon, Signs::unicode),
      StartsWith("due: not polled before 2026-11-24 13:00:00 UTC (in 60 min): retry_after: its origin asks for it "
                 "(Retry-After), which throttled was told."));
}

TEST(SourcesText, TellsHowLongAPollIsDue) {
  SourceRecord record = a_working_record();
  record.standing.due = kNoon - minutes{4};
  EXPECT_THAT(sources_text({view_of(a_source(), {}, record)}, kNoon, Colour::off), HasSubstr("due 4 min ago"));
}

TEST(SourceView, IsParkedByTheJournalAloneAndTroubleThen) {
  EXPECT_EQ(parked().state, ShownState::parked);
  EXPECT_TRUE(is_in_trouble(parked()));
  EXPECT_THAT(sources_text({parked()}, kNoon, Colour::off), HasSubstr("never (gone)"));
}

TEST(SourceView, ThatWasLetGoWaitsForAReload) {
  SourceRecord record = a_working_record();
  record.health.state = SourceHealth::State::parked;
  const SourceView view = view_of(a_source(), SourceState{}, record);
  EXPECT_EQ(view.state, ShownState::unknown);
  EXPECT_THAT(sources_text({view}, kNoon, Colour::off), HasSubstr("after a reload"));
  EXPECT_THAT(source_explanation(view, kNoon, Signs::unicode), HasSubstr("at a reload or a restart"));
}

TEST(SourceView, IsStaleWhereItWorksAndIsSilent) {
  SourceRecord record = a_working_record();
  record.health.is_stale = true;
  EXPECT_EQ(view_of(a_source(), {}, record).state, ShownState::stale);
  record.health.state = SourceHealth::State::failing;
  EXPECT_EQ(view_of(a_source(), {}, record).state, ShownState::failing);
}

TEST(SourceView, HasTheAddressThatWasAdopted) {
  const SourceState moved{.configured_url = "https://herald.example/feed", .moved_to = "https://new.example/feed"};
  EXPECT_EQ(view_of(a_source(), moved, {}).url, "https://new.example/feed");
}

TEST(SourcesJson, HasEveryMemberAndNullForWhatIsNotKnown) {
  const std::string json = sources_json({parked()});
  EXPECT_THAT(json, StartsWith(R"([{"id":"herald","url":"https://herald.example/feed","state":"parked",)"));
  EXPECT_THAT(json, AllOf(HasSubstr(R"("outcome":"not_modified")"), HasSubstr(R"("error":null)"),
                          HasSubstr(R"("due":"2026-11-24T12:03:00.000Z","due_by":"cache")"),
                          HasSubstr(R"({"rule":"cache","not_before":"2026-11-24T12:03:00.000Z","clamped":true})"),
                          HasSubstr(R"("ttl_s":null)"), HasSubstr(R"("rhythm":null)"),
                          HasSubstr(R"("parked":"gone","parked_at":"2026-11-24T07:00:00.000Z")")));
  EXPECT_EQ(json.find("\"state\"", json.find("\"state\"") + 1), std::string::npos);
  EXPECT_EQ(sources_json({}), "[]");
}

TEST(SourceExplanation, NamesTheBindingRuleFirstAndEveryBoundTheLatestFirst) {
  const SourceView view = view_of(a_source(), {}, a_working_record());
  EXPECT_EQ(
      source_explanation(view, kNoon, Signs::unicode),
      "herald: not polled before 2026-11-24 12:03:00 UTC (in 3 min): cache: the publisher's cache is fresh until "
      "then (max-age, Expires).\n"
      "state      working\n"
      "url        https://herald.example/feed\n"
      "pace       learned, 5 min on average over all such sources, never sooner than 30 s\n"
      "last poll  2026-11-24 11:58:00 UTC (2 min ago): not_modified after 34 ms, 0 bytes\n"
      "bounds\n"
      "  → cache            not before 2026-11-24 12:03:00 UTC (in 3 min)  the publisher's cache is fresh until then "
      "(max-age, Expires); it asked for more than our ceiling\n"
      "    every            not before 2026-11-24 12:02:00 UTC (in 2 min)  the configured interval\n"
      "rhythm     nothing is learned yet\n");
}

TEST(SourceExplanation, SaysHowMuchIsLeftToChance) {
  SourceRecord record = a_working_record();
  record.standing.due = kNoon + minutes{3} + seconds{20};
  EXPECT_THAT(source_explanation(view_of(a_source(), {}, record), kNoon, Signs::unicode),
              HasSubstr("20 s more by chance"));
}

TEST(SourceExplanation, SaysWhatHasFailedSinceWhenAndWhy) {
  EXPECT_THAT(source_explanation(view_of(a_source(), {}, a_failing_record()), kNoon, Signs::unicode),
              AllOf(HasSubstr("error      answered 502\n"),
                    HasSubstr("failures   3 in a row since 2026-11-24 10:00:00 UTC (2 h ago), http_5xx\n")));
}

TEST(SourceExplanation, OfAParkedSourceSaysWhyAndHowToLetItGo) {
  EXPECT_THAT(
      source_explanation(parked(), kNoon, Signs::unicode),
      StartsWith("herald: not polled any more since 2026-11-24 07:00:00 UTC (5 h ago): parked: the publisher has "
                 "ended it (410). `tenbells sources unpark herald` lets it go.\n"));
}

TEST(SourceExplanation, OfADuePollSaysWhatItWaitsFor) {
  SourceRecord record = a_working_record();
  record.standing.due = kNoon - seconds{20};
  EXPECT_THAT(source_explanation(view_of(a_source(), {}, record), kNoon, Signs::unicode),
              HasSubstr("due since 2026-11-24 11:59:40 UTC (20 s ago)"));
}

TEST(SourceExplanation, DrawsTheRhythmAsBarsOrDigits) {
  SourceRecord record = a_working_record();
  record.rhythm.level = {.items = 20, .hours = 1'000};
  for (auto& hour : record.rhythm.hours) hour = {.items = 0.1, .hours = 40};
  record.rhythm.hours[9] = {.items = 200, .hours = 40};
  record.rhythm.until = kNoon;
  const SourceView view = view_of(a_source(), {}, record);
  EXPECT_THAT(source_explanation(view, kNoon, Signs::unicode), AllOf(HasSubstr("▁█▁"), HasSubstr(" items a day\n")));
  const std::string plain = source_explanation(view, kNoon, Signs::ascii);
  EXPECT_THAT(plain, HasSubstr("070"));
  for (const char byte : plain) EXPECT_GE(byte, 0) << plain;
}

struct Relative {
  Moment moment;
  const char* want;
};
class RelativeText : public testing::TestWithParam<Relative> {};

TEST_P(RelativeText, IsInOneUnit) {
  EXPECT_EQ(relative_text(GetParam().moment, kNoon), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Moments, RelativeText,
    testing::Values(Relative{kNoon, "now"}, Relative{kNoon + seconds{99}, "in 99 s"},
                    Relative{kNoon - seconds{100}, "2 min ago"}, Relative{kNoon + seconds{299}, "in 5 min"},
                    Relative{kNoon + hours{24} - seconds{2}, "in 24 h"}, Relative{kNoon + minutes{99}, "in 99 min"},
                    Relative{kNoon + hours{47}, "in 47 h"}, Relative{kNoon - hours{72}, "3 d ago"},
                    Relative{Moment::max(), "in 2912115 d"}, Relative{Moment::min(), "739944 d ago"}));

TEST(MomentText, StaysWithinTheCalendar) {
  EXPECT_EQ(moment_text(Moment::max()), "9999-12-31 00:00:00 UTC");
  EXPECT_EQ(moment_text(Moment::min()), "0001-01-01 00:00:00 UTC");
}

}  // namespace
}  // namespace tb::app
