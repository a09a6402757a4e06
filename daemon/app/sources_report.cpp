// Pure: values and a moment in, text out.
#include "sources_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "json_text.hpp"
#include "source_record_fields.hpp"
#include "tenbells/core/printable.hpp"
#include "tenbells/http/url.hpp"
#include "tenbells/source/origin_gate.hpp"
#include "tenbells/source/poll.hpp"
#include "time_words.hpp"

namespace tb::app {
namespace {

using State = ShownState;

constexpr std::size_t kErrorShown = 100;  // code points: what is wrong stands at its beginning
constexpr std::array kCountedStates{State::working, State::failing, State::stale, State::parked, State::unknown};

std::string bytes_text(std::uint64_t bytes) {
  if (bytes < 1'000) return fmt::format("{} B", bytes);
  if (bytes < 1'000'000) return fmt::format("{} kB", bytes / 1'000);
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

std::string last_text(const SourceView& view, Moment now) {
  const SourceHealth& health = view.record.health;
  if (health.polls == 0) return "never";
  std::string text(to_string(health.last.outcome));
  const std::string_view trouble = to_string(health.trouble);
  if (health.failures_in_a_row > 0 && trouble != text) text += fmt::format(" {}", trouble);
  if (health.failures_in_a_row > 1) text += fmt::format(" x{}", health.failures_in_a_row);
  return fmt::format("{}, {}", text, relative_text(view.record.standing.last_polled_at, now));
}

std::string next_text(const SourceView& view, Moment now) {
  if (!view.parked.empty()) return fmt::format("never ({})", printable(view.parked));
  if (view.let_go) return "after a reload";
  const schedule::Standing& standing = view.record.standing;
  if (is_held(view, now))
    return fmt::format("{} ({})", relative_text(view.held_until, now), to_string(schedule::Rule::retry_after));
  if (standing.due == Moment{}) return "-";
  if (standing.due > now) return fmt::format("{} ({})", relative_text(standing.due, now), to_string(standing.due_by));
  return fmt::format("due {}", relative_text(standing.due, now));
}

fmt::text_style style_of(State state) {
  switch (state) {
    case State::working:
      return fmt::fg(fmt::terminal_color::green);
    case State::failing:
      return fmt::fg(fmt::terminal_color::red);
    case State::stale:
    case State::parked:
      return fmt::fg(fmt::terminal_color::yellow);
    case State::unknown:
      break;
  }
  return {};
}

constexpr std::size_t kColumns = 8;
using Row = std::array<std::string, kColumns>;

Row row_of(const SourceView& view, Moment now) {
  const SourceHealth& health = view.record.health;
  const bool polled = health.polls > 0;
  return {printable(view.id),
          std::string(to_string(view.state)),
          last_text(view, now),
          polled ? fmt::format("{} ms", health.last_latency.count()) : "-",
          polled ? bytes_text(health.last_bytes) : "-",
          std::to_string(health.items),
          next_text(view, now),
          health.last.error ? shortened(printable(to_string(*health.last.error)), kErrorShown) : std::string()};
}

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// Numbers to the right, words to the left, the last column as long as it is.
std::string line_of(const Row& row, const std::array<std::size_t, kColumns>& widths, fmt::text_style state,
                    Colour colour) {
  std::string line;
  for (std::size_t i = 0; i < kColumns; ++i) {
    if (i > 0) line += "  ";
    const std::string blanks(i + 1 < kColumns ? widths[i] - width_of(row[i]) : 0, ' ');
    const bool to_the_right = i >= 3 && i <= 5;
    const std::string cell = i == 1 ? painted(row[i], state, colour) : row[i];
    line += to_the_right ? blanks + cell : cell + blanks;
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

std::string count_text(const std::vector<SourceView>& views) {
  std::string text = counted(views.size(), "source");
  for (const State state : kCountedStates) {
    const auto count = std::ranges::count_if(views, [&](const SourceView& view) { return view.state == state; });
    if (count > 0) text += fmt::format(", {} {}", count, to_string(state));
  }
  return text + "\n";
}

// Every member of a record for programs: moments as RFC 3339, the rhythm as what it says.
class Writer {
 public:
  explicit Writer(JsonText& out) : out_(out) {}

  template <class T>
  void operator()(std::string_view name, const T& value) {
    out_.key(name);
    write(value);
  }

 private:
  template <class T>
  void write(const T& value) {
    if constexpr (std::is_enum_v<T>) {
      out_.value(to_string(value));
    } else {
      out_.value(value);
    }
  }
  template <class T>
  void write(const std::optional<T>& value) {
    if (value) {
      write(*value);
    } else {
      out_.null();
    }
  }
  template <class Period>
  void write(const std::chrono::duration<std::int64_t, Period>& value) {
    out_.value(std::int64_t{value.count()});
  }
  void write(const Error& value) { out_.value(printable(to_string(value))); }
  void write(const Moment& value) {
    if (value == Moment{}) {
      out_.null();
    } else {
      out_.value(to_rfc3339(value));
    }
  }
  void write(const std::vector<schedule::Rule>& rules) {
    out_.array();
    for (const schedule::Rule rule : rules) out_.value(to_string(rule));
    out_.end_array();
  }
  void write(const std::vector<schedule::Bound>& bounds) {
    out_.array();
    for (const schedule::Bound& bound : bounds) {
      out_.object();
      out_.put("rule", to_string(bound.rule));
      (*this)("not_before", bound.not_before);
      out_.put("clamped", bound.clamped);
      out_.end_object();
    }
    out_.end_array();
  }
  void write(const schedule::Rhythm& rhythm) {
    if (rhythm == schedule::Rhythm{}) return out_.null();
    out_.object();
    out_.put("items_a_day", 24 * mean_rate(rhythm));
    write("hours", hours_of_day(rhythm));
    write("days", days_of_week(rhythm));
    out_.end_object();
  }
  template <std::size_t n>
  void write(std::string_view name, const std::array<double, n>& numbers) {
    out_.key(name);
    out_.array();
    for (const double number : numbers) out_.value(number);
    out_.end_array();
  }

  JsonText& out_;
};

// The journal alone knows what is parked: the ledger may be older or younger.
State shown_state(const SourceView& view) {
  const SourceHealth& health = view.record.health;
  if (!view.parked.empty()) return State::parked;
  if (health.state == SourceHealth::State::failing) return State::failing;
  if (health.state == SourceHealth::State::working) return health.is_stale ? State::stale : State::working;
  return State::unknown;
}

}  // namespace

std::string_view to_string(ShownState state) {
  switch (state) {
    case State::unknown:
      return "unknown";
    case State::working:
      return "working";
    case State::failing:
      return "failing";
    case State::stale:
      return "stale";
    case State::parked:
      return "parked";
  }
  return "unknown";
}

SourceView view_of(const source::Options& source, const std::optional<SourceState>& state,
                   const std::optional<SourceRecord>& record) {
  SourceView view{.id = source.id, .url = source::shown_url(source), .schedule = source.schedule};
  if (record) view.record = *record;
  if (state) {
    view.url = source::address_of(source, *state);
    view.parked = state->parked;
    view.parked_at = state->parked_at;
  }
  view.origin = source::origin_of(http::canonical_url(view.url).value_or(view.url));
  view.let_go = view.parked.empty() && view.record.health.state == SourceHealth::State::parked;
  view.state = shown_state(view);
  return view;
}

void note_holds(std::vector<SourceView>& views) {
  std::map<std::string_view, const SourceView*> holders;  // by origin, whose hold ends last
  for (const SourceView& view : views) {
    const schedule::Standing& standing = view.record.standing;
    if (standing.reason != schedule::Reason::throttled || standing.held_until == Moment{}) continue;
    const SourceView*& holder = holders[view.origin];
    if (holder == nullptr || holder->record.standing.held_until < standing.held_until) holder = &view;
  }
  for (SourceView& view : views) {
    const auto found = holders.find(view.origin);
    if (found == holders.end() || found->second->id == view.id) continue;
    view.held_until = found->second->record.standing.held_until;
    view.held_by = found->second->id;
  }
}

bool is_held(const SourceView& view, Moment now) {
  return view.held_until > now && view.held_until > view.record.standing.due;
}

bool is_in_trouble(const SourceView& view) {
  return view.state == State::failing || view.state == State::stale || view.state == State::parked;
}

std::string sources_text(const std::vector<SourceView>& views, Moment now, Colour colour) {
  std::vector<Row> rows{{"id", "state", "last poll", "latency", "bytes", "items", "next poll", "error"}};
  for (const SourceView& view : views) rows.push_back(row_of(view, now));
  std::array<std::size_t, kColumns> widths{};
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < kColumns; ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  std::string text = line_of(rows.front(), widths, {}, colour);
  for (std::size_t i = 0; i < views.size(); ++i) {
    text += line_of(rows[i + 1], widths, style_of(views[i].state), colour);
  }
  return text + count_text(views);
}

std::string sources_json(const std::vector<SourceView>& views) {
  JsonText out;
  Writer write(out);
  out.array();
  for (const SourceView& view : views) {
    out.object();
    out.put("id", view.id);
    out.put("url", printable(view.url));
    out.put("state", to_string(view.state));
    out.put("pace", view.schedule.pace == schedule::Pace::fixed ? "fixed" : "learned");
    out.put("every_s", std::int64_t{view.schedule.every.count()});
    for_each_field(view.record, [&](std::string_view name, const auto& member) {
      if (name != "state" && name != "asked") write(name, member);
    });
    write("parked", view.parked.empty() ? std::nullopt : std::optional(view.parked));
    write("parked_at", view.parked_at);
    write("origin_held_until", view.held_until);
    write("origin_held_by", view.held_by.empty() ? std::nullopt : std::optional(view.held_by));
    out.put("let_go", view.let_go);
    out.end_object();
  }
  out.end_array();
  return out.text();
}

}  // namespace tb::app
