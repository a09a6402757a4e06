// run_until_done: runs a context until one coroutine has ended; others on it go on as far as they come meanwhile.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <optional>
#include <stdexcept>
#include <utility>

namespace tb::fakes {

template <class T>
T run_until_done(boost::asio::io_context& context, boost::asio::awaitable<T> work) {
  std::optional<T> value;
  std::exception_ptr failure;
  boost::asio::co_spawn(context, std::move(work), [&](const std::exception_ptr& reason, T result) {
    failure = reason;
    if (!reason) value = std::move(result);
    context.stop();
  });
  context.restart();
  context.run_for(std::chrono::seconds{60});
  if (failure) std::rethrow_exception(failure);
  if (!value) throw std::runtime_error("the coroutine did not end within a minute");
  return std::move(*value);
}

inline void run_until_done(boost::asio::io_context& context, boost::asio::awaitable<void> work) {
  bool done = false;
  std::exception_ptr failure;
  boost::asio::co_spawn(context, std::move(work), [&](const std::exception_ptr& reason) {
    failure = reason;
    done = true;
    context.stop();
  });
  context.restart();
  context.run_for(std::chrono::seconds{60});
  if (failure) std::rethrow_exception(failure);
  if (!done) throw std::runtime_error("the coroutine did not end within a minute");
}

}  // namespace tb::fakes
