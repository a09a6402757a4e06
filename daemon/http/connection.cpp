// Non-blocking sockets, readiness by Asio.
#include "connection.hpp"

#include <openssl/err.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <utility>

namespace tb::http {
namespace {

using boost::system::error_code;
using What = Moved::What;

// A server that sends faster than we decrypt would have the thread for itself until its body is whole: 15 MiB are an
// eighth of a second. After so much of it the others have their turn.
constexpr std::uint64_t kInOneGo = 128 * 1024;

Moved system_failure() {
  return {.what = What::failed, .size = 0, .error = error_code(errno, boost::system::system_category())};
}

bool would_block() {
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

}  // namespace

Connection::Connection(Socket socket) : socket_(std::move(socket)) {
  error_code ignored;
  socket_.native_non_blocking(true, ignored);
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
}

Connection::~Connection() {
  // Without these OpenSSL would take the end for a broken one and spoil the session that was granted.
  if (ssl_) ::SSL_set_shutdown(ssl_.get(), SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
}

void Connection::secure(const Tls& tls, const std::string& host, std::shared_ptr<SessionSlot> sessions) {
  ssl_ = tls.start(host, socket_.native_handle(), std::move(sessions));
}

Moved Connection::tls_moved(int result) {
  if (result > 0) return {.what = What::bytes, .size = static_cast<std::size_t>(result), .error = {}};
  const int system = errno;
  switch (::SSL_get_error(ssl_.get(), result)) {
    case SSL_ERROR_WANT_READ:
      return {.what = What::want_read, .size = 0, .error = {}};
    case SSL_ERROR_WANT_WRITE:
      return {.what = What::want_write, .size = 0, .error = {}};
    case SSL_ERROR_ZERO_RETURN:
      return {.what = What::closed, .size = 0, .error = {}};
    case SSL_ERROR_SYSCALL:
      errno = system;
      if (system == 0) return {.what = What::truncated, .size = 0, .error = {}};
      return system_failure();
    default:
      if (ERR_GET_REASON(::ERR_peek_last_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING) {
        return {.what = What::truncated, .size = 0, .error = {}};
      }
      return {.what = What::failed, .size = 0, .error = error_code(EPROTO, boost::system::system_category())};
  }
}

Moved Connection::shake_hands() {
  ::ERR_clear_error();
  errno = 0;
  return tls_moved(::SSL_do_handshake(ssl_.get()));
}

Moved Connection::read(std::span<char> into) {
  if (ssl_) {
    ::ERR_clear_error();
    errno = 0;
    const Moved moved = tls_moved(::SSL_read(ssl_.get(), into.data(), static_cast<int>(into.size())));
    received_ += moved.size;
    return moved;
  }
  const ssize_t size = ::recv(socket_.native_handle(), into.data(), into.size(), 0);
  if (size == 0) return {.what = What::closed, .size = 0, .error = {}};
  if (size < 0 && would_block()) return {.what = What::want_read, .size = 0, .error = {}};
  if (size < 0) return system_failure();
  received_ += static_cast<std::size_t>(size);
  return {.what = What::bytes, .size = static_cast<std::size_t>(size), .error = {}};
}

Moved Connection::write(std::string_view bytes) {
  if (ssl_) {
    ::ERR_clear_error();
    errno = 0;
    const Moved moved = tls_moved(::SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size())));
    sent_ += moved.size;
    return moved;
  }
  const ssize_t size = ::send(socket_.native_handle(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
  if (size < 0 && would_block()) return {.what = What::want_write, .size = 0, .error = {}};
  if (size < 0) return system_failure();
  sent_ += static_cast<std::size_t>(size);
  return {.what = What::bytes, .size = static_cast<std::size_t>(size), .error = {}};
}

asio::awaitable<bool> Connection::ready(What wanted) {
  if (overrun_ != Overrun::none) co_return false;
  const auto direction = wanted == What::want_write ? Socket::wait_write : Socket::wait_read;
  const auto [code] = co_await socket_.async_wait(direction, asio::as_tuple(asio::use_awaitable));
  const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
  co_return overrun_ == Overrun::none&& state.cancelled() == asio::cancellation_type::none && !code;
}

asio::awaitable<Moved> Connection::receive(std::span<char> into) {
  return ssl_ ? receive_tls(into) : receive_plain(into);
}

// Asio reads the first bytes itself, as soon as they are there, and thereby knows that the socket is empty: a wait for
// readiness would cost a system call more (epoll_ctl) for each answer.
asio::awaitable<Moved> Connection::receive_plain(std::span<char> into) {
  Moved moved;
  moved.what = What::interrupted;
  if (overrun_ != Overrun::none) co_return moved;
  std::array<char, 1024> first;
  const auto [code, size] = co_await socket_.async_read_some(asio::buffer(first), asio::as_tuple(asio::use_awaitable));
  const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
  if (overrun_ != Overrun::none || state.cancelled() != asio::cancellation_type::none) co_return moved;
  moved.what = code == asio::error::eof ? What::closed : What::failed;
  moved.error = code;
  if (code) co_return moved;
  std::copy_n(first.begin(), size, into.begin());
  moved.what = What::bytes;
  moved.size = size;
  received_ += size;
  if (size < first.size()) co_return moved;
  // What ends or fails here does so again at the next call.
  const Moved more = read(into.subspan(size));
  moved.size += more.size;
  co_return moved;
}

asio::awaitable<Moved> Connection::receive_tls(std::span<char> into) {
  Moved moved;
  moved.what = What::interrupted;
  if (received_ - last_turn_ >= kInOneGo) {
    last_turn_ = received_;
    const auto executor = co_await asio::this_coro::executor;
    co_await asio::post(executor, asio::use_awaitable);
    const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
    if (overrun_ != Overrun::none || state.cancelled() != asio::cancellation_type::none) co_return moved;
  }
  for (;;) {
    moved = read(into);
    if (moved.what != What::want_read && moved.what != What::want_write) co_return moved;
    const bool again = co_await ready(moved.what);
    if (again) continue;
    moved.what = What::interrupted;
    co_return moved;
  }
}

void Connection::give_up(Overrun why) {
  overrun_ = why;
  error_code ignored;
  socket_.cancel(ignored);
}

bool Connection::is_quiet() {
  char byte = 0;
  const bool read_already = ssl_ && ::SSL_has_pending(ssl_.get()) != 0;
  if (!read_already) {
    const ssize_t size = ::recv(socket_.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    if (size < 0) return would_block();
    if (size == 0 || !ssl_) return false;
  }
  // A server may send session tickets at any time: what lies there need not be an answer.
  ::ERR_clear_error();
  errno = 0;
  return tls_moved(::SSL_peek(ssl_.get(), &byte, 1)).what == What::want_read;
}

void Connection::say_goodbye() {
  if (ssl_) ::SSL_shutdown(ssl_.get());
  ::ERR_clear_error();
}

Error network_error(const Target& target, const char* phase, const error_code& code) {
  return {.kind = code == asio::error::operation_aborted ? ErrorKind::cancelled : ErrorKind::unavailable,
          .doing = phase,
          .to = target.host_header,
          .why = code.message(),
          .advice = {}};
}

Error network_error(const Target& target, const char* phase, const Connection& connection, const Moved& moved) {
  if (moved.what == What::failed && (connection.tls() == nullptr || moved.error.value() != EPROTO)) {
    return network_error(target, phase, moved.error);
  }
  if (connection.tls() == nullptr) return network_error(target, phase, asio::error::connection_reset);
  TlsTrouble trouble = tls_trouble(connection.tls());
  return {.kind = trouble.refused ? ErrorKind::refused : ErrorKind::unavailable,
          .doing = phase,
          .to = target.host_header,
          .why = std::move(trouble.why),
          .advice = std::move(trouble.advice)};
}

Error interrupted(const Target& target, const Deadlines& deadlines, Overrun overrun, const Limits& limits) {
  Error error{
      .kind = ErrorKind::timeout, .doing = deadlines.phase_name, .to = target.host_header, .why = {}, .advice = {}};
  switch (overrun) {
    case Overrun::none:
      error.kind = ErrorKind::cancelled;
      error.why = "stopped";
      break;
    case Overrun::phase:
      error.why =
          "no answer within " + std::to_string(deadlines.phase_limit.count()) + " ms (" + deadlines.phase_option + ")";
      break;
    case Overrun::total:
      error.why = "not done within " + std::to_string(limits.total.count()) + " ms (http.total_timeout)";
      break;
    case Overrun::rate:
      error.why = "less than " + std::to_string(limits.least_rate.count) + " bytes a second over " +
                  std::to_string(limits.rate_window.count()) + " ms (http.least_rate)";
  }
  return error;
}

}  // namespace tb::http
