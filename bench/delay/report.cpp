// What was found, as a table and as JSON.
#include <fmt/format.h>
#include <fmt/ostream.h>

#include <fstream>

#include "scenario.hpp"

namespace tb::bench {
namespace {

void print_row(std::string_view name, const Delays& delays, std::uint64_t requests) {
  fmt::print("{:<28} {:>10} {:>9} {:>8.1f} {:>8.1f} {:>8.1f} {:>8.1f} {:>8.1f}\n", name, requests, delays.count(),
             delays.mean(), delays.quantile(0.5), delays.quantile(0.9), delays.quantile(0.99), delays.quantile(0.999));
}

void print_rows(const char* heading, const Scenario& scenario, const Span Replayed::*span, Delays Span::*delays) {
  fmt::print("\n{:<28} {:>10} {:>9} {:>8} {:>8} {:>8} {:>8} {:>8}\n", heading, "requests", "items", "mean s", "p50",
             "p90", "p99", "p99.9");
  const auto row = [&](const char* name, const Replayed& replayed) {
    print_row(name, (replayed.*span).*delays, (replayed.*span).requests);
  };
  row("  uniform", scenario.uniform);
  row("  learned", scenario.learned);
  row("  oracle", scenario.oracle);
  const Delays& ours = (scenario.learned.*span).*delays;
  const Delays& theirs = (scenario.uniform.*span).*delays;
  fmt::print("  learned beside uniform: mean {:+.1f} %, p50 {:.2f} times lower, p99 {:.2f} of its\n",
             100 * (ours.mean() / theirs.mean() - 1), theirs.quantile(0.5) / ours.quantile(0.5),
             ours.quantile(0.99) / theirs.quantile(0.99));
}

std::string json_of(const Delays& delays) {
  return fmt::format(R"({{"items":{},"mean":{:.2f},"p50":{:.1f},"p90":{:.1f},"p99":{:.1f},"p999":{:.1f}}})",
                     delays.count(), delays.mean(), delays.quantile(0.5), delays.quantile(0.9), delays.quantile(0.99),
                     delays.quantile(0.999));
}

std::string json_of(const Span& span) {
  return fmt::format(R"({{"requests":{},"all":{},"without_promises":{}}})", span.requests, json_of(span.delays),
                     json_of(span.free_delays));
}

std::string json_of(const Replayed& replayed) {
  return fmt::format(R"({{"warm_up":{},"measured":{}}})", json_of(replayed.warm_up), json_of(replayed.measured));
}

std::string json_of(const Scenario& scenario) {
  std::string wanted;
  for (const Target& target : targets(scenario)) {
    wanted +=
        fmt::format(R"({}{{"name":"{}","value":{:.4f},"{}":{},"met":{}}})", wanted.empty() ? "" : ",", target.name,
                    target.value, target.at_most ? "at_most" : "at_least", target.bound, target.is_met());
  }
  return fmt::format(R"({{"name":"{}","uniform":{},"learned":{},"oracle":{},"postponed":{},"targets":[{}]}})",
                     scenario.name, json_of(scenario.uniform), json_of(scenario.learned), json_of(scenario.oracle),
                     scenario.learned.postponed, wanted);
}

}  // namespace

void print(const Scenario& scenario) {
  fmt::print("\n{}: {}\n", scenario.name, scenario.about);
  print_rows("after the first week", scenario, &Replayed::measured, &Span::delays);
  print_rows("there, without promises", scenario, &Replayed::measured, &Span::free_delays);
  print_rows("in the first week", scenario, &Replayed::warm_up, &Span::delays);
  fmt::print("\n{:<40} {:>9} {:>11}\n", "wanted", "", "");
  for (const Target& target : targets(scenario)) {
    fmt::print("  {:<38} {:>9.4g} {:>2} {:>6.4g}  {}\n", target.name, target.value,
               target.at_most ? "<=" : ">=", target.bound, target.is_met() ? "met" : "NOT MET");
  }
  fmt::print("  shortest wait {:.0f} s; {} polls waited for their origin\n", scenario.learned.shortest_wait,
             scenario.learned.postponed);
}

void write_json(const std::string& file, const World& world, const Pace& pace, const std::vector<Scenario>& scenarios) {
  std::ofstream out(file);
  fmt::print(out, R"({{"sources":{},"weeks":{},"seed":{},"every":{},"fastest":{},"scenarios":[)", world.sources,
             world.weeks, world.seed, pace.every.count(), pace.fastest.count());
  for (const Scenario& scenario : scenarios) {
    fmt::print(out, "{}\n{}", &scenario == &scenarios.front() ? "" : ",", json_of(scenario));
  }
  fmt::print(out, "]}}\n");
}

}  // namespace tb::bench
