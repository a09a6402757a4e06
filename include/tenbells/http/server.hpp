// Server: the small HTTP/1.1 server for those who must call us: a hub that pushes. One port, one handler, and limits
// that no caller can exceed. TLS, public names and certificates are a reverse proxy's.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tenbells/core/bytes.hpp"
#include "tenbells/core/log.hpp"
#include "tenbells/core/result.hpp"
#include "tenbells/http/client.hpp"

namespace tb::http {

namespace asio = boost::asio;

/// Bounds on what callers may cost. Together they hold at most `held` of bodies and `connections` × `headers`.
struct ServerLimits {
  Bytes headers = 16_KiB;  ///< request line and all fields together
  std::size_t header_fields = 64;
  Bytes body = 4_MiB;                         ///< of one request: more is answered with 413
  Bytes held = 32_MiB;                        ///< bodies of all requests that are under way: more is answered with 503
  std::size_t connections = 64;               ///< at once; who comes then waits in the system's queue
  std::chrono::milliseconds request{30'000};  ///< from a request's first byte to its last
  std::chrono::milliseconds idle{15'000};     ///< until a request begins
  std::chrono::milliseconds reply{10'000};    ///< until the caller has taken the reply
  std::size_t requests_per_connection = 1'000;  ///< then it is closed

  friend bool operator==(const ServerLimits&, const ServerLimits&) = default;
};

struct ServerOptions {
  std::string address = "127.0.0.1";  ///< an IP address of this machine
  std::uint16_t port = 0;             ///< 0: any that is free
  ServerLimits limits;

  friend bool operator==(const ServerOptions&, const ServerOptions&) = default;
};

/// What a caller sent. Nothing in it is trusted.
struct IncomingRequest {
  std::string method;  ///< as sent: "GET"
  std::string target;  ///< path and query, percent-encoding as sent; begins with "/" (or is "*" of OPTIONS)
  std::vector<Header> headers;
  std::string body;  ///< transfer coding undone, content codings not
  std::string peer;  ///< the IP address that the connection comes from: a reverse proxy's, where there is one

  /// The first header of that name (case does not matter); empty if there is none.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// What is answered. Content-Length, Connection and Date are the server's.
struct Reply {
  unsigned status = 200;
  std::vector<Header> headers;  ///< ours: no line break may stand in them
  std::string body;

  friend bool operator==(const Reply& left, const Reply& right) {
    return left.status == right.status && left.body == right.body;
  }
};

/// Whoever answers. Threads: called on the server's executor, by several requests in turn; must not throw.
class Handler {
 public:
  virtual ~Handler() = default;
  /// To be answered soon: there is no deadline around it.
  virtual asio::awaitable<Reply> handle(IncomingRequest request) = 0;
};

/// Lives on one single-threaded executor. Destroyed after run() has ended.
/// What it refuses by itself: 400 (no HTTP, or framing that two could read differently), 413, 431, 501 (a transfer
/// coding other than chunked), 503, 505.
class Server final {
 public:
  /// Opens the port; nobody is answered before run().
  /// @param handler, log  outlive the server
  /// Errors: invalid_input (no IP address), refused (a port that needs rights), unavailable (the port is taken).
  [[nodiscard]] static Result<std::unique_ptr<Server>> listen(const asio::any_io_executor& executor,
                                                              const ServerOptions& options, Handler& handler, Log& log);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Serves until it is cancelled, then closes the port, ends all connections and waits for their end. Once.
  /// Where the process is out of file descriptors it goes on when there are some again.
  asio::awaitable<void> run();

  [[nodiscard]] std::uint16_t port() const;
  /// Connections that are open.
  [[nodiscard]] std::size_t connections() const;

 private:
  class Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tb::http
