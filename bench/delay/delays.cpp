// Delays, counted by tenths of a second: millions of items, any quantile.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

#include "replay.hpp"

namespace tb::bench {
namespace {

constexpr Seconds kLongest = 4 * kDay;

}  // namespace

void Delays::add(Seconds delay) {
  const auto tenth = static_cast<std::size_t>(std::clamp(delay, 0.0, kLongest) * 10);
  if (tenth >= tenths_.size()) tenths_.resize(std::max(tenth + 1, tenths_.size() * 2));
  ++tenths_[tenth];
  ++count_;
  sum_ += delay;
}

double Delays::mean() const {
  return count_ == 0 ? 0 : sum_ / static_cast<double>(count_);
}

double Delays::quantile(double share) const {
  const double wanted = share * static_cast<double>(count_);
  double seen = 0;
  for (std::size_t i = 0; i < tenths_.size(); ++i) {
    seen += static_cast<double>(tenths_[i]);
    if (seen >= wanted) return (static_cast<double>(i) + 0.5) / 10;
  }
  return 0;
}

double Delays::share_within(Seconds delay) const {
  const std::size_t end = std::min(static_cast<std::size_t>(delay * 10), tenths_.size());
  const auto within =
      std::accumulate(tenths_.begin(), tenths_.begin() + static_cast<std::ptrdiff_t>(end), std::uint64_t{0});
  return count_ == 0 ? 0 : static_cast<double>(within) / static_cast<double>(count_);
}

}  // namespace tb::bench
