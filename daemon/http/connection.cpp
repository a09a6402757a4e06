// Sockets and OpenSSL, by Asio. Each phase has its own deadline.
#include "connection.hpp"

#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <charconv>
#include <cstdint>
#include <utility>

#include "tenbells/async/cancelled.hpp"
#include "tenbells/async/deadline.hpp"

namespace tb::http {
namespace {

using boost::system::error_code;
using Socket = asio::ip::tcp::socket;
using TlsStream = asio::ssl::stream<Socket>;

constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);

Received received(const error_code& code, std::size_t size) {
  if (!code) return {.size = size, .end = Received::End::none, .error = {}};
  if (code == asio::error::eof) return {.size = size, .end = Received::End::closed, .error = {}};
  if (code == asio::ssl::error::stream_truncated) return {.size = size, .end = Received::End::truncated, .error = {}};
  return {.size = size, .end = Received::End::none, .error = code};
}

template <class Stream>
class StreamConnection final : public Connection {
 public:
  explicit StreamConnection(std::unique_ptr<Stream> stream) : stream_(std::move(stream)) {}

  asio::awaitable<error_code> send(std::string bytes) override {
    const auto [code, size] = co_await asio::async_write(*stream_, asio::buffer(bytes), kAsTuple);
    co_return code;
  }

  asio::awaitable<Received> receive(std::span<char> into) override {
    const auto [code, size] = co_await stream_->async_read_some(asio::buffer(into.data(), into.size()), kAsTuple);
    co_return received(code, size);
  }

 private:
  std::unique_ptr<Stream> stream_;
};

asio::awaitable<error_code> open(Socket& socket, asio::ip::tcp::endpoint endpoint) {
  const auto [code] = co_await socket.async_connect(endpoint, kAsTuple);
  co_return code;
}

// One address after the other, each with its share of the time: a dead one must not hide the living.
asio::awaitable<Result<Socket>> open_any(Target target, std::vector<asio::ip::address> addresses, std::uint16_t port,
                                         std::chrono::milliseconds limit) {
  constexpr std::chrono::milliseconds kLeastShare{1'500};
  const auto executor = co_await asio::this_coro::executor;
  const auto share = std::min(limit, std::max(limit / static_cast<int>(addresses.size()), kLeastShare));
  Error last;
  for (const asio::ip::address& address : addresses) {
    Socket socket(executor);
    auto opening = open(socket, asio::ip::tcp::endpoint(address, port));
    const auto code = co_await async::with_deadline(std::move(opening), share);
    const bool stop = co_await async::is_cancelled();
    if (code && !*code && !stop) co_return std::move(socket);
    last = code ? network_error(target, "connect to", *code) : deadline_error(target, "connect to", share, stop);
    if (stop) break;
  }
  co_return fail(std::move(last));
}

asio::awaitable<error_code> shake_hands(TlsStream& stream) {
  const auto [code] = co_await stream.async_handshake(asio::ssl::stream_base::client, kAsTuple);
  co_return code;
}

Error tls_error(const Target& target, TlsStream& stream, const error_code& code) {
  Error error = network_error(target, "speak TLS with", code);
  const long verdict = ::SSL_get_verify_result(stream.native_handle());
  if (error.kind == ErrorKind::cancelled || verdict == X509_V_OK) return error;
  error.kind = ErrorKind::refused;
  error.why = std::string("its certificate is not trusted: ") + ::X509_verify_cert_error_string(verdict);
  error.advice = "If the server is your own, name its CA in http.ca_file.";
  return error;
}

asio::awaitable<Result<std::unique_ptr<Connection>>> secure(Socket socket, Target target, Limits limits,
                                                            asio::ssl::context& tls) {
  auto stream = std::make_unique<TlsStream>(std::move(socket), tls);
  ::SSL_set_tlsext_host_name(stream->native_handle(), target.host.c_str());
  stream->set_verify_mode(asio::ssl::verify_peer);
  const asio::ssl::host_name_verification verification(target.host);
  stream->set_verify_callback(verification);
  const auto code = co_await async::with_deadline(shake_hands(*stream), limits.handshake);
  const bool stop = co_await async::is_cancelled();
  if (!code || stop) co_return fail(deadline_error(target, "speak TLS with", limits.handshake, stop));
  if (*code) co_return fail(tls_error(target, *stream, *code));
  co_return std::make_unique<StreamConnection<TlsStream>>(std::move(stream));
}

}  // namespace

Error network_error(const Target& target, const char* phase, const error_code& code) {
  return {.kind = code == asio::error::operation_aborted ? ErrorKind::cancelled : ErrorKind::unavailable,
          .doing = phase,
          .to = target.host_header,
          .why = code.message(),
          .advice = {}};
}

Error deadline_error(const Target& target, const char* phase, std::chrono::milliseconds limit, bool stopped) {
  return {.kind = stopped ? ErrorKind::cancelled : ErrorKind::timeout,
          .doing = phase,
          .to = target.host_header,
          .why = "no answer within " + std::to_string(limit.count()) + " ms",
          .advice = {}};
}

asio::awaitable<Result<std::unique_ptr<Connection>>> connect(Target target, std::vector<asio::ip::address> addresses,
                                                             Limits limits, asio::ssl::context& tls) {
  std::uint16_t port = 0;
  std::from_chars(target.port.data(), target.port.data() + target.port.size(), port);
  Result<Socket> socket = co_await open_any(target, std::move(addresses), port, limits.connect);
  if (!socket) co_return fail(std::move(socket).error());
  if (target.tls) co_return co_await secure(std::move(*socket), std::move(target), limits, tls);
  auto stream = std::make_unique<Socket>(std::move(*socket));
  co_return std::make_unique<StreamConnection<Socket>>(std::move(stream));
}

}  // namespace tb::http
