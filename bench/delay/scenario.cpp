// All policies over the same traces: the learned one first, as the others get as many requests as it made.
#include "scenario.hpp"

#include <cmath>
#include <utility>

namespace tb::bench {
namespace {

double share_off(std::uint64_t value, double wanted) {
  return std::abs(static_cast<double>(value) / wanted - 1);
}

}  // namespace

Scenario play(std::string name, std::string about, const std::vector<Trace>& traces, const Pace& pace) {
  Scenario scenario{.name = std::move(name), .about = std::move(about)};
  scenario.learned = replay_learned(traces, pace);
  const std::uint64_t requests = scenario.learned.measured.requests;
  scenario.uniform = replay_uniform(traces, pace, requests);
  scenario.oracle = replay_oracle(traces, pace, requests);
  return scenario;
}

std::vector<Target> targets(const Scenario& scenario) {
  const Replayed& learned = scenario.learned;
  const Delays& ours = learned.measured.delays;
  const Delays& theirs = scenario.uniform.measured.delays;
  const auto uniform_requests = static_cast<double>(scenario.uniform.measured.requests);
  return {
      {.name = "mean, of uniform's", .value = ours.mean() / theirs.mean(), .bound = 0.5},
      {.name = "p50, times lower", .value = theirs.quantile(0.5) / ours.quantile(0.5), .bound = 4, .at_most = false},
      {.name = "p99, of uniform's", .value = ours.quantile(0.99) / theirs.quantile(0.99), .bound = 1.5},
      {.name = "requests, off uniform's",
       .value = share_off(learned.measured.requests, uniform_requests),
       .bound = 0.01},
      {.name = "requests, off the budget",
       .value = share_off(learned.measured.requests, learned.budget),
       .bound = 0.01},
      {.name = "polls sooner than a publisher allows", .value = static_cast<double>(learned.too_early), .bound = 0},
      {.name = "polls closer than an origin's spacing", .value = static_cast<double>(learned.too_close), .bound = 0},
  };
}

}  // namespace tb::bench
