// Resolver: names to addresses, passed in so that a test can play any DNS.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "tenbells/core/clock.hpp"
#include "tenbells/core/result.hpp"

namespace tb::http {

namespace asio = boost::asio;

/// Threads: called on the executor of the coroutine that waits.
class Resolver {
 public:
  virtual ~Resolver() = default;
  /// Errors: not_found (the answer is that there is no such name), unavailable (no server answers), timeout, cancelled.
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

class DnsAnswers;

/// How long and how much a CachedResolver remembers.
struct DnsMemory {
  std::chrono::seconds answers{60};      ///< getaddrinfo tells no TTL; a minute is what most names can bear
  std::chrono::seconds failures{10};     ///< how long a name that failed is not asked again
  std::chrono::seconds last_good{3600};  ///< how long an answer still serves while newer look-ups fail
  std::size_t names = 16'384;            ///< at most that many are kept; the longest unused goes first
  std::size_t addresses = 32;            ///< of one name; the rest is dropped

  friend bool operator==(const DnsMemory&, const DnsMemory&) = default;
};

/// A resolver that remembers, in front of another. One look-up of a name is under way at a time: who asks meanwhile
/// waits for its answer. Who looks up and is cancelled leaves the look-up to the next of those who wait.
/// Lives on one single-threaded executor and outlives every look-up.
class CachedResolver final : public Resolver {
 public:
  /// @param inner, clock  outlive the resolver
  CachedResolver(Resolver& inner, const Clock& clock, DnsMemory memory = {});
  ~CachedResolver() override;
  CachedResolver(const CachedResolver&) = delete;
  CachedResolver& operator=(const CachedResolver&) = delete;

  asio::awaitable<Result<std::vector<asio::ip::address>>> resolve(std::string host,
                                                                  std::chrono::milliseconds limit) override;

  /// Names remembered.
  [[nodiscard]] std::size_t size() const;

 private:
  struct Lookup;

  asio::awaitable<Result<std::vector<asio::ip::address>>> look_up(std::string host, std::chrono::milliseconds limit);
  static asio::awaitable<void> wait_for(std::shared_ptr<Lookup> lookup, std::chrono::steady_clock::time_point deadline);

  Resolver& inner_;
  const Clock& clock_;
  std::unique_ptr<DnsAnswers> answers_;
  std::unordered_map<std::string, std::shared_ptr<Lookup>> under_way_;
};

}  // namespace tb::http
