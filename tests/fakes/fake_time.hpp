// FakeTime: clock and sleeper in one. Time stands still until somebody sleeps; then it jumps to the end of the sleep,
// so that a week of polling takes milliseconds and always the same.
#pragma once

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <vector>

#include "an_item.hpp"
#include "tenbells/async/cancelled.hpp"
#include "tenbells/async/sleeper.hpp"
#include "tenbells/core/clock.hpp"

namespace tb::fakes {

class FakeTime final : public Clock, public async::Sleeper {
 public:
  [[nodiscard]] Moment now() const override { return now_; }
  [[nodiscard]] std::chrono::steady_clock::time_point steady_now() const override {
    return std::chrono::steady_clock::time_point{now_.time_since_epoch()};
  }

  boost::asio::awaitable<async::Woken> sleep_for(std::chrono::nanoseconds wait) override {
    const auto executor = co_await boost::asio::this_coro::executor;
    co_await boost::asio::post(executor, boost::asio::use_awaitable);
    const bool stop = co_await async::is_cancelled();
    if (stop) co_return async::Woken::by_cancellation;
    slept_.push_back(wait);
    now_ += std::chrono::duration_cast<std::chrono::microseconds>(wait);
    co_return async::Woken::by_time;
  }

  void advance(std::chrono::microseconds by) { now_ += by; }
  [[nodiscard]] const std::vector<std::chrono::nanoseconds>& slept() const { return slept_; }

 private:
  Moment now_ = kNoon;
  std::vector<std::chrono::nanoseconds> slept_;
};

}  // namespace tb::fakes
