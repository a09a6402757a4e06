// run_until_empty: runs a context until a group's tasks have ended, whatever else the context still waits for, such as
// the timers of a client that keeps connections.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include "tenbells/async/task_group.hpp"

namespace tb::bench {

/// Parameters outlive the group that this runs in.
inline boost::asio::awaitable<void> stop_when_empty(boost::asio::io_context& context, async::TaskGroup& tasks) {
  co_await tasks.join();
  context.stop();
}

inline void run_until_empty(boost::asio::io_context& context, async::TaskGroup& tasks) {
  async::TaskGroup ending(context.get_executor());
  ending.spawn("end", stop_when_empty(context, tasks));
  context.restart();
  context.run();
  context.restart();
  while (ending.size() > 0) context.run_one();
}

}  // namespace tb::bench
