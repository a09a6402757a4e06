// Waiting by the steady clock.
#include "tenbells/async/sleeper.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "tenbells/async/cancelled.hpp"

namespace tb::async {

asio::awaitable<Woken> SteadySleeper::sleep_for(std::chrono::nanoseconds wait) {
  // Asio does not hand a cancellation on to what is started after it: whoever was told to stop does not lie down.
  const bool stop = co_await is_cancelled();
  if (stop) co_return Woken::by_cancellation;
  const auto executor = co_await asio::this_coro::executor;
  asio::steady_timer timer(executor);
  timer.expires_after(std::chrono::ceil<asio::steady_timer::duration>(wait));
  const auto [error] = co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
  co_return error ? Woken::by_cancellation : Woken::by_time;
}

}  // namespace tb::async
