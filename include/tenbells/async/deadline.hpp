// with_deadline: an operation, or its cancellation when its time is over. Boost 1.81 has no cancel_after.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <optional>
#include <utility>
#include <variant>

namespace tb::async {

namespace asio = boost::asio;

/// The operation's value, or nothing if it was not done in time: it has then been cancelled and has ended.
/// The operation must not throw: its failures are values.
template <class T>
asio::awaitable<std::optional<T>> with_deadline(asio::awaitable<T> operation, std::chrono::nanoseconds limit) {
  using asio::experimental::awaitable_operators::operator||;
  const auto executor = co_await asio::this_coro::executor;
  asio::steady_timer timer(executor);
  timer.expires_after(limit);
  auto expiry = timer.async_wait(asio::as_tuple(asio::use_awaitable));
  auto first = co_await (std::move(operation) || std::move(expiry));
  if (first.index() == 0) co_return std::optional<T>(std::get<0>(std::move(first)));
  co_return std::nullopt;
}

}  // namespace tb::async
