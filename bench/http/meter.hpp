// Meter: counts the exchanges of the time that counts, with the processor time of the whole process in it.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace tb::bench {

struct Measured {
  std::uint64_t exchanges = 0;
  std::uint64_t resumed = 0;  ///< of them on a resumed TLS session, as the server says
  std::uint64_t wrong = 0;    ///< answers that are not what was expected, at any time
  std::string why_wrong;      ///< of the first
  double seconds = 0;
  double processor_seconds = 0;
};

class Meter final {
 public:
  Meter(double warm_up, double seconds);

  /// Whether another exchange shall begin: asked before each.
  [[nodiscard]] bool going();
  void count(bool resumed);
  void count_wrong(std::string why);
  /// Once going() has said no.
  [[nodiscard]] Measured measured() const { return measured_; }

 private:
  using Clock = std::chrono::steady_clock;
  enum class Phase : std::uint8_t { warming_up, counting, over };

  Clock::duration length_;
  Clock::time_point turn_;  // when this phase ends
  Clock::time_point began_;
  double processor_before_ = 0;
  Phase phase_ = Phase::warming_up;
  Measured measured_;
};

}  // namespace tb::bench
