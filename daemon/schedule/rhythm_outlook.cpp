// What is expected of a self-exciting process that is not looked at: what was seen fades, and what was not seen yet has
// followers of its own, so that its rate climbs from the base to base / (1 − share). Of several time scales each is
// treated alone, which is exact for one.
#include "rhythm_outlook.hpp"

#include <algorithm>
#include <cmath>

namespace tb::schedule {
namespace {

// What is expected of a source nobody knows: a few items a day, which the first hours of watching outweigh.
constexpr Watched kPriorLevel{.items = 0.5, .hours = 1.5};

// Items that a newcomer's share of announced items weighs as much as, and that share on each scale: enough for a first
// burst to be followed.
constexpr double kPriorSeen = 4;
constexpr double kPriorShare = 0.1;

// Where more is announced than comes, a rate would never fade.
constexpr double kMostAnnounced = 0.9;

// An excitement that ends, whatever was in the numbers.
constexpr double kMostExcited = 1e6;

}  // namespace

std::int64_t hour_of(Moment moment) {
  return std::chrono::floor<std::chrono::hours>(moment).time_since_epoch().count();
}

double hours_of(Moment moment) {
  return static_cast<double>(moment.time_since_epoch().count()) / kMicrosecondsAnHour;
}

std::array<double, 3> announced_shares(const Rhythm& rhythm) {
  std::array<double, 3> shares{};
  double sum = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    shares[i] = (rhythm.bursts[i].announced + kPriorShare * kPriorSeen) / (rhythm.seen + kPriorSeen);
    sum += shares[i];
  }
  if (sum > kMostAnnounced) {
    for (double& share : shares) share *= kMostAnnounced / sum;
  }
  return shares;
}

double base_rate(const Rhythm& rhythm) {
  return (rhythm.level.items + kPriorLevel.items) / (rhythm.level.hours + kPriorLevel.hours);
}

Outlook outlook_of(const Rhythm& rhythm) {
  Outlook outlook{.profile = profile_of(rhythm),
                  .base = base_rate(rhythm),
                  .shares = announced_shares(rhythm),
                  .seen = hours_of(rhythm.until)};
  double sum = 0;
  for (const double share : outlook.shares) sum += share;
  outlook.unseen = 1 / (1 - sum);
  for (std::size_t i = 0; i < kBurstHours.size(); ++i) {
    outlook.excitement[i] = std::min(outlook.shares[i] * rhythm.bursts[i].recent / kBurstHours[i], kMostExcited);
    outlook.fading[i] = (1 - outlook.shares[i]) / kBurstHours[i];
  }
  return outlook;
}

double Outlook::rate(std::int64_t hour, double moment) const {
  const double since = std::max(moment - seen, 0.0);
  double followers = 0;
  double excited = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const double left = std::exp(-since * fading[i]);
    followers += shares[i] * (1 - left);
    excited += excitement[i] * left;
  }
  return base * profile.at(hour) * (1 + unseen * followers) + excited;
}

double Outlook::integral(std::int64_t hour, double from, double to) const {
  const double since = std::max(from - seen, 0.0);
  const double until = std::max(to - seen, since);
  double followers = 0;
  double excited = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const double faded = (std::exp(-since * fading[i]) - std::exp(-until * fading[i])) / fading[i];
    followers += shares[i] * (until - since - faded);
    excited += excitement[i] * faded;
  }
  return base * profile.at(hour) * (until - since + unseen * followers) + excited;
}

}  // namespace tb::schedule
