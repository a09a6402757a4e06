// Connection: bytes to and from a server, over TLS or not. What stands below HTTP. It reads and writes what can be read
// and written at once, and waits only when nothing can: so a server that is silent costs no buffer.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/error_code.hpp>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "deadlines.hpp"
#include "target.hpp"
#include "tenbells/core/result.hpp"
#include "tls.hpp"

namespace tb::http {

namespace asio = boost::asio;
using Socket = asio::ip::tcp::socket;

/// What came of one step.
struct Moved {
  enum class What : std::uint8_t {
    bytes,        ///< `size` of them (or, of a handshake: it is done)
    want_read,    ///< nothing yet: wait until the socket is readable, then again
    want_write,   ///< as above, writable
    closed,       ///< the server has said that this is all
    truncated,    ///< TLS ended without its goodbye: nobody can tell whether this is all
    failed,       ///< `error`; of TLS, OpenSSL's own queue may say more
    interrupted,  ///< a wait was cut short, by give_up() or by the cancellation of the coroutine
  };
  What what = What::bytes;
  std::size_t size = 0;
  boost::system::error_code error;
};

/// Lives on one executor, one operation at a time; closed when it is destroyed.
class Connection final {
 public:
  /// @param socket  connected
  explicit Connection(Socket socket);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// From here on everything goes through TLS: shake_hands() first.
  void secure(const Tls& tls, const std::string& host, std::shared_ptr<SessionSlot> sessions);

  [[nodiscard]] Moved shake_hands();
  [[nodiscard]] Moved write(std::string_view bytes);

  /// Waits for bytes, then reads what has come. Never want_read or want_write.
  /// @param into  1 KiB or more; not touched before the wait is over, so that all connections may share it
  asio::awaitable<Moved> receive(std::span<char> into);

  /// Waits for what a step wants. True if it may be tried again; false if the wait was cut short, by give_up() or by
  /// the cancellation of the coroutine.
  asio::awaitable<bool> ready(Moved::What wanted);

  /// Ends the wait that is under way and all later ones.
  void give_up(Overrun why);

  /// Whether an unused connection can be used again: neither closed by the server nor with bytes that nobody asked for.
  [[nodiscard]] bool is_quiet();

  /// Says goodbye, where TLS has one; only if nothing has failed.
  void say_goodbye();

  [[nodiscard]] const SSL* tls() const { return ssl_.get(); }
  [[nodiscard]] std::uint64_t moved() const { return received_ + sent_; }
  [[nodiscard]] std::uint64_t received() const { return received_; }
  [[nodiscard]] Overrun overrun() const { return overrun_; }

  Deadlines deadlines;

 private:
  [[nodiscard]] Moved tls_moved(int result);
  [[nodiscard]] Moved read(std::span<char> into);
  asio::awaitable<Moved> receive_plain(std::span<char> into);
  asio::awaitable<Moved> receive_tls(std::span<char> into);

  Socket socket_;
  SslPtr ssl_;  // uses the socket: destroyed before it
  std::uint64_t received_ = 0;
  std::uint64_t last_turn_ = 0;  // of received_: when the others were let in between
  std::uint64_t sent_ = 0;
  Overrun overrun_ = Overrun::none;
};

/// A failed step in the words of Error.
/// @param phase  a verb phrase: "read the answer of"
[[nodiscard]] Error network_error(const Target& target, const char* phase, const Connection& connection,
                                  const Moved& moved);
[[nodiscard]] Error network_error(const Target& target, const char* phase, const boost::system::error_code& code);

/// The end of a wait that was cut short: which limit was met or, if none was, that we were told to stop.
[[nodiscard]] Error interrupted(const Target& target, const Deadlines& deadlines, Overrun overrun,
                                const Limits& limits);

}  // namespace tb::http
