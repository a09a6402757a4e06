// Finding the price. From the long-run rates follows one that would spend the budget; rates change through the day and
// with every burst, and publishers' limits bind, so what is really spent corrects it: quickly by what was overspent,
// slowly by what of that remains.
#include "tenbells/schedule/budget.hpp"

#include <algorithm>
#include <cmath>

#include "budget_law.hpp"

namespace tb::schedule {
namespace {

constexpr double kReplanSeconds = 30;
// A process that was stopped has not saved anything.
constexpr double kLongestSilence = 300;
// Seconds whose budget, overspent, make waits e times as long. Half a day: the day may spend what the night saves. What
// learns from the rest is four times as slow: then the two do not swing (critical damping).
constexpr double kLoan = 12 * 3600;
constexpr double kSlowLoan = 4 * kLoan;
// Beyond that a price follows no overspending: something else is wrong.
constexpr double kMostCorrection = 2;
constexpr double kLeastPrice = 1e-9;
constexpr double kMostPrice = 1e6;
constexpr double kLeastRate = 1e-6;
constexpr double kMostRate = 1e6;

constexpr double seconds_of(std::chrono::seconds seconds) {
  return static_cast<double>(std::max<std::int64_t>(seconds.count(), 1));
}

// Requests an hour of a constant rate at this price.
double requests(const Demand& demand, double price) {
  const double wait = 3600 * wait_at(demand.rate, price, patience_of(demand.reach));
  const double fastest = seconds_of(demand.reach.fastest);
  return 3600 / std::clamp(wait, fastest, std::max(fastest, seconds_of(demand.reach.slowest)));
}

// From the price before, which is nearly right, in steps that would be exact if no wait were bound: as waits that are
// bound follow no price, a step never goes too far.
double price_that_spends(const std::unordered_map<std::string, Demand>& demands, double per_second, double price) {
  constexpr int kMostSteps = 30;
  constexpr double kExact = 0.001;
  for (int i = 0; i < kMostSteps; ++i) {
    double sum = 0;
    for (const auto& [id, demand] : demands) sum += requests(demand, price);
    const double spends = sum / (per_second * 3600);
    if (std::abs(spends - 1) < kExact) break;
    price = std::clamp(price * spends * spends, kLeastPrice, kMostPrice);
  }
  return price;
}

}  // namespace

void Budget::put(const std::string& id, const Demand& demand) {
  Demand& kept = demands_[id];
  kept = demand;
  kept.rate = demand.rate > kLeastRate ? std::min(demand.rate, kMostRate) : kLeastRate;  // of NaN, too
}

void Budget::drop(const std::string& id) {
  demands_.erase(id);
}

void Budget::count_request() {
  counted_ += 1;
}

double Budget::requests_per_second() const {
  double sum = 0;
  for (const auto& [id, demand] : demands_) sum += 1 / seconds_of(demand.every);
  return sum;
}

double Budget::price(Steady now) {
  const double since = std::chrono::duration<double>(now - settled_).count();
  if (is_planned_ && since < kReplanSeconds) return price_;
  const double per_second = requests_per_second();
  if (per_second <= 0) {
    counted_ = 0;
    return price_;
  }
  if (is_planned_) settle(std::min(since, kLongestSilence), per_second);
  planned_ = price_that_spends(demands_, per_second, planned_);
  price_ = planned_ * std::exp(2 * (overspent_ / kLoan + correction_));  // requests go with 1/√price
  settled_ = now;
  is_planned_ = true;
  return price_;
}

void Budget::settle(double seconds, double per_second) {
  overspent_ += counted_ / per_second - seconds;
  overspent_ = std::clamp(overspent_, -kMostCorrection * kLoan, kMostCorrection * kLoan);
  correction_ += seconds / kSlowLoan * overspent_ / kLoan;
  correction_ = std::clamp(correction_, -kMostCorrection, kMostCorrection);
  counted_ = 0;
}

}  // namespace tb::schedule
