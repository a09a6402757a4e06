// VirtualTime: clock and sleeper for many sleepers at once. Time stands still until the test moves it to the earliest
// of them; those that are due at the same moment wake in the order in which they lay down. A month of ten thousand
// sources takes as long as the work in it, and always goes the same way.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <map>
#include <optional>

#include "an_item.hpp"
#include "tenbells/async/cancelled.hpp"
#include "tenbells/async/sleeper.hpp"
#include "tenbells/core/clock.hpp"

namespace tb::fakes {

/// Lives on the thread that runs the context, and outlives whoever sleeps. Begins at kNoon.
class VirtualTime final : public Clock, public async::Sleeper {
 public:
  using Nanoseconds = std::chrono::nanoseconds;

  [[nodiscard]] Moment now() const override {
    return kNoon + wall_offset_ + std::chrono::floor<std::chrono::microseconds>(passed_);
  }
  [[nodiscard]] std::chrono::steady_clock::time_point steady_now() const override { return kBegin + passed_; }

  boost::asio::awaitable<async::Woken> sleep_for(Nanoseconds wait) override {
    const auto executor = co_await boost::asio::this_coro::executor;
    const bool is_sleep = wait > wait.zero();
    if (!is_sleep) co_await boost::asio::post(executor, boost::asio::use_awaitable);  // let the others have a turn
    const bool stop = co_await async::is_cancelled();
    if (stop) co_return async::Woken::by_cancellation;
    if (!is_sleep) co_return async::Woken::by_time;
    Bed bed(executor);
    const auto place = asleep_.emplace(due_after(wait), &bed);
    co_await bed.timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    if (bed.woken) co_return async::Woken::by_time;
    asleep_.erase(place);
    co_return async::Woken::by_cancellation;
  }

  /// Moves time to the earliest sleeper and wakes it, and all that are due at that moment; they run when the context
  /// does. False, and time stands, if nobody sleeps.
  bool advance_to_next() {
    if (asleep_.empty()) return false;
    passed_ = asleep_.begin()->first;
    wake_due();
    return true;
  }

  /// Moves time on and wakes all who are due by then. What they do sees the end of the time, not their own moment: for
  /// that, run_for.
  void advance(Nanoseconds by) {
    passed_ += by;
    wake_due();
  }

  /// Somebody sets the wall clock; steady time and the sleepers notice nothing.
  void step_wall_clock(std::chrono::microseconds by) { wall_offset_ += by; }

  [[nodiscard]] std::size_t sleepers() const { return asleep_.size(); }
  /// How long it is until the next one is due.
  [[nodiscard]] std::optional<Nanoseconds> next_due() const {
    if (asleep_.empty()) return std::nullopt;
    return asleep_.begin()->first - passed_;
  }
  /// Since the beginning, by the steady clock.
  [[nodiscard]] Nanoseconds passed() const { return passed_; }

 private:
  struct Bed {
    explicit Bed(const boost::asio::any_io_executor& executor)
        : timer(executor, boost::asio::steady_timer::time_point::max()) {}
    boost::asio::steady_timer timer;  // never expires by itself
    bool woken = false;
  };

  [[nodiscard]] Nanoseconds due_after(Nanoseconds wait) const {
    return wait > Nanoseconds::max() - passed_ ? Nanoseconds::max() : passed_ + wait;
  }

  void wake_due() {
    while (!asleep_.empty() && asleep_.begin()->first <= passed_) {
      Bed& bed = *asleep_.begin()->second;
      asleep_.erase(asleep_.begin());
      bed.woken = true;
      bed.timer.cancel();
    }
  }

  static constexpr std::chrono::steady_clock::time_point kBegin{std::chrono::hours{1}};
  Nanoseconds passed_{0};
  std::chrono::microseconds wall_offset_{0};
  std::multimap<Nanoseconds, Bed*> asleep_;  // by when they are due; equal ones in the order of their coming
};

/// Runs what is ready.
/// @param patience  how long to wait for answers from other threads (the CPU pool, the journal, sockets) before it is
///                  believed that none is under way; zero where there are no others
inline void run_ready(boost::asio::io_context& context, std::chrono::milliseconds patience = {}) {
  context.restart();
  context.poll();
  while (patience > patience.zero() && context.run_one_for(patience) > 0) context.poll();
}

/// Runs, and moves time on whenever nothing is left to do at this moment, until the condition holds.
/// @return  false if nobody sleeps any more, or `at_most` has passed, and it still does not hold
template <class Condition>
bool run_until(boost::asio::io_context& context, VirtualTime& time, Condition condition,
               std::chrono::nanoseconds at_most = std::chrono::hours{24 * 366},
               std::chrono::milliseconds patience = {}) {
  const auto end = time.passed() + at_most;
  for (;;) {
    run_ready(context, patience);
    if (condition()) return true;
    if (time.passed() >= end || !time.advance_to_next()) return false;
  }
}

/// Runs for a span of virtual time; each sleeper on the way sees its own moment.
inline void run_for(boost::asio::io_context& context, VirtualTime& time, std::chrono::nanoseconds span,
                    std::chrono::milliseconds patience = {}) {
  const auto end = time.passed() + span;
  run_ready(context, patience);
  while (time.next_due() && time.passed() + *time.next_due() <= end) {
    time.advance_to_next();
    run_ready(context, patience);
  }
  time.advance(end - time.passed());
  run_ready(context, patience);
}

}  // namespace tb::fakes
