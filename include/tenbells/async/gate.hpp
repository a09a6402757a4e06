// Gate: a condition that coroutines wait for, and a counter of places that they take turns in.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>

namespace tb::async {

namespace asio = boost::asio;

/// A bell that wakes the one coroutine that waits for it. A ring with nobody waiting is remembered, once: the next wait
/// ends at once. Lives on one single-threaded executor.
class Bell final {
 public:
  explicit Bell(const asio::any_io_executor& executor) : timer_(executor) {}

  void ring();

  /// Waits for a ring, or at most that long.
  asio::awaitable<void> wait_for(std::chrono::nanoseconds at_most);

 private:
  asio::steady_timer timer_;
  bool rung_ = false;
};

/// At most `places` holders at once; the others wait. Lives on one single-threaded executor and outlives its slots.
class Turnstile final {
 public:
  Turnstile(const asio::any_io_executor& executor, std::size_t places)
      : free_(places), freed_(executor, asio::steady_timer::time_point::max()) {}

  /// Gives its place back when it is destroyed.
  class [[nodiscard]] Slot final {
   public:
    Slot() = default;
    explicit Slot(Turnstile* owner) : owner_(owner) {}
    Slot(Slot&& other) noexcept : owner_(other.owner_) { other.owner_ = nullptr; }
    Slot& operator=(Slot&& other) noexcept;
    ~Slot() { release(); }
    /// False if the wait was cancelled.
    [[nodiscard]] bool held() const { return owner_ != nullptr; }
    void release();

   private:
    Turnstile* owner_ = nullptr;
  };

  asio::awaitable<Slot> enter();

 private:
  std::size_t free_;
  asio::steady_timer freed_;  // never expires by itself: each release wakes one waiter
};

}  // namespace tb::async
