// The answer, then what it follows from: the last poll, the bounds, the rhythm.
#include "source_explanation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "tenbells/core/printable.hpp"
#include "time_words.hpp"

namespace tb::app {
namespace {

constexpr std::array<std::string_view, 8> kBars{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::array<std::string_view, 8> kDigits{"0", "1", "2", "3", "4", "5", "6", "7"};

std::string both(Moment moment, Moment now) {
  return fmt::format("{} ({})", moment_text(moment), relative_text(moment, now));
}

std::string answer(const SourceView& view, Moment now) {
  const schedule::Standing& standing = view.record.standing;
  if (!view.parked.empty()) {
    const auto rule = schedule::rule_named(view.parked);
    return fmt::format("not polled any more since {}: {}. `tenbells sources unpark {}` lets it go.",
                       both(view.parked_at, now),
                       rule ? std::string(meaning(*rule)) : "parked: " + printable(view.parked), printable(view.id));
  }
  if (view.let_go) return "not polled yet: it was unparked, and the daemon takes that up at a reload or a restart.";
  if (is_held(view, now)) {
    return fmt::format("not polled before {}: {}: its origin asks for it (Retry-After), which {} was told.",
                       both(view.held_until, now), to_string(schedule::Rule::retry_after), printable(view.held_by));
  }
  if (standing.due == Moment{}) return "not polled yet: the daemon has not come to it, or does not run.";
  if (standing.due > now) {
    return fmt::format("not polled before {}: {}: {}.", both(standing.due, now), to_string(standing.due_by),
                       meaning(standing.due_by));
  }
  return fmt::format(
      "due since {}: it waits for its turn at its origin or among all polls, or the daemon does not run.",
      both(standing.due, now));
}

std::string last_poll(const SourceRecord& record, Moment now) {
  const SourceHealth& health = record.health;
  const schedule::Standing& standing = record.standing;
  if (health.polls == 0) return {};
  std::string text = fmt::format("last poll  {}: {} after {} ms, {} bytes", both(standing.last_polled_at, now),
                                 to_string(health.last.outcome), health.last_latency.count(), health.last_bytes);
  if (health.late_by.count() > 0) text += fmt::format(", {} ms late", health.late_by.count());
  text += "\n";
  if (health.last.error) text += fmt::format("error      {}\n", printable(to_string(*health.last.error)));
  if (standing.failures_in_a_row > 0) {
    text += fmt::format("failures   {} in a row since {}, {}\n", standing.failures_in_a_row,
                        both(standing.failing_since, now), to_string(standing.reason));
  }
  if (standing.overflows > 0) {
    text += fmt::format("overflows  {}: so many polls shared no item with the one before, news may have been lost\n",
                        standing.overflows);
  }
  if (health.last_item_at != Moment{}) text += fmt::format("last item  {}\n", both(health.last_item_at, now));
  return text;
}

// The latest binds; those of equal moments in the order of the decision.
std::string bounds(const SourceRecord& record, Moment now, Signs signs) {
  std::vector<schedule::Bound> all = record.bounds;
  std::ranges::stable_sort(all, std::greater{}, &schedule::Bound::not_before);
  std::string text;
  for (const schedule::Bound& bound : all) {
    const bool binds = bound.rule == record.standing.due_by;
    text += fmt::format("  {} {:<15}  not before {}  {}{}\n",
                        !binds                    ? " "
                        : signs == Signs::unicode ? "→"
                                                  : ">",
                        to_string(bound.rule), both(bound.not_before, now), meaning(bound.rule),
                        bound.clamped ? "; it asked for more than our ceiling" : "");
  }
  const bool is_lengthened = !all.empty() && record.standing.due >= all.front().not_before + std::chrono::seconds{1};
  if (is_lengthened) {
    text += fmt::format("    {:<15}  {} more by chance, so that sources do not all come at once (jitter)\n", "",
                        span_text(record.standing.due - all.front().not_before));
  }
  for (const schedule::Rule rule : record.ignored) {
    text += fmt::format("    {:<15}  not followed  {}\n", to_string(rule), meaning(rule));
  }
  return text.empty() ? text : "bounds\n" + text;
}

template <std::size_t n>
std::string bars(const std::array<double, n>& profile, Signs signs) {
  const double most = std::max(1e-9, *std::ranges::max_element(profile));
  std::string line;
  for (const double value : profile) {
    const auto level = static_cast<std::size_t>(std::clamp(std::lround(7 * value / most), 0L, 7L));
    line += signs == Signs::unicode ? kBars.at(level) : kDigits.at(level);
  }
  return line;
}

std::string rhythm(const SourceView& view, Signs signs) {
  const schedule::Rhythm& rhythm = view.record.rhythm;
  if (rhythm == schedule::Rhythm{}) return "rhythm     nothing is learned yet\n";
  return fmt::format("rhythm     {} 0 to 23 h UTC, {} Monday to Sunday, {:.3g} items a day\n",
                     bars(hours_of_day(rhythm), signs), bars(days_of_week(rhythm), signs), 24 * mean_rate(rhythm));
}

std::string pace(const schedule::Options& options) {
  if (options.pace == schedule::Pace::fixed) return fmt::format("fixed, every {}", span_text(options.every));
  return fmt::format("learned, {} on average over all such sources, never sooner than {}", span_text(options.every),
                     span_text(options.fastest));
}

}  // namespace

std::string source_explanation(const SourceView& view, Moment now, Signs signs) {
  const SourceRecord& record = view.record;
  std::string text = fmt::format("{}: {}\n", printable(view.id), answer(view, now));
  text += fmt::format("state      {}\n", to_string(view.state));
  text += fmt::format("url        {}\n", printable(view.url));
  text += fmt::format("pace       {}\n", pace(view.schedule));
  text += last_poll(record, now);
  return text + bounds(record, now, signs) + rhythm(view, signs);
}

}  // namespace tb::app
