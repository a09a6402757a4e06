// The arithmetic of waiting, safe against overflow whatever the configuration holds.
#include "tenbells/schedule/next_poll.hpp"

#include <algorithm>

namespace tb::schedule {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

constexpr seconds kLongestRetryAfter = std::chrono::weeks{1};

// Starting this many sources a second is no burst for anybody: two newcomers' feeds start at once, ten thousand over
// their interval.
constexpr double kStartsPerSecond = 50;

constexpr seconds kFirstRetryUnreached{10};

seconds backed_off(const Options& options, const Polled& polled) {
  const seconds ceiling = std::max(options.backoff_ceiling, options.every);
  seconds wait = polled.answered ? options.every : std::min(options.every, kFirstRetryUnreached);
  for (int i = 1; i < polled.failures_in_a_row && wait < ceiling; ++i) wait = std::min(wait * 2, ceiling);
  return wait;
}

}  // namespace

std::optional<nanoseconds> next_wait(const Options& options, const Polled& polled, double chance) {
  if (polled.outcome == Outcome::gone) return std::nullopt;
  seconds wait = is_success(polled.outcome) ? options.every : backed_off(options, polled);
  if (polled.retry_after) wait = std::max(wait, std::min(*polled.retry_after, kLongestRetryAfter));
  const std::chrono::duration<double> jittered = wait * (1.0 + options.jitter * chance);
  return std::chrono::duration_cast<nanoseconds>(jittered);
}

nanoseconds first_wait(const Options& options, std::size_t sources, double chance) {
  const std::chrono::duration<double> spread{static_cast<double>(sources) / kStartsPerSecond};
  const std::chrono::duration<double> at_most = std::min<std::chrono::duration<double>>(spread, options.every);
  return std::chrono::duration_cast<nanoseconds>(at_most * chance);
}

}  // namespace tb::schedule
