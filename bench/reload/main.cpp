// bench_reload: one thread matches item after item while another compiles rule sets and swaps them in, as a reload of
// the daemon does. Counts that every item was answered by one whole set, and measures the longest pause between two
// answers, beside the same time without reloads: what a shared machine does to any thread is in both. Work is the
// thread's own processor time between two answers: what is ours of a pause, whoever else wants the core.
#include <fmt/format.h>
#include <time.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "news.hpp"

namespace tb::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;
using Rules = std::shared_ptr<const rules::RuleSet>;

constexpr std::size_t kItems = 2'000;  // different ones, in turn
constexpr double kTarget = 50;         // milliseconds

class Current {
 public:
  explicit Current(Rules rules) : rules_(std::move(rules)) {}
  Rules get() const {
    const std::lock_guard lock(mutex_);
    return rules_;
  }
  /// @return  the set from before
  Rules swap(Rules rules) {
    const std::lock_guard lock(mutex_);
    rules_.swap(rules);
    return rules;
  }

 private:
  mutable std::mutex mutex_;
  Rules rules_;
};

struct Stream {
  std::vector<double> work;       // milliseconds of processor time from answer to answer
  std::vector<double> pauses;     // milliseconds from answer to answer
  std::uint64_t wrong = 0;        // items with other hits than theirs
  std::uint64_t set_changes = 0;  // answers by another set than the one before
};

double thread_time() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

// Matches until it is told to stop.
Stream stream(const Current& current, const std::vector<Item>& items, const std::atomic<bool>& stop) {
  Stream seen;
  std::string set;
  auto last = SteadyClock::now();
  double worked = thread_time();
  for (std::size_t i = 0; !stop.load(); i = (i + 1) % items.size()) {
    const std::vector<Hit> hits = current.get()->match(items[i]);
    const auto now = SteadyClock::now();
    seen.pauses.push_back(std::chrono::duration<double, std::milli>(now - last).count());
    last = now;
    const double work = thread_time();
    seen.work.push_back(work - worked);
    worked = work;
    const bool whole = hits.size() == kHitsPerItem && std::ranges::all_of(hits, [&](const Hit& hit) {
                         return hit.rule.title == hits.front().rule.title;
                       });
    seen.wrong += whole ? 0 : 1;
    if (whole && hits.front().rule.title != set) {
      ++seen.set_changes;
      set = hits.front().rule.title;
    }
  }
  return seen;
}

void print_row(std::string_view name, Stream seen) {
  std::ranges::sort(seen.pauses);
  const auto at = [&](double part) {
    return seen.pauses[static_cast<std::size_t>(part * static_cast<double>(seen.pauses.size() - 1))];
  };
  fmt::print("{:<16} {:>9} {:>7} {:>8} {:>10.3f} {:>10.3f} {:>10.3f} {:>10.3f} {:>12.3f}\n", name, seen.pauses.size(),
             seen.wrong, seen.set_changes, at(0.5), at(0.99), at(0.9999), seen.pauses.back(),
             *std::ranges::max_element(seen.work));
}

int run(std::size_t rules, std::size_t swaps) {
  std::vector<Item> items;
  for (std::uint64_t i = 0; i < kItems; ++i) items.push_back(an_item(i, rules));
  const auto compile = [&](std::size_t number) -> Rules {
    auto compiled = rules::compile({a_pack(rules, number)});
    return compiled ? *compiled : nullptr;
  };
  Current current(compile(0));
  if (current.get() == nullptr) {
    fmt::print(stderr, "the rules do not compile\n");
    return 1;
  }
  std::atomic<bool> stop = false;
  Stream reloading;
  double compiling = 0;
  const auto begin = SteadyClock::now();
  std::thread matcher([&] { reloading = stream(current, items, stop); });
  for (std::size_t number = 1; number <= swaps; ++number) {
    const auto start = SteadyClock::now();
    Rules next = compile(number);
    compiling += std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count();
    const Rules old = current.swap(std::move(next));
    // Freeing ten thousand rules takes milliseconds: not for the thread that matches, as in the daemon.
    while (old.use_count() > 1) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    fmt::print(stderr, "\rswap {} of {}", number, swaps);
  }
  fmt::print(stderr, "\n");
  stop = true;
  matcher.join();
  const auto time = SteadyClock::now() - begin;

  stop = false;
  Stream quiet;
  std::thread undisturbed([&] { quiet = stream(current, items, stop); });
  std::this_thread::sleep_for(time);
  stop = true;
  undisturbed.join();

  const double longest = *std::ranges::max_element(reloading.pauses);
  const double longest_work = *std::ranges::max_element(reloading.work);
  const bool right = reloading.wrong == 0 && quiet.wrong == 0;
  fmt::print("{} rules, {} swaps in {:.1f} s, {:.0f} ms a compilation; pauses between two answers in ms\n\n", rules,
             swaps, std::chrono::duration<double>(time).count(), compiling / static_cast<double>(swaps));
  fmt::print("{:<16} {:>9} {:>7} {:>8} {:>10} {:>10} {:>10} {:>10} {:>12}\n", "", "items", "wrong", "sets", "median",
             "p99", "p99.99", "longest", "longest work");
  print_row("while reloading", std::move(reloading));
  print_row("undisturbed", std::move(quiet));
  fmt::print("\nlongest pause {:.1f} ms (of it at most {:.1f} ms our work), target {:.0f} ms: {}\n", longest,
             longest_work, kTarget, longest <= kTarget ? "met" : "missed");
  return right ? 0 : 1;
}

}  // namespace
}  // namespace tb::bench

int main(int argc, char** argv) {
  CLI::App program{"Measures how long matching pauses while rules are reloaded", "bench_reload"};
  std::size_t rules = 10'000;
  std::size_t swaps = 100;
  program.add_option("--rules", rules, "Rules of a set")->check(CLI::Range(10'000, 100'000))->capture_default_str();
  program.add_option("--swaps", swaps, "How often they are swapped")->check(CLI::PositiveNumber)->capture_default_str();
  CLI11_PARSE(program, argc, argv);
  return tb::bench::run(rules, swaps);
}
