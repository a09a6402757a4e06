// ProgressBar: how far a long piece of work is, on standard error for a person at a terminal; silent otherwise.
#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

namespace tb::app {

/// Draws only once the work has taken a moment: a bar that flashes by tells nothing. Belongs to one thread.
class ProgressBar final {
 public:
  ProgressBar(std::size_t total, std::string_view noun);
  /// Leaves no trace.
  ~ProgressBar() { clear(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void at(std::size_t done);

  /// Takes the bar off the screen, so that a result can be written where it stood.
  void clear();

 private:
  std::size_t total_;
  std::string_view noun_;
  bool terminal_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point next_;
};

}  // namespace tb::app
