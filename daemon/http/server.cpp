// Each connection is a coroutine of the server's own group: read a request whole, have it answered, write, again.
#include "tenbells/http/server.hpp"

#include <algorithm>
#include <array>
#include <boost/algorithm/string/predicate.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <optional>
#include <utility>

#include "server_parser.hpp"
#include "server_reply.hpp"
#include "tenbells/async/cancelled.hpp"
#include "tenbells/async/deadline.hpp"
#include "tenbells/async/gate.hpp"
#include "tenbells/async/sleeper.hpp"
#include "tenbells/async/task_group.hpp"

namespace tb::http {
namespace {

using boost::system::error_code;
using Acceptor = asio::ip::tcp::acceptor;
using Socket = asio::ip::tcp::socket;

constexpr unsigned kBusy = 503;
// Out of descriptors: the next attempt would fail at once, and again.
constexpr std::chrono::milliseconds kPauseAfterFailure{100};
// After a refusal the rest of the request is read away for so long: closed with bytes unread, the connection is reset
// and the refusal lost.
constexpr std::chrono::milliseconds kLongestFarewell{1'000};
constexpr std::size_t kMostReadAway = 1024 * 1024;

Error listen_error(const ServerOptions& options, ErrorKind kind, std::string why, std::string advice) {
  return {.kind = kind,
          .doing = "listen at",
          .to = options.address + ":" + std::to_string(options.port),
          .why = std::move(why),
          .advice = std::move(advice)};
}

Error listen_error(const ServerOptions& options, const error_code& code) {
  if (code == asio::error::address_in_use) {
    return listen_error(options, ErrorKind::unavailable, "the port is taken", "Choose another one.");
  }
  const bool refused = code == asio::error::access_denied;
  return listen_error(options, refused ? ErrorKind::refused : ErrorKind::unavailable, code.message(), {});
}

/// A part of a shared room for bodies, given back when it is destroyed.
class Room final {
 public:
  Room(std::size_t& used, std::size_t most) : used_(used), most_(most) {}
  ~Room() { used_ -= mine_; }
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;

  /// Whether there is room for that much in all.
  [[nodiscard]] bool grow_to(std::size_t size) {
    if (size <= mine_) return true;
    if (used_ + (size - mine_) > most_) return false;
    used_ += size - mine_;
    mine_ = size;
    return true;
  }

 private:
  std::size_t& used_;
  std::size_t most_;
  std::size_t mine_ = 0;
};

/// How the reading of a request ended: it is whole, it is to be refused with that status, or the caller went.
enum class Read : std::uint8_t { whole, refused, gone };

struct Received {
  Read read = Read::gone;
  unsigned refusal = 0;
};

/// One read's bytes go to the parser.
std::optional<Received> taken(ServerParser& parser, Room& room, std::string_view bytes) {
  const std::optional<unsigned> refusal = parser.take(bytes);
  if (refusal) return Received{.read = Read::refused, .refusal = *refusal};
  if (!room.grow_to(parser.body_size())) return Received{.read = Read::refused, .refusal = kBusy};
  if (parser.is_done()) return Received{.read = Read::whole};
  return std::nullopt;
}

// The buffer is the coroutine's own and small: a body of 4 MiB is 256 turns.
asio::awaitable<Received> receive(Socket& socket, ServerParser& parser, Room& room) {
  std::array<char, 16'384> buffer{};
  for (;;) {
    const auto into = asio::buffer(buffer);
    const auto [error, size] = co_await socket.async_read_some(into, asio::as_tuple(asio::use_awaitable));
    if (error) co_return Received();
    const std::optional<Received> end = taken(parser, room, std::string_view(buffer.data(), size));
    if (end) co_return *end;
    if (parser.asks_to_continue()) {
      static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      const auto bytes = asio::buffer(kContinue);
      const auto [lost, sent] = co_await asio::async_write(socket, bytes, asio::as_tuple(asio::use_awaitable));
      if (lost) co_return Received();
    }
  }
}

asio::awaitable<bool> readable(Socket& socket) {
  const auto wanted = Socket::wait_read;
  const auto [error] = co_await socket.async_wait(wanted, asio::as_tuple(asio::use_awaitable));
  co_return !error;
}

asio::awaitable<bool> send(Socket& socket, const std::string& bytes) {
  const auto from = asio::buffer(bytes);
  const auto [error, size] = co_await asio::async_write(socket, from, asio::as_tuple(asio::use_awaitable));
  co_return !error;
}

asio::awaitable<bool> read_away(Socket& socket) {
  std::array<char, 4'096> buffer{};
  std::size_t left = kMostReadAway;
  while (left > 0) {
    const auto into = asio::buffer(buffer);
    const auto [error, size] = co_await socket.async_read_some(into, asio::as_tuple(asio::use_awaitable));
    if (error) co_return true;
    left -= std::min(left, size);
  }
  co_return false;
}

}  // namespace

std::string_view IncomingRequest::header(std::string_view name) const {
  const auto found =
      std::ranges::find_if(headers, [&](const Header& header) { return boost::iequals(header.name, name); });
  return found == headers.end() ? std::string_view{} : std::string_view(found->value);
}

class Server::Impl {
 public:
  Impl(Acceptor acceptor, const ServerOptions& options, Handler& handler, Log& log)
      : limits_(options.limits),
        handler_(handler),
        log_(log),
        acceptor_(std::move(acceptor)),
        places_(acceptor_.get_executor(), options.limits.connections),
        tasks_(acceptor_.get_executor()) {}

  asio::awaitable<void> run();

  [[nodiscard]] std::uint16_t port() const {
    error_code ignored;
    return acceptor_.local_endpoint(ignored).port();
  }
  [[nodiscard]] std::size_t connections() const { return tasks_.size(); }

 private:
  asio::awaitable<void> serve(Socket socket, async::Turnstile::Slot place);
  asio::awaitable<bool> answer_one(Socket& socket, const std::string& peer, bool is_last);
  asio::awaitable<void> refuse(Socket& socket, unsigned status);
  void complain(const error_code& error);

  ServerLimits limits_;
  Handler& handler_;
  Log& log_;
  SystemClock clock_;  // for the Date of replies alone
  async::SteadySleeper sleeper_;
  Acceptor acceptor_;
  std::size_t held_ = 0;  // bytes of bodies
  bool complained_ = false;
  async::Turnstile places_;
  async::TaskGroup tasks_;
};

asio::awaitable<void> Server::Impl::run() {
  for (;;) {
    async::Turnstile::Slot place = co_await places_.enter();
    if (!place.held()) break;
    auto [error, socket] = co_await acceptor_.async_accept(asio::as_tuple(asio::use_awaitable));
    const bool stop = co_await async::is_cancelled();
    if (stop) break;
    if (error) {
      complain(error);
      co_await sleeper_.sleep_for(kPauseAfterFailure);
      continue;
    }
    complained_ = false;
    tasks_.spawn("http connection", serve(std::move(socket), std::move(place)));
  }
  error_code ignored;
  acceptor_.close(ignored);
  co_await tasks_.stop();
}

// A failure that lasts is said once: a log must not be filled by whoever uses up our descriptors.
void Server::Impl::complain(const error_code& error) {
  if (std::exchange(complained_, true)) return;
  log_.warning("a connection could not be accepted: " + error.message());
}

asio::awaitable<void> Server::Impl::serve(Socket socket, async::Turnstile::Slot place) {
  error_code failed;
  const std::string peer = socket.remote_endpoint(failed).address().to_string();
  for (std::size_t left = limits_.requests_per_connection; !failed && left > 0; --left) {
    const std::optional<bool> begun = co_await async::with_deadline(readable(socket), limits_.idle);
    if (!begun || !*begun) break;
    const bool goes_on = co_await answer_one(socket, peer, left == 1);
    if (!goes_on) break;
  }
  socket.close(failed);
  place.release();
}

asio::awaitable<bool> Server::Impl::answer_one(Socket& socket, const std::string& peer, bool is_last) {
  ServerParser parser(limits_);
  Room room(held_, limits_.held.count);
  const std::optional<Received> received =
      co_await async::with_deadline(receive(socket, parser, room), limits_.request);
  if (!received || received->read == Read::gone) co_return false;
  if (received->read == Read::refused) {
    co_await refuse(socket, received->refusal);
    co_return false;
  }
  const After after = parser.keeps_connection() && !is_last ? After::keep : After::close;
  IncomingRequest request = parser.release();
  request.peer = peer;
  const std::string method = request.method;
  const Reply reply = co_await handler_.handle(std::move(request));
  const bool stop = co_await async::is_cancelled();
  if (stop) co_return false;
  const std::string bytes = reply_bytes(reply, method, after, clock_.now());
  const std::optional<bool> sent = co_await async::with_deadline(send(socket, bytes), limits_.reply);
  co_return sent.value_or(false) && after == After::keep;
}

asio::awaitable<void> Server::Impl::refuse(Socket& socket, unsigned status) {
  const std::string bytes = reply_bytes(plain_reply(status), "GET", After::close, clock_.now());
  const std::optional<bool> sent = co_await async::with_deadline(send(socket, bytes), limits_.reply);
  if (!sent.value_or(false)) co_return;
  error_code ignored;
  socket.shutdown(Socket::shutdown_send, ignored);
  co_await async::with_deadline(read_away(socket), kLongestFarewell);
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::listen(const asio::any_io_executor& executor, const ServerOptions& options,
                                               Handler& handler, Log& log) {
  error_code code;
  const asio::ip::address address = asio::ip::make_address(options.address, code);
  if (code) {
    return fail(
        listen_error(options, ErrorKind::invalid_input, "it is no IP address", "Write one, such as 127.0.0.1."));
  }
  const asio::ip::tcp::endpoint endpoint(address, options.port);
  Acceptor acceptor(executor);
  acceptor.open(endpoint.protocol(), code);
  if (!code) acceptor.set_option(Acceptor::reuse_address(true), code);
  if (!code) acceptor.bind(endpoint, code);
  if (!code) acceptor.listen(Acceptor::max_listen_connections, code);
  if (code) return fail(listen_error(options, code));
  auto impl = std::make_unique<Impl>(std::move(acceptor), options, handler, log);
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

asio::awaitable<void> Server::run() {
  return impl_->run();
}

std::uint16_t Server::port() const {
  return impl_->port();
}

std::size_t Server::connections() const {
  return impl_->connections();
}

}  // namespace tb::http
