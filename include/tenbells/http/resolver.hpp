// Resolver: names to addresses, passed in so that a test can play any DNS.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>
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
  explicit SystemResolver(std::size_t threads = 8) : pool_(threads) {}
  /// Waits for look-ups that are under way inside the C library, which bounds them.
  ~SystemResolver() override;
  asio::awaitable<Result<std::vector<asio::ip::address>>> resolve(std::string host,
                                                                  std::chrono::milliseconds limit) override;

 private:
  asio::thread_pool pool_;
};

}  // namespace tb::http
