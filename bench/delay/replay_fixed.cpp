// Policies whose intervals never change need no events: the poll that sees an item follows from the phase.
#include <algorithm>
#include <cmath>
#include <functional>
#include <random>

#include "replay.hpp"

namespace tb::bench {
namespace {

Seconds limited(Seconds wait, const Trace& trace) {
  return std::max(wait, static_cast<Seconds>(trace.limit().count()));
}

// The factor at which waits of factor × base, within limits, make that many requests in the span.
double factor_for(const std::vector<Trace>& traces, const std::vector<Seconds>& bases, Seconds span, double requests) {
  double low = 1e-3;
  double high = 1e6;
  for (int i = 0; i < 100; ++i) {
    const double factor = std::sqrt(low * high);
    double sum = 0;
    for (std::size_t s = 0; s < traces.size(); ++s) sum += span / limited(factor * bases[s], traces[s]);
    (sum > requests ? low : high) = factor;
  }
  return high;
}

Replayed replay(const std::vector<Trace>& traces, const std::vector<Seconds>& bases, const Pace& pace,
                std::uint64_t requests) {
  const Seconds end = pace.weeks * kWeek;
  const double factor = factor_for(traces, bases, end - kWeek, static_cast<double>(requests));
  std::mt19937_64 random(11);
  Replayed replayed;
  for (std::size_t s = 0; s < traces.size(); ++s) {
    const Seconds wait = limited(factor * bases[s], traces[s]);
    const Seconds phase = std::uniform_real_distribution<double>{0, wait}(random);
    const auto polls_before = [&](Seconds at) { return static_cast<std::uint64_t>(std::ceil((at - phase) / wait)); };
    replayed.warm_up.requests += polls_before(kWeek);
    replayed.measured.requests += polls_before(end) - polls_before(kWeek);
    for (const Seconds item : traces[s].items) {
      if (item < 0 || item >= end) continue;
      const Seconds seen = phase + std::max(std::ceil((item - phase) / wait), 0.0) * wait;
      Span& span = item < kWeek ? replayed.warm_up : replayed.measured;
      span.delays.add(seen - item);
      if (traces[s].limit().count() == 0) span.free_delays.add(seen - item);
    }
  }
  return replayed;
}

}  // namespace

Replayed replay_uniform(const std::vector<Trace>& traces, const Pace& pace, std::uint64_t requests) {
  return replay(traces, std::vector<Seconds>(traces.size(), 1), pace, requests);
}

Replayed replay_oracle(const std::vector<Trace>& traces, const Pace& pace, std::uint64_t requests) {
  std::vector<Seconds> bases;
  for (const Trace& trace : traces) {
    const Seconds end = pace.weeks * kWeek;
    const auto items = std::ranges::count_if(trace.items, [&](Seconds at) { return at >= kWeek && at < end; });
    bases.push_back(1'000 / std::sqrt(static_cast<double>(items) + 0.1));
  }
  return replay(traces, bases, pace, requests);
}

}  // namespace tb::bench
