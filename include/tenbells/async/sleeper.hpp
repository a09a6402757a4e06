// Sleeper: waiting for time to pass, passed in so that a test runs a week of polling in milliseconds.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>

namespace tb::async {

namespace asio = boost::asio;

enum class Woken : std::uint8_t { by_time, by_cancellation };

/// Threads: called on the executor of the coroutine that waits.
class Sleeper {
 public:
  virtual ~Sleeper() = default;
  /// Waits by the steady clock. Negative waits end at once.
  virtual asio::awaitable<Woken> sleep_for(std::chrono::nanoseconds wait) = 0;
};

class SteadySleeper final : public Sleeper {
 public:
  asio::awaitable<Woken> sleep_for(std::chrono::nanoseconds wait) override;
};

}  // namespace tb::async
