// Pool: the connections that a client keeps. Those in use are watched for their deadlines, those that are not wait for
// the next exchange with the same origin.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "connection.hpp"
#include "deadlines.hpp"
#include "tenbells/http/options.hpp"

namespace tb::http {

namespace asio = boost::asio;

/// Lives on one executor; outlives its leases.
///
/// An origin is a string that holds all that one connection may be used for: scheme, host, port, proxy, and whether it
/// was opened under the rule against private addresses. Of an origin's connections the last used is taken first, so
/// that those which are not needed grow old and go.
class Pool final {
  struct Slot;
  using Slots = std::list<Slot>;

 public:
  explicit Pool(const Limits& limits);
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  /// A connection in use. Closed when the lease ends, unless keep() gave it back.
  class [[nodiscard]] Lease final {
   public:
    Lease() = default;
    Lease(Lease&& other) noexcept : pool_(std::exchange(other.pool_, nullptr)), slot_(other.slot_) {}
    Lease& operator=(Lease&& other) noexcept;
    ~Lease() { close(); }
    [[nodiscard]] bool held() const { return pool_ != nullptr; }
    [[nodiscard]] Connection& operator*() const { return *slot_->connection; }
    [[nodiscard]] Connection* operator->() const { return slot_->connection.get(); }
    void close();
    /// Gives it back for the next exchange, which must come within `for_at_most`.
    void keep(std::chrono::milliseconds for_at_most);

   private:
    friend class Pool;
    Lease(Pool* pool, Slots::iterator slot) : pool_(pool), slot_(slot) {}
    Pool* pool_ = nullptr;
    Slots::iterator slot_;
  };

  /// A kept connection to that origin that is still quiet; not held() if there is none.
  Lease take(const std::string& origin);

  /// A new connection, in use from now on.
  Lease add(const std::string& origin, asio::ip::tcp::socket socket);

  /// Where the TLS sessions of an origin are kept. Bounded: the longest unused are forgotten.
  std::shared_ptr<SessionSlot> sessions(const std::string& origin);

  /// Closes the longest unused of all, for its descriptor. False if there is none.
  bool close_oldest();

  /// Bytes received by a connection are put here before they are looked at: one buffer for all, because nothing waits
  /// while it holds them.
  [[nodiscard]] std::span<char> buffer() { return buffer_; }

  [[nodiscard]] std::size_t idle_size() const { return idle_.size(); }

 private:
  struct Origin {
    std::vector<Slots::iterator> idle;  ///< the last used last
    std::size_t connections = 0;        ///< in use or not: with the last of them it is forgotten
  };
  using Origins = std::unordered_map<std::string, Origin>;
  struct Slot {
    std::unique_ptr<Connection> connection;
    Origins::value_type* origin;
    Instant until;  ///< while idle
  };
  struct Sessions {
    std::shared_ptr<SessionSlot> slot;
    std::list<std::string>::iterator use;
  };

  void watch(const asio::any_io_executor& executor);
  void rest();
  void sweep(Instant moment);
  void close(Slots& slots, Slots::iterator slot);
  void close_idle(Slots::iterator slot);

  Limits limits_;
  std::size_t most_idle_;
  Slots in_use_;
  Slots idle_;  // the longest unused first
  Origins origins_;
  std::unordered_map<std::string, Sessions> sessions_;
  std::list<std::string> session_uses_;  // the longest unused first
  std::optional<asio::steady_timer> timer_;
  std::shared_ptr<const int> watching_;  // what the timer's handler looks for: gone, it has nothing to do any more
  Instant next_idle_sweep_;
  std::vector<char> buffer_;
};

}  // namespace tb::http
