// ThreadTime: the processor time of this thread. Everything here is measured by it: nothing measured waits for
// anything, and time that the machine gives to others says nothing of an engine.
#pragma once

#include <ctime>

namespace tb::bench {

class ThreadTime {
 public:
  /// Of this thread since this object was made.
  [[nodiscard]] double seconds() const { return now() - start_; }

 private:
  static double now() {
    std::timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  }

  double start_ = now();
};

}  // namespace tb::bench
