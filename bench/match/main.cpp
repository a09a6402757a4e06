// bench_match: our matcher and its peers over one corpus, in one run. scripts/bench makes the corpus and calls it.
// Exit: 0 measured, 1 hits differ and nothing explains it, 2 usage, or something is missing.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <fstream>
#include <string>
#include <vector>

#include "comparison.hpp"
#include "report.hpp"

namespace {

constexpr int kHitsDiffer = 1;
constexpr int kNotMeasured = 2;

bool hits_are_right(const tb::bench::Results& results) {
  const bool same = std::ranges::all_of(
      results.comparisons, [](const tb::bench::Comparison& comparison) { return comparison.unexplained.empty(); });
  return same && (!results.growth || results.growth->different == 0);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App program{"Measures the matcher beside RE2 and Hyperscan."};
  tb::bench::Options options;
  std::vector<std::size_t> sizes{100, 1'000, 10'000};
  bool growth = false;
  std::string json;
  program.add_option("--corpus", options.corpus, "Folder with items.bin and the rule sets")->required();
  program.add_option("--sizes", sizes, "Rule sets to measure, by number of rules")->delimiter(',');
  program.add_option("--rounds", options.rounds, "Alternating rounds, of which medians are taken")
      ->check(CLI::Range(1, 99))
      ->capture_default_str();
  program.add_option("--seconds", options.seconds, "The most that a round of one engine takes")->capture_default_str();
  program.add_option("--learn", options.learn, "Items that we learn the frequencies of words from")
      ->capture_default_str();
  program.add_flag("--hyperscan-50k", options.hyperscan_50k, "Let Hyperscan compile 50,000 rules: five minutes");
  program.add_flag("--growth", growth, "Measure 1,000 and 50,000 rules with the same hits, too");
  program.add_option("--json", json, "File for the results");
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : kNotMeasured;
  }
  try {
    const std::vector<tb::Item> items = tb::bench::read_items(options.corpus / "items.bin");
    tb::bench::Results results{.items = items.size()};
    for (const tb::Item& item : items) results.bytes += item.body.size();
    for (const std::size_t size : sizes)
      results.comparisons.push_back(tb::bench::compare_engines(size, items, options));
    if (growth) results.growth = tb::bench::measure_growth(items, options);
    fmt::print("{}", tb::bench::to_text(results));
    if (!json.empty()) std::ofstream(json) << tb::bench::to_json(results) << '\n';
    return hits_are_right(results) ? 0 : kHitsDiffer;
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_match: {}\n", error.what());
    return kNotMeasured;
  }
}
