// Each reason for a failure has its own patience: what the server has answered costs it something, what never reached
// it does not.
#include "pace.hpp"

#include <algorithm>
#include <cmath>

#include "saturating.hpp"

namespace tb::schedule {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

constexpr seconds kShortest{1};
constexpr seconds kFirstRetryUnreached{10};
constexpr int kMissingSteps = 4;  // from the first 404 to the fifth

seconds interval(const Options& options) {
  return std::max(within(options.every, kLongestWait), kShortest);
}

// base·2ⁿ⁻¹, up to a ceiling that never hurries a source whose interval is longer.
nanoseconds doubled(nanoseconds base, int failures, seconds ceiling) {
  const nanoseconds longest = std::max<nanoseconds>(within(ceiling, kLongestWait), base);
  nanoseconds wait = base;
  for (int i = 1; i < failures && wait < longest; ++i) wait = std::min(wait * 2, longest);
  return wait;
}

// In even ratios from the interval to missing_wait, so that whatever the interval the fifth 404 has arrived there.
std::optional<Wait> wait_while_missing(const Etiquette& etiquette, int missing_in_a_row, nanoseconds base) {
  if (missing_in_a_row <= 1) return std::nullopt;
  const nanoseconds longest = std::max<nanoseconds>(within(etiquette.missing_wait, kLongestWait), base);
  const double ratio = static_cast<double>(longest.count()) / static_cast<double>(base.count());
  const double share = static_cast<double>(missing_in_a_row - 1) / kMissingSteps;
  const std::chrono::duration<double> wait = std::chrono::duration<double>{base} * std::pow(ratio, share);
  return Wait{Rule::missing, std::chrono::ceil<seconds>(std::min<std::chrono::duration<double>>(wait, longest))};
}

}  // namespace

Wait pace(const Options& options, const Standing& standing, std::optional<seconds> rhythm_wait) {
  if (options.pace == Pace::fixed) return {Rule::every, interval(options)};
  const nanoseconds fastest = std::max(within(options.fastest, kLongestWait), kShortest);
  const nanoseconds alike = std::max<nanoseconds>(interval(options), fastest);
  const Wait usual = rhythm_wait
                         ? Wait{Rule::rhythm, std::max<nanoseconds>(within(*rhythm_wait, kLongestWait), fastest)}
                         : Wait{Rule::every, alike};
  nanoseconds wait = usual.length;
  for (int i = 0; i < standing.overflows_in_a_row && wait > fastest; ++i) wait = std::max(wait / 2, fastest);
  return wait < usual.length ? Wait{Rule::window_overflow, wait} : usual;
}

std::optional<Wait> wait_after_failure(const Options& options, const Etiquette& etiquette, const Standing& standing,
                                       const Wait& pace) {
  const nanoseconds every = interval(options);
  const nanoseconds longer = std::max(every, pace.length);
  const int failures = standing.failures_in_a_row;
  switch (standing.reason) {
    case Reason::none:
      return std::nullopt;
    case Reason::journal:
    case Reason::resources:
      return Wait{Rule::every, every};
    case Reason::dns:
    case Reason::no_such_host:
    case Reason::connect: {
      const nanoseconds first = std::min<nanoseconds>(every, kFirstRetryUnreached);
      return Wait{Rule::back_off, doubled(first, failures, std::max(options.backoff_ceiling, interval(options)))};
    }
    case Reason::throttled: {
      // A server that says when to come back is believed; one that does not gets the longest patience there is.
      const bool is_told = standing.held_until != Moment{};
      const seconds ceiling = is_told ? options.backoff_ceiling : etiquette.throttled_ceiling;
      return Wait{Rule::throttled, doubled(longer, failures, ceiling)};
    }
    case Reason::missing:
      return wait_while_missing(etiquette, standing.missing_in_a_row, longer);
    case Reason::refused: {
      const nanoseconds wait = doubled(every, failures, options.backoff_ceiling);
      return Wait{Rule::refused, std::max<nanoseconds>(wait, within(etiquette.refused_floor, kLongestWait))};
    }
    default:
      return Wait{Rule::back_off, doubled(every, failures, options.backoff_ceiling)};
  }
}

}  // namespace tb::schedule
