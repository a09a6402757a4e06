// Back-off protects servers. Where no packet leaves the house there is nobody to protect, and news to miss.
#include "reachability.hpp"

namespace tb::app {
namespace {

constexpr std::chrono::seconds kTryEvery{30};

}  // namespace

Reachability::Change Reachability::note(const std::string& origin, Reached reached, bool was_reached, Steady now) {
  const bool was_away = is_away();
  if (reached == Reached::unsure) return Change::none;
  tried_at_ = now;
  if (reached == Reached::nobody) {
    if (was_reached && !was_away) lost_.insert(origin);
    return is_away() && !was_away ? Change::away : Change::none;
  }
  lost_.clear();
  if (!was_away) return Change::none;
  back_at_ = now;
  return Change::back;
}

bool Reachability::is_worth_asking(Steady polled, Steady now) {
  if (polled < back_at_) return true;
  if (!is_away() || now < tried_at_ + kTryEvery) return false;
  tried_at_ = now;
  return true;
}

}  // namespace tb::app
