// A change is another state, or another kind of trouble: a feed that was unreachable and is now refused says so.
#include "source_health.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tb::app {
namespace {

using State = SourceHealth::State;

std::string in_seconds(std::chrono::nanoseconds wait) {
  return fmt::format("{} s", std::chrono::round<std::chrono::seconds>(wait).count());
}

LogRecord trouble_line(const std::string& source, const PollEnd& end, const schedule::Decision& next) {
  LogRecord record{.level = LogLevel::warning, .message = "the source fails", .fields = {{"source", source}}};
  if (!next.wait) {
    record.message = "the source is parked: it is not polled again before `tenbells sources unpark` and a reload";
    record.fields.push_back({"parked", std::string(to_string(next.rule))});
  }
  record.fields.push_back({"outcome", std::string(to_string(end.outcome))});
  record.fields.push_back({"reason", std::string(to_string(end.reason))});
  if (end.error) record.fields.push_back({"why", to_string(*end.error)});
  if (next.wait) record.fields.push_back({"next_try_in", in_seconds(*next.wait)});
  return record;
}

LogRecord working_line(const std::string& source, const PollEnd& end) {
  if (!end.baseline) return {.level = LogLevel::debug, .message = "the source works", .fields = {{"source", source}}};
  return {.level = LogLevel::info,
          .message = "first look at the source: its items are recorded, none rings",
          .fields = {{"source", source}, {"items", std::to_string(end.fresh)}}};
}

bool is_good(const PollEnd& end) {
  return is_success(end.outcome) && !end.error;
}

}  // namespace

SourceHealth after(SourceHealth health, const PollEnd& end, Moment now) {
  ++health.polls;
  health.items += end.fresh;
  if (end.fresh > 0) health.last_item_at = now;
  health.is_stale = end.is_stale;
  if (end.flaws) {
    health.flaw_kinds = end.flaws->kinds;
    health.overflowed = end.overflowed;
  }
  health.last = end;
  if (is_good(end)) {
    health.state = State::working;
    health.trouble = schedule::Reason::none;
    health.failures_in_a_row = 0;
    return health;
  }
  ++health.failures;
  ++health.failures_in_a_row;
  health.trouble = end.reason;
  if (!end.excused) health.state = State::failing;
  return health;
}

std::vector<LogRecord> describe_change(const std::string& source, const SourceHealth& before, const SourceHealth& now,
                                       const PollEnd& end, const schedule::Decision& next) {
  std::vector<LogRecord> said;
  if (!is_good(end)) {
    const bool is_news = before.state != now.state || before.trouble != now.trouble || !next.wait;
    if (now.state == State::failing && is_news) said.push_back(trouble_line(source, end, next));
    return said;
  }
  if (before.state == State::unknown) said.push_back(working_line(source, end));
  if (before.state == State::failing) {
    said.push_back({.level = LogLevel::info,
                    .message = "the source works again",
                    .fields = {{"source", source}, {"failures", std::to_string(before.failures_in_a_row)}}});
  }
  if (now.flaw_kinds != before.flaw_kinds && !now.flaw_kinds.empty()) {
    said.push_back({.level = LogLevel::warning,
                    .message = "the source's document has flaws and was read nevertheless",
                    .fields = {{"source", source}, {"flaws", end.flaws->words}}});
  }
  if (now.overflowed && !before.overflowed) {
    const bool is_hurried = std::ranges::any_of(
        next.bounds, [](const schedule::Bound& bound) { return bound.rule == schedule::Rule::window_overflow; });
    said.push_back({.level = LogLevel::warning,
                    .message = std::string("the source's document shares no item with the one before: news between "
                                           "them were probably lost; ") +
                               (is_hurried ? "it is polled faster now" : "write a shorter `every` or `fastest`"),
                    .fields = {{"source", source}, {"new", std::to_string(end.fresh)}}});
  }
  if (now.is_stale && !before.is_stale) {
    said.push_back({.level = LogLevel::warning,
                    .message = "the source is silent far beyond its own rhythm",
                    .fields = {{"source", source}, {"last_item_at", to_rfc3339(now.last_item_at)}}});
  }
  return said;
}

}  // namespace tb::app
