// bench_delay: how long news waits for the poll that sees it, when the real schedule (rhythm, budget, decide) polls
// invented sources under a clock of the replay's own; beside polling all alike and an oracle that knows every rate, at
// the same number of requests. One world is like the learner's model, the other is not.
// Exit: 0 all targets are met in the first and no limit is broken in either, 1 not, 2 usage.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string>
#include <vector>

#include "plot.hpp"
#include "scenario.hpp"

namespace tb::bench {
namespace {

bool are_met(const Scenario& scenario) {
  return std::ranges::all_of(targets(scenario), &Target::is_met);
}

bool is_polite(const Scenario& scenario) {
  return scenario.learned.too_early == 0 && scenario.learned.too_close == 0;
}

int run(int argc, char** argv) {
  World world;
  Pace pace;
  std::string json;
  std::string svg;
  int every = static_cast<int>(pace.every.count());
  CLI::App app{"How long news waits for the poll that sees it."};
  app.add_option("--sources", world.sources, "how many sources")->check(CLI::Range(10, 100'000));
  app.add_option("--weeks", world.weeks, "simulated weeks, the first of which is warm-up")->check(CLI::Range(2, 52));
  app.add_option("--seed", world.seed, "of the traces");
  app.add_option("--every", every, "seconds: what each source would get if all were polled alike")
      ->check(CLI::Range(60, 86'400));
  app.add_option("--json", json, "file for the results");
  app.add_option("--svg", svg, "file for the plot");
  CLI11_PARSE(app, argc, argv);
  pace.every = std::chrono::seconds{every};
  pace.weeks = world.weeks;

  fmt::print("{} sources, {} weeks, one poll each {} s on average, seed {}\n", world.sources, world.weeks, every,
             world.seed);
  std::vector<Scenario> scenarios;
  scenarios.push_back(
      play("plain", "Poisson, through the day and the week, half in bursts", plain_traces(world), pace));
  print(scenarios.back());
  scenarios.push_back(
      play("heavy", "other shapes: sharp hours, Pareto bursts, clockwork, changes", heavy_traces(world), pace));
  print(scenarios.back());
  if (!json.empty()) write_json(json, world, pace, scenarios);
  if (!svg.empty()) write_svg(svg, scenarios.front());
  return are_met(scenarios.front()) && is_polite(scenarios.back()) ? 0 : 1;
}

}  // namespace
}  // namespace tb::bench

int main(int argc, char** argv) {
  return tb::bench::run(argc, argv);
}
