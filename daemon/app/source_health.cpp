// A change is another state, or another kind of trouble: a feed that was unreachable and is now refused says so.
#include "source_health.hpp"

#include <fmt/format.h>

namespace tb::app {
namespace {

using State = SourceHealth::State;

std::string in_seconds(std::chrono::nanoseconds wait) {
  return fmt::format("{} s", std::chrono::round<std::chrono::seconds>(wait).count());
}

LogRecord trouble_line(const std::string& source, const PollEnd& end, std::optional<std::chrono::nanoseconds> next) {
  LogRecord record{.level = LogLevel::warning, .message = "the source fails", .fields = {{"source", source}}};
  if (!next) record.message = "the source is parked: it is not polled again before a reload or a restart";
  record.fields.push_back({"outcome", std::string(to_string(end.outcome))});
  if (end.error) record.fields.push_back({"why", to_string(*end.error)});
  if (next) record.fields.push_back({"next_try_in", in_seconds(*next)});
  return record;
}

LogRecord working_line(const std::string& source, const PollEnd& end) {
  if (!end.baseline) return {.level = LogLevel::debug, .message = "the source works", .fields = {{"source", source}}};
  return {.level = LogLevel::info,
          .message = "first look at the source: its items are recorded, none rings",
          .fields = {{"source", source}, {"items", std::to_string(end.fresh)}}};
}

}  // namespace

SourceHealth after(SourceHealth health, const PollEnd& end) {
  ++health.polls;
  health.items += end.fresh;
  if (end.flaws) health.flaw_kinds = end.flaws->kinds;
  if (is_success(end.outcome) && !end.error) {
    health.state = State::working;
    health.failures_in_a_row = 0;
    return health;
  }
  ++health.failures;
  ++health.failures_in_a_row;
  health.state = end.outcome == Outcome::gone ? State::parked : State::failing;
  health.trouble = end.error ? end.error->kind : ErrorKind::internal;
  return health;
}

std::vector<LogRecord> describe_change(const std::string& source, const SourceHealth& before, const SourceHealth& now,
                                       const PollEnd& end, std::optional<std::chrono::nanoseconds> next) {
  std::vector<LogRecord> said;
  if (now.state == State::failing || now.state == State::parked) {
    if (before.state != now.state || before.trouble != now.trouble) said.push_back(trouble_line(source, end, next));
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
  return said;
}

}  // namespace tb::app
