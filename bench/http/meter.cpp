// The clock is read before every exchange, by every client alike: some 25 ns.
#include "meter.hpp"

#include <ctime>
#include <utility>

namespace tb::bench {
namespace {

double processor_seconds() {
  std::timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

template <class Duration>
Duration duration_of(double seconds) {
  return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(seconds));
}

}  // namespace

Meter::Meter(double warm_up, double seconds)
    : length_(duration_of<Clock::duration>(seconds)), turn_(Clock::now() + duration_of<Clock::duration>(warm_up)) {}

bool Meter::going() {
  if (phase_ == Phase::over) return false;
  const auto now = Clock::now();
  if (now < turn_) return true;
  if (phase_ == Phase::warming_up) {
    phase_ = Phase::counting;
    began_ = now;
    turn_ = now + length_;
    processor_before_ = processor_seconds();
    return true;
  }
  phase_ = Phase::over;
  measured_.seconds = std::chrono::duration<double>(now - began_).count();
  measured_.processor_seconds = processor_seconds() - processor_before_;
  return false;
}

void Meter::count(bool resumed) {
  if (phase_ != Phase::counting) return;
  ++measured_.exchanges;
  measured_.resumed += resumed ? 1 : 0;
}

void Meter::count_wrong(std::string why) {
  if (measured_.wrong++ == 0) measured_.why_wrong = std::move(why);
}

}  // namespace tb::bench
