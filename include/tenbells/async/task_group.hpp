// TaskGroup: the owner that every coroutine has. Starting something means adding it here; a stop cancels all of them
// and waits for their end.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <list>
#include <string>

namespace tb::async {

namespace asio = boost::asio;

/// Lives on one single-threaded executor: every call is made on it. The group must be empty when it is destroyed:
/// `co_await stop()` (or `join()`) first. A task that ends by an exception is a bug of ours and ends the process with
/// its name.
class TaskGroup final {
 public:
  explicit TaskGroup(asio::any_io_executor executor);
  ~TaskGroup();
  TaskGroup(const TaskGroup&) = delete;
  TaskGroup& operator=(const TaskGroup&) = delete;

  /// Starts a task. After stop() has begun nothing is started any more: the task is dropped unrun.
  /// @param name  for the message if it throws
  void spawn(std::string name, asio::awaitable<void> task);

  /// Asks every task to end (its current wait completes with operation_aborted) without waiting for it.
  void cancel();

  /// Waits until the group is empty.
  asio::awaitable<void> join();

  /// cancel(), then join(). May be called again.
  asio::awaitable<void> stop();

  [[nodiscard]] std::size_t size() const { return tasks_.size(); }

 private:
  struct Task {
    std::string name;
    asio::cancellation_signal signal;
  };

  asio::any_io_executor executor_;
  std::list<Task> tasks_;
  bool stopping_ = false;
  asio::steady_timer emptied_;  // never expires by itself: cancelled when the last task ends
};

}  // namespace tb::async
