// The wait of one source. Walks through the coming hours, gathering the delay that expected items would have by then,
// until it is worth a request.
#include <algorithm>
#include <cmath>

#include "budget_law.hpp"
#include "rhythm_outlook.hpp"
#include "tenbells/schedule/budget.hpp"

namespace tb::schedule {
namespace {

constexpr double kSecondsAnHour = 3600;
// Of the walk, in hours: small enough for a burst that fades within minutes.
constexpr double kFirstStep = 5.0 / 3600;
// A longer promise is no rhythm any more: decide knows it, and the ceilings of etiquette.
constexpr std::chrono::seconds kLongestPromise = std::chrono::hours{24};
// Nobody looks further ahead, whatever the reach.
constexpr std::int64_t kFarthest = std::chrono::seconds{std::chrono::weeks{2}}.count();

// Hours into a step of constant rate at which the cost reaches the price.
double hours_until(const Gathered& gathered, double rate, double step, double price, double patience) {
  double low = 0;
  double high = step;
  for (int i = 0; i < 10; ++i) {
    const double middle = (low + high) / 2;
    (gathered.after(middle, rate).cost(patience) < price ? low : high) = middle;
  }
  return high;
}

}  // namespace

double patience_of(const Reach& reach) {
  const double hours = static_cast<double>(reach.slowest.count()) / kSecondsAnHour / kSlowestStretch;
  return std::clamp(hours, 1 / kSecondsAnHour, 1e4);
}

// Newton's method from above, where the cost is convex: each step comes closer and none goes below.
double wait_at(double rate, double price, double patience) {
  double wait = std::sqrt(2 * price / rate);
  for (int i = 0; i < 6; ++i) {
    const double cost = rate * wait * wait * (0.5 + wait / (6 * patience));
    const double slope = rate * wait * (1 + wait / (2 * patience));
    wait -= (cost - price) / slope;
  }
  return wait;
}

Reach reach(const Options& options, std::chrono::seconds promised) {
  const std::chrono::seconds fastest = std::max(options.fastest, std::min(promised, kLongestPromise));
  const auto most = std::chrono::seconds::max() / kSlowestStretch;
  return {.fastest = fastest, .slowest = std::max(fastest, std::min(options.every, most) * kSlowestStretch)};
}

std::chrono::seconds wait_for(const Rhythm& rhythm, const Reach& reach, double price, Moment now) {
  const Outlook outlook = outlook_of(rhythm);
  const double patience = patience_of(reach);
  const double start = hours_of(now);
  const double slowest = static_cast<double>(std::min(reach.slowest.count(), kFarthest)) / kSecondsAnHour;
  Gathered gathered;
  double waited = 0;
  std::int64_t hour = hour_of(now);
  while (waited < slowest) {
    const double to_next_hour = std::max(static_cast<double>(hour + 1) - start - waited, 1e-6);
    const double step = std::min(std::max(kFirstStep, waited / 6), to_next_hour);
    const double rate = outlook.rate(hour, start + waited + step / 2);
    const Gathered then = gathered.after(step, rate);
    if (!(then.cost(patience) < price)) {
      waited += hours_until(gathered, rate, step, price, patience);
      break;
    }
    gathered = then;
    waited += step;
    if (step == to_next_hour) ++hour;
  }
  const auto seconds = std::chrono::seconds{static_cast<std::int64_t>(std::min(waited, slowest) * kSecondsAnHour)};
  return std::clamp(seconds, reach.fastest, std::max(reach.fastest, reach.slowest));
}

}  // namespace tb::schedule
