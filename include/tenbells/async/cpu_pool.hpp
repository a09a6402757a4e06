// CpuPool: where work of more than a millisecond runs, as a pure function over values it owns, while the I/O thread
// goes on.
#pragma once

#include <atomic>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace tb::async {

namespace asio = boost::asio;

/// Threads: run() is called from coroutines of any executor and resumes them there. Destroyed after every coroutine
/// that uses it has ended, and before their io_context.
class CpuPool final {
 public:
  explicit CpuPool(std::size_t threads) : pool_(threads) {}
  ~CpuPool() { pool_.join(); }
  CpuPool(const CpuPool&) = delete;
  CpuPool& operator=(const CpuPool&) = delete;

  /// Runs `work()` on the pool and returns its value. Work that has begun is not cancelled: it is waited for.
  /// An exception out of `work` is a bug of ours and ends the process.
  template <class Work>
  asio::awaitable<std::invoke_result_t<Work&>> run(Work work) {
    using Value = std::invoke_result_t<Work&>;
    auto initiate = [this](auto handler, Work task) {
      auto home = asio::get_associated_executor(handler);
      auto guard = asio::make_work_guard(home);
      asio::post(pool_,
                 [this, task = std::move(task), handler = std::move(handler), guard = std::move(guard)]() mutable {
                   run_and_return(std::move(task), std::move(handler), std::move(guard));
                 });
    };
    return asio::async_initiate<const asio::use_awaitable_t<>, void(Value)>(std::move(initiate), asio::use_awaitable,
                                                                            std::move(work));
  }

  /// How many works have been done so far: what grows is alive.
  [[nodiscard]] std::uint64_t finished() const { return finished_.load(); }

 private:
  // The guard goes along and ends at home: here, the context it keeps busy could be gone before it.
  template <class Work, class Handler, class Guard>
  void run_and_return(Work task, Handler handler, Guard guard) noexcept {
    auto value = task();
    ++finished_;
    const auto home = guard.get_executor();
    asio::post(home, [handler = std::move(handler), value = std::move(value), guard = std::move(guard)]() mutable {
      std::move(handler)(std::move(value));
    });
  }

  std::atomic<std::uint64_t> finished_ = 0;
  asio::thread_pool pool_;
};

}  // namespace tb::async
