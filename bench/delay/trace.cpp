// Invented publishing: a background of moments, thinned by a shape over day and week, each moment one item or a burst.
#include "trace.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <random>

namespace tb::bench {
namespace {

constexpr Seconds kHistory = 4 * kWeek;
constexpr Seconds kHour = 3'600;

// How much of the mean is published at that second of the week; at most `most`.
struct Shape {
  std::function<double(Seconds)> at;
  double most = 1;
};

// The gaps within a burst and how many items it has, the first included.
struct Bursts {
  std::function<int(std::mt19937_64&)> size;
  std::function<Seconds(std::mt19937_64&)> gap;
  double mean_size = 1;
};

double uniform(std::mt19937_64& random, double from, double to) {
  return std::uniform_real_distribution<double>{from, to}(random);
}

bool chance(std::mt19937_64& random, double share) {
  return uniform(random, 0, 1) < share;
}

double hour_of_day(Seconds at) {
  return std::fmod(at + kHistory, kDay) / kHour;
}

bool is_weekend(Seconds at) {
  return std::fmod(at + kHistory, kWeek) >= 5 * kDay;
}

double log_uniform_rate(std::mt19937_64& random) {
  return std::exp(uniform(random, std::log(0.05), std::log(300.0)));
}

Shape flat() {
  return {.at = [](Seconds) { return 1.0; }};
}

Shape normalised(std::function<double(Seconds)> shape) {
  double sum = 0;
  double most = 0;
  constexpr int kSteps = 7 * 24 * 4;
  for (int i = 0; i < kSteps; ++i) {
    const double value = shape((i + 0.5) * kWeek / kSteps);
    sum += value;
    most = std::max(most, value);
  }
  const double mean = sum / kSteps;
  return {.at = [shape, mean](Seconds at) { return shape(at) / mean; }, .most = most / mean * 1.02};
}

// A day that swells and ebbs (von Mises), and weekends with less.
Shape diurnal(std::mt19937_64& random) {
  const double peak = uniform(random, 0, 24);
  const double sharpness = uniform(random, 0.5, 2.5);
  const double weekend = chance(random, 0.7) ? uniform(random, 0.1, 1) : 1.0;
  return normalised([=](Seconds at) {
    const double angle = (hour_of_day(at) - peak) / 24 * 2 * std::numbers::pi;
    return std::exp(sharpness * std::cos(angle)) * (is_weekend(at) ? weekend : 1);
  });
}

// Hours with sharp edges, next to nothing outside of them.
Shape office(std::mt19937_64& random) {
  const double opens = uniform(random, 0, 24);
  const double length = uniform(random, 5, 14);
  const double weekend = chance(random, 0.4) ? 0.0 : uniform(random, 0.05, 1);
  return normalised([=](Seconds at) {
    const bool is_open = std::fmod(hour_of_day(at) - opens + 24, 24) < length;
    return (is_open ? 1.0 : 0.05) * (is_weekend(at) ? weekend : 1);
  });
}

Bursts single() {
  return {.size = [](std::mt19937_64&) { return 1; }, .gap = [](std::mt19937_64&) { return 0.0; }};
}

Bursts exponential_bursts(std::mt19937_64& random) {
  const double followers = uniform(random, 1, 9);
  const double gap = std::exp(uniform(random, std::log(30.0), std::log(900.0)));
  return {.size = [=](std::mt19937_64& r) { return 1 + std::geometric_distribution<int>{1 / (1 + followers)}(r); },
          .gap = [=](std::mt19937_64& r) { return std::exponential_distribution<double>{1 / gap}(r); },
          .mean_size = 1 + followers};
}

Bursts heavy_bursts(std::mt19937_64& random) {
  constexpr double kTail = 1.3;
  constexpr int kLargest = 200;
  const double gap = std::exp(uniform(random, std::log(20.0), std::log(600.0)));
  const auto size = [](std::mt19937_64& r) {
    return static_cast<int>(std::min<double>(kLargest, std::pow(1 - uniform(r, 0, 1), -1 / kTail)));
  };
  double mean = 0;
  std::mt19937_64 own(7);
  for (int i = 0; i < 20'000; ++i) mean += size(own) / 20'000.0;
  return {.size = size,
          .gap = [=](std::mt19937_64& r) { return gap * std::exp(1.5 * std::normal_distribution<double>{}(r)); },
          .mean_size = mean};
}

// `change` multiplies the rate from `changes` on.
std::vector<Seconds> publish(std::mt19937_64& random, double per_day, const Shape& shape, const Bursts& bursts,
                             Seconds end, Seconds changes = 1e18, double change = 1) {
  const double most_change = std::max(change, 1.0);
  const double per_second = per_day / kDay / bursts.mean_size * shape.most * most_change;
  std::exponential_distribution<double> gap{per_second};
  std::vector<Seconds> items;
  for (Seconds at = -kHistory + gap(random); at < end; at += gap(random)) {
    const double keep = shape.at(at) / shape.most * (at < changes ? 1 : change) / most_change;
    if (!chance(random, keep)) continue;
    Seconds item = at;
    for (int left = bursts.size(random); left > 0; --left, item += bursts.gap(random)) {
      if (item < end) items.push_back(item);
    }
  }
  std::ranges::sort(items);
  return items;
}

// Every seventh publisher makes promises; every fifth source shares its origin with nine others.
void add_manners(std::mt19937_64& random, std::vector<Trace>& traces) {
  using namespace std::chrono_literals;
  constexpr std::chrono::seconds kMaxAges[] = {60s, 120s, 300s, 300s, 600s};
  constexpr std::chrono::seconds kTtls[] = {5min, 15min, 30min};
  for (std::size_t i = 0; i < traces.size(); ++i) {
    if (chance(random, 0.12)) traces[i].max_age = kMaxAges[random() % std::size(kMaxAges)];
    if (chance(random, 0.02)) traces[i].ttl = kTtls[random() % std::size(kTtls)];
    traces[i].is_dated = chance(random, 0.85);
    traces[i].origin = i % 5 == 0 ? i / 50 : traces.size() + i;
  }
}

// On the hour, as a machine does: whatever came since the last one.
void on_the_hour(std::vector<Seconds>& items, Seconds past) {
  for (Seconds& item : items) item = (std::floor(item / kHour) + 1) * kHour + past;
}

}  // namespace

std::vector<Trace> plain_traces(const World& world) {
  std::mt19937_64 random(world.seed);
  const Seconds end = world.weeks * kWeek;
  std::vector<Trace> traces(world.sources);
  for (Trace& trace : traces) {
    trace.per_day = log_uniform_rate(random);
    const Shape shape = chance(random, 0.8) ? diurnal(random) : flat();
    const Bursts bursts = chance(random, 0.5) ? exponential_bursts(random) : single();
    trace.items = publish(random, trace.per_day, shape, bursts, end);
  }
  add_manners(random, traces);
  return traces;
}

std::vector<Trace> heavy_traces(const World& world) {
  std::mt19937_64 random(world.seed + 0x9e3779b97f4a7c15ULL);
  const Seconds end = world.weeks * kWeek;
  std::vector<Trace> traces(world.sources);
  for (Trace& trace : traces) {
    trace.per_day = log_uniform_rate(random);
    const Shape shape = chance(random, 0.7) ? office(random) : flat();
    const Bursts bursts = chance(random, 0.5) ? heavy_bursts(random) : single();
    if (chance(random, 0.2)) {
      const double change = chance(random, 0.5) ? 5 : 0.2;
      trace.items = publish(random, trace.per_day, shape, bursts, end, uniform(random, 0, end), change);
    } else {
      trace.items = publish(random, trace.per_day, shape, bursts, end);
    }
    if (chance(random, 0.1)) on_the_hour(trace.items, uniform(random, 0, 120));
  }
  add_manners(random, traces);
  return traces;
}

}  // namespace tb::bench
