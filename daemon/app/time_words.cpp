// One unit is enough for a glance; it changes where its count would have three digits, and is rounded: what is a second
// short of 5 min is no 4 min.
#include "time_words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tb::app {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr Moment kEarliest = sys_days{std::chrono::year{1} / 1 / 1};
constexpr Moment kLatest = sys_days{std::chrono::year{9999} / 12 / 31};

}  // namespace

std::string span_text(std::chrono::microseconds span) {
  // Not abs(): the least of all has no opposite.
  const auto seconds = std::chrono::round<std::chrono::seconds>(span).count();
  const auto count = seconds < 0 ? -seconds : seconds;
  const auto in = [count](auto unit) { return count / unit + (count % unit * 2 >= unit ? 1 : 0); };
  if (count < 100) return fmt::format("{} s", count);
  if (count < 100 * 60) return fmt::format("{} min", in(60));
  if (count < 48 * 3600) return fmt::format("{} h", in(3600));
  return fmt::format("{} d", in(86'400));
}

std::string relative_text(Moment moment, Moment now) {
  const Moment there = std::clamp(moment, kEarliest, kLatest);
  const auto span = there - std::clamp(now, kEarliest, kLatest);
  if (span > std::chrono::milliseconds{-500} && span < std::chrono::milliseconds{500}) return "now";
  return span < span.zero() ? span_text(span) + " ago" : "in " + span_text(span);
}

std::string moment_text(Moment moment) {
  std::string text = to_rfc3339(std::clamp(moment, kEarliest, kLatest));
  text.resize(text.find('.'));
  std::ranges::replace(text, 'T', ' ');
  return text + " UTC";
}

}  // namespace tb::app
