// is_cancelled: whether the coroutine that asks has been told to stop. Asked after every wait that cannot be
// cancelled itself (the CPU pool, the journal).
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/this_coro.hpp>

namespace tb::async {

namespace asio = boost::asio;

inline asio::awaitable<bool> is_cancelled() {
  const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
  co_return state.cancelled() != asio::cancellation_type::none;
}

}  // namespace tb::async
