// Connection: bytes to and from a server, over TLS or not. What stands below HTTP.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/system/error_code.hpp>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "target.hpp"
#include "tenbells/core/result.hpp"
#include "tenbells/http/options.hpp"

namespace tb::http {

namespace asio = boost::asio;

/// What came. The end of the stream is an ordinary end; anything else is an error_code.
struct Received {
  enum class End : std::uint8_t {
    none,       ///< more may come
    closed,     ///< the server has said that this is all
    truncated,  ///< TLS ended without its goodbye: nobody can tell whether this is all
  };
  std::size_t size = 0;
  End end = End::none;
  boost::system::error_code error;
};

/// Lives on one executor, one operation at a time; closed when it is destroyed.
class Connection {
 public:
  virtual ~Connection() = default;
  virtual asio::awaitable<boost::system::error_code> send(std::string bytes) = 0;
  /// @param into  outlives the call
  virtual asio::awaitable<Received> receive(std::span<char> into) = 0;
};

/// Connects to the first address that answers and, for a TLS target, shakes hands: certificate and host name verified.
/// @param tls  outlives the connection
/// Errors: unavailable, timeout, refused (certificate), cancelled.
asio::awaitable<Result<std::unique_ptr<Connection>>> connect(Target target, std::vector<asio::ip::address> addresses,
                                                             Limits limits, asio::ssl::context& tls);

/// A network error in the words of Error.
/// @param phase  a verb phrase: "connect to"
[[nodiscard]] Error network_error(const Target& target, const char* phase, const boost::system::error_code& code);

/// A deadline that has passed, or a cancellation that came before it.
[[nodiscard]] Error deadline_error(const Target& target, const char* phase, std::chrono::milliseconds limit,
                                   bool stopped);

}  // namespace tb::http
