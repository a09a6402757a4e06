// A rhythm as a row of numbers and back. What is read may be anything: an old file, an edited one.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <ranges>

#include "tenbells/schedule/rhythm.hpp"

namespace tb::schedule {
namespace {

// No sum of items or hours that fades within years comes near it.
constexpr double kMost = 1e9;
// The year 2262, in seconds.
constexpr double kLatest = 9.2e9;

// Calls visit(number) for each number that fades, in the order in which they are kept.
template <class R, class Visit>
void for_each_number(R& rhythm, Visit visit) {
  const auto both = [&](auto& watched) {
    visit(watched.items);
    visit(watched.hours);
  };
  both(rhythm.level);
  for (auto& hour : rhythm.hours) both(hour);
  for (auto& day : rhythm.days) both(day);
  for (auto& burst : rhythm.bursts) {
    visit(burst.recent);
    visit(burst.announced);
  }
  visit(rhythm.seen);
}

}  // namespace

std::array<double, kRhythmNumbers> to_numbers(const Rhythm& rhythm) {
  std::array<double, kRhythmNumbers> numbers{};
  std::size_t next = 0;
  for_each_number(rhythm, [&](double number) { numbers[next++] = number; });
  numbers[next] = static_cast<double>(rhythm.until.time_since_epoch().count()) / 1e6;
  return numbers;
}

Rhythm rhythm_of(std::span<const double> numbers) {
  if (numbers.size() != kRhythmNumbers) return {};
  const auto is_possible = [](double number) { return number >= 0 && number <= kMost; };
  if (!std::ranges::all_of(numbers.first(kRhythmNumbers - 1), is_possible)) return {};
  const double until = numbers.back();
  if (!(until >= 0 && until <= kLatest)) return {};

  Rhythm rhythm;
  std::size_t next = 0;
  for_each_number(rhythm, [&](double& number) { number = numbers[next++]; });
  rhythm.until = Moment{std::chrono::microseconds{std::llround(until * 1e6)}};
  return rhythm;
}

}  // namespace tb::schedule
