// The owner of coroutines. A task is entered before it starts and struck off when it ends; the signal that cancels it
// lives exactly as long.
#include "tenbells/async/task_group.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <utility>

namespace tb::async {
namespace {

[[noreturn]] void die(const std::string& task, const std::exception_ptr& reason) {
  try {
    std::rethrow_exception(reason);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "tenbells: bug: the task \"%s\" threw: %s\n", task.c_str(), e.what());
  } catch (...) {
    std::fprintf(stderr, "tenbells: bug: the task \"%s\" threw\n", task.c_str());
  }
  std::abort();
}

// Asio by default throws out of the first co_await after a cancellation. Here a cancelled wait is a value like any
// other end, so that what must be finished (a commit, a goodbye) can be.
asio::awaitable<void> run(asio::awaitable<void> task) {
  co_await asio::this_coro::throw_if_cancelled(false);
  co_await std::move(task);
}

}  // namespace

TaskGroup::TaskGroup(asio::any_io_executor executor) : executor_(std::move(executor)), emptied_(executor_) {
  emptied_.expires_at(asio::steady_timer::time_point::max());
}

TaskGroup::~TaskGroup() {
  if (tasks_.empty()) return;
  std::fprintf(stderr, "tenbells: bug: the task \"%s\" outlives its owner\n", tasks_.front().name.c_str());
  std::abort();
}

void TaskGroup::spawn(std::string name, asio::awaitable<void> task) {
  if (stopping_) return;
  const auto entry = tasks_.emplace(tasks_.end());
  entry->name = std::move(name);
  auto ended = [this, entry](const std::exception_ptr& reason) {
    if (reason) die(entry->name, reason);
    tasks_.erase(entry);
    if (tasks_.empty()) emptied_.cancel();
  };
  asio::co_spawn(executor_, run(std::move(task)), asio::bind_cancellation_slot(entry->signal.slot(), std::move(ended)));
}

void TaskGroup::cancel() {
  stopping_ = true;
  // A cancelled task may end, and leave the list, at once: step past it first.
  for (auto it = tasks_.begin(); it != tasks_.end();) {
    const auto task = it++;
    task->signal.emit(asio::cancellation_type::terminal);
  }
}

asio::awaitable<void> TaskGroup::join() {
  while (!tasks_.empty()) {
    co_await emptied_.async_wait(asio::as_tuple(asio::use_awaitable));
  }
}

asio::awaitable<void> TaskGroup::stop() {
  cancel();
  co_await join();
}

}  // namespace tb::async
