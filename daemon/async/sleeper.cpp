// Waiting by the steady clock.
#include "tenbells/async/sleeper.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace tb::async {

asio::awaitable<Woken> SteadySleeper::sleep_for(std::chrono::nanoseconds wait) {
  const auto executor = co_await asio::this_coro::executor;
  asio::steady_timer timer(executor);
  timer.expires_after(std::chrono::ceil<asio::steady_timer::duration>(wait));
  const auto [error] = co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
  co_return error ? Woken::by_cancellation : Woken::by_time;
}

}  // namespace tb::async
