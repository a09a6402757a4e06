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

}  // namespace

SourceHealth after(SourceHealth health, const PollEnd& end) {
  ++health.polls;
  health.items += end.fresh;
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

std::optional<LogRecord> describe_change(const std::string& source, const SourceHealth& before, const SourceHealth& now,
                                         const PollEnd& end, std::optional<std::chrono::nanoseconds> next) {
  if (now.state == State::failing || now.state == State::parked) {
    if (before.state == now.state && before.trouble == now.trouble) return std::nullopt;
    return trouble_line(source, end, next);
  }
  if (before.state == State::failing) {
    return LogRecord{.level = LogLevel::info,
                     .message = "the source works again",
                     .fields = {{"source", source}, {"failures", std::to_string(before.failures_in_a_row)}}};
  }
  if (before.state != State::unknown) return std::nullopt;
  LogRecord record{.level = LogLevel::debug, .message = "the source works", .fields = {{"source", source}}};
  if (end.baseline) {
    record.level = LogLevel::info;
    record.message = "first look at the source: its items are recorded, none rings";
    record.fields.push_back({"items", std::to_string(end.fresh)});
  }
  if (end.repaired) {
    record.level = LogLevel::warning;
    record.message += "; its document is broken and was repaired";
  }
  return record;
}

}  // namespace tb::app
