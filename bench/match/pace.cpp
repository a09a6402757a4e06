// A clock around a loop: bytes of items over seconds.
#include "pace.hpp"

#include <algorithm>

#include "thread_time.hpp"

namespace tb::bench {
namespace {

constexpr std::size_t kLeastItems = 8;
constexpr double kEnoughToTell = 0.2;  // seconds

}  // namespace

double median_of(std::vector<double> values) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double Pace::median() const {
  return median_of(rounds);
}

std::vector<std::size_t> spread(std::size_t total, std::size_t count, std::size_t round) {
  std::vector<std::size_t> chosen;
  for (std::size_t index = 0; index < count; ++index) chosen.push_back((index * total / count + round) % total);
  return chosen;
}

std::size_t items_in(double seconds, Engine& engine, const std::vector<Item>& items) {
  constexpr std::size_t kOtherThanRounds = 7;  // a sample that no round repeats
  const std::vector<std::size_t> order =
      spread(items.size(), std::min<std::size_t>(items.size(), 1000), kOtherThanRounds);
  const ThreadTime time;
  std::size_t done = 0;
  while (done < order.size() && (done < 2 || time.seconds() < kEnoughToTell)) (void)engine.hits(items[order[done++]]);
  const double each = time.seconds() / static_cast<double>(done);
  const auto fitting = static_cast<std::size_t>(seconds / each);
  return std::clamp(fitting, std::min(kLeastItems, items.size()), items.size());
}

void run_round(Engine& engine, const std::vector<Item>& items, std::size_t round, Pace& pace) {
  const std::vector<std::size_t> chosen = spread(items.size(), pace.items, round);
  std::size_t bytes = 0;
  std::size_t hits = 0;
  const ThreadTime time;
  for (const std::size_t index : chosen) {
    hits += engine.hits(items[index]).size();
    bytes += items[index].body.size();
  }
  const double seconds = time.seconds();
  pace.rounds.push_back(static_cast<double>(bytes) / 1e6 / seconds);
  const auto before = static_cast<double>(pace.rounds.size() - 1);
  pace.hits_per_item =
      (pace.hits_per_item * before + static_cast<double>(hits) / static_cast<double>(pace.items)) / (before + 1);
}

Latency latency(Engine& engine, const std::vector<Item>& items, const std::vector<std::size_t>& chosen,
                std::size_t rounds) {
  std::vector<double> p50;
  std::vector<double> p99;
  std::vector<double> max;
  for (std::size_t round = 0; round < rounds; ++round) {
    std::vector<double> each;
    for (const std::size_t index : chosen) {
      const ThreadTime time;
      (void)engine.hits(items[index]);
      each.push_back(time.seconds() * 1e6);
    }
    std::ranges::sort(each);
    p50.push_back(each[each.size() / 2]);
    p99.push_back(each[each.size() * 99 / 100]);
    max.push_back(each.back());
  }
  return {.p50 = median_of(p50), .p99 = median_of(p99), .max = median_of(max)};
}

}  // namespace tb::bench
