// Resolver: names to addresses, passed in so that a test can play any DNS.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "tenbells/core/result.hpp"

namespace tb::http {

namespace asio = boost::asio;

/// Threads: called on the executor of the coroutine that waits.
class Resolver {
 public:
  virtual ~Resolver() = default;
  /// Errors: unavailable (no such name, no server answers), timeout, cancelled.
  virtual asio::awaitable<Result<std::vector<asio::ip::address>>> resolve(std::string host,
                                                                          std::chrono::milliseconds limit) = 0;
};

/// The system's resolver (getaddrinfo) on a few threads of its own: one name whose servers are silent holds up neither
/// the I/O thread nor, while a thread is free, the other names. A look-up that is given up ends by itself.
class SystemResolver final : public Resolver {
 public:
  explicit SystemResolver(std::size_t threads = 8);
  /// Does not wait for look-ups that are still inside the C library: they end there by themselves.
  ~SystemResolver() override;
  SystemResolver(const SystemResolver&) = delete;
  SystemResolver& operator=(const SystemResolver&) = delete;
  asio::awaitable<Result<std::vector<asio::ip::address>>> resolve(std::string host,
                                                                  std::chrono::milliseconds limit) override;

 private:
  std::shared_ptr<asio::thread_pool> pool_;
  std::shared_ptr<std::atomic<int>> asking_ = std::make_shared<std::atomic<int>>(0);  // threads inside getaddrinfo
};

}  // namespace tb::http
