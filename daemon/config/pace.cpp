// How often a source is asked. What was written must fit the rhythm that holds where it stands; what was not written
// there, and so comes from `defaults:` or from us, follows the rhythm without a word.
#include "pace.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "quantity.hpp"
#include "yaml_scalar.hpp"

namespace tb::config {
namespace {

using schedule::Pace;
using std::chrono::milliseconds;
using std::chrono::seconds;

// A second is what a test server bears, a month what a forgotten source still deserves.
constexpr Range<milliseconds> kWait{seconds(1), std::chrono::days(30)};

// Whether the rhythm is known; if not, nothing can be measured by it.
bool read_every(const Node& map, seconds average, schedule::Options& into, Findings& findings) {
  const Node* every = member(map, "every");
  if (every == nullptr) return !has_key(map, "every");
  if (every->text == "auto") {
    into.pace = Pace::learned;
    into.every = average;
    return true;
  }
  const auto wait = read_seconds(*every, kWait, findings);
  into.pace = Pace::fixed;
  into.every = wait.value_or(into.every);
  return wait.has_value();
}

void check_ceiling(const Node& node, const schedule::Options& schedule, Findings& findings) {
  if (schedule.pace == Pace::learned || schedule.backoff_ceiling >= schedule.every) return;
  findings.add(node, fmt::format("the longest wait after failures is shorter than `every`: write {} or more",
                                 to_text(schedule.every)));
}

void check_fastest(const Node& node, const schedule::Options& schedule, Findings& findings) {
  if (schedule.pace == Pace::fixed || schedule.fastest <= schedule.every) return;
  findings.add(node, fmt::format("the shortest wait is longer than the average of a learned rhythm: write {} or less, "
                                 "or change `polling.average`",
                                 to_text(schedule.every)));
}

}  // namespace

void read_pace(const Node& map, seconds average, schedule::Options& into, Findings& findings) {
  const bool is_rhythm_known = read_every(map, average, into, findings);
  if (const Node* node = member(map, "backoff_ceiling")) {
    const auto ceiling = read_seconds(*node, kWait, findings);
    into.backoff_ceiling = ceiling.value_or(into.backoff_ceiling);
    if (ceiling && is_rhythm_known) check_ceiling(*node, into, findings);
  }
  if (const Node* node = member(map, "fastest")) {
    const auto fastest = read_seconds(*node, kWait, findings);
    into.fastest = fastest.value_or(into.fastest);
    if (fastest && is_rhythm_known) check_fastest(*node, into, findings);
  }
  if (const Node* node = member(map, "jitter")) into.jitter = real_number(node->text);
  if (const Node* node = member(map, "ignore_freshness")) into.ignore_freshness = is_true(*node);
}

void settle_pace(const Node& source, schedule::Options& into, Findings& findings) {
  const bool is_rhythm_wrong = has_key(source, "every") && member(source, "every") == nullptr;
  const Node* fastest = member(source, "fastest");
  // Fixed `defaults:` may hold one for the sources that say `every: auto`; a source has nobody else to hold it for.
  if (fastest != nullptr && into.pace == Pace::fixed && !is_rhythm_wrong) {
    findings.add_at_key(*fastest, "this means nothing beside a fixed `every:`. Remove it, or write `every: auto`.");
  }
  into.backoff_ceiling = std::max(into.backoff_ceiling, into.every);
  into.fastest = std::min(into.fastest, into.every);
}

}  // namespace tb::config
