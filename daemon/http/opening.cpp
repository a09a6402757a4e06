// Each phase has its own deadline, and none outlasts the whole.
#include "opening.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "exchange.hpp"
#include "happy_eyeballs.hpp"
#include "tenbells/async/cancelled.hpp"
#include "tenbells/http/address_policy.hpp"

namespace tb::http {
namespace {

using Addresses = std::vector<asio::ip::address>;
using What = Moved::What;

Error not_allowed(const Target& target, std::string why) {
  return {.kind = ErrorKind::refused,
          .doing = "connect to",
          .to = target.host_header,
          .why = std::move(why),
          .advice = "If it is meant to be inside your network, set allow_private: true."};
}

std::optional<std::string> objection(const asio::ip::address& address) {
  const auto purpose = special_purpose(address);
  if (!purpose) return std::nullopt;
  return address.to_string() + " is a " + std::string(*purpose) + " address";
}

// Takes out the addresses that must not be connected to; an error if none is left.
Result<Addresses> permitted(const Target& target, Addresses addresses, bool allow_private) {
  std::string refused;
  if (!allow_private) {
    std::erase_if(addresses, [&](const asio::ip::address& address) {
      const auto why = objection(address);
      if (why) refused = *why;
      return why.has_value();
    });
  }
  if (!addresses.empty()) return addresses;
  if (!refused.empty()) return fail(not_allowed(target, std::move(refused)));
  return fail({.kind = ErrorKind::unavailable,
               .doing = "connect to",
               .to = target.host_header,
               .why = "the name has no address",
               .advice = {}});
}

std::uint16_t port_of(const Target& target) {
  std::uint16_t port = 0;
  std::from_chars(target.port.data(), target.port.data() + target.port.size(), port);
  return port;
}

std::chrono::milliseconds left_until(Instant end) {
  return std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
}

Error too_late(const Target& target, const char* phase, const Limits& limits) {
  Deadlines deadlines;
  deadlines.phase_name = phase;
  return interrupted(target, deadlines, Overrun::total, limits);
}

asio::awaitable<Result<Addresses>> addresses_of(const Opener& opener, const Target& server, Instant end) {
  boost::system::error_code not_literal;
  const asio::ip::address literal = asio::ip::make_address(server.host, not_literal);
  if (!not_literal) co_return Addresses{literal};
  const std::chrono::milliseconds left = left_until(end);
  const std::chrono::milliseconds limit = std::min(opener.limits.resolve, left);
  if (limit.count() <= 0) co_return fail(too_late(server, "resolve", opener.limits));
  Result<Addresses> addresses = co_await opener.resolver.resolve(server.host, limit);
  const bool stop = co_await async::is_cancelled();
  if (stop) {
    Deadlines deadlines;
    deadlines.phase_name = "resolve";
    co_return fail(interrupted(server, deadlines, Overrun::none, opener.limits));
  }
  if (!addresses && addresses.error().kind == ErrorKind::timeout && left == limit) {
    co_return fail(too_late(server, "resolve", opener.limits));
  }
  co_return addresses;
}

asio::awaitable<Result<Socket>> connected(const Opener& opener, const Target& server, Addresses addresses,
                                          Instant end) {
  const Instant connect_end = std::chrono::steady_clock::now() + opener.limits.connect;
  Pace pace;
  pace.end = std::min(connect_end, end);
  const std::uint16_t port = port_of(server);
  Result<Socket> socket = co_await connect_first(addresses, port, pace, server);
  // Out of descriptors: a connection that nobody uses is worth less than one that is needed.
  while (!socket && socket.error().kind == ErrorKind::limit_exceeded && opener.pool.close_oldest()) {
    socket = co_await connect_first(addresses, port, pace, server);
  }
  if (!socket && socket.error().kind == ErrorKind::timeout && end < connect_end) {
    co_return fail(too_late(server, "connect to", opener.limits));
  }
  co_return socket;
}

// The proxy has an answer of its own: 200, or why not.
asio::awaitable<Result<void>> tunnel(const Opener& opener, const Route& route, Connection& connection) {
  const Message message = connect_message(route.target, *route.proxy, opener.standing);
  AnswerParser parser(opener.limits, Expected::no_body);
  Means means{connection, opener.pool.buffer(), parser, opener.limits};
  const Result<void> asked = co_await exchange(means, route.proxy->server, message);
  if (!asked) co_return fail(asked.error());
  const Response answer = parser.release();
  if (answer.status / 100 == 2) co_return Result<void>();
  co_return fail(proxy_refusal(route, answer.status));
}

asio::awaitable<Result<void>> shaken_hands(const Opener& opener, const Route& route, Connection& connection) {
  begin_phase(connection.deadlines, "speak TLS with", "http.handshake_timeout", opener.limits.handshake,
              std::chrono::steady_clock::now());
  connection.secure(opener.tls, route.target.host, opener.pool.sessions(origin_of(route)));
  for (;;) {
    const Moved moved = connection.shake_hands();
    if (moved.what == What::bytes) co_return Result<void>();
    if (moved.what != What::want_read && moved.what != What::want_write) {
      co_return fail(network_error(route.target, "speak TLS with", connection, moved));
    }
    const bool ready = co_await connection.ready(moved.what);
    if (ready) continue;
    co_return fail(interrupted(route.target, connection.deadlines, connection.overrun(), opener.limits));
  }
}

bool is_this_machine(std::string_view name) {
  return name == "localhost" || name.ends_with(".localhost");
}

}  // namespace

Error proxy_refusal(const Route& route, unsigned status) {
  const bool wants_credentials = status == 407;
  return {.kind = status / 100 == 4 ? ErrorKind::refused : ErrorKind::unavailable,
          .doing = "connect to",
          .to = route.target.host_header,
          .why = "the proxy " + route.proxy->server.host_header + " answers " + std::to_string(status),
          .advice = wants_credentials ? "It wants a user and a password: http://user:password@host:port." : ""};
}

std::string origin_of(const Route& route) {
  std::string origin;
  origin.reserve(96);
  origin.append(route.target.tls ? "https " : "http ").append(route.target.host).append(":").append(route.target.port);
  origin.append(route.allow_private ? " private " : " public ");
  if (route.proxy) origin.append(route.proxy->server.host_header).append(" ").append(route.proxy->authorization);
  return origin;
}

Result<void> may_be_named(const Route& route) {
  if (route.allow_private) return {};
  const Target& target = route.target;
  std::string host = target.host;
  if (host.ends_with('.')) host.pop_back();  // says no more than that the name is whole
  if (is_this_machine(host)) return fail(not_allowed(target, host + " is this machine"));
  boost::system::error_code not_literal;
  asio::ip::address address = asio::ip::make_address(host, not_literal);
  in_addr number{};
  if (not_literal && ::inet_aton(host.c_str(), &number) != 0) {
    address = asio::ip::address_v4(ntohl(number.s_addr));
    not_literal.clear();
  }
  if (not_literal) return {};
  if (auto why = objection(address)) return fail(not_allowed(target, *std::move(why)));
  return {};
}

asio::awaitable<Result<Pool::Lease>> open(const Opener& opener, const Route& route, Instant end) {
  const Target& server = route.proxy ? route.proxy->server : route.target;
  if (route.proxy) {
    if (Result<void> named = may_be_named(route); !named) co_return fail(named.error());
  }
  Result<Addresses> addresses = co_await addresses_of(opener, server, end);
  if (!addresses) {
    Error error = std::move(addresses).error();
    // It is the proxy that does not exist: of the host nothing is known.
    if (route.proxy && error.kind == ErrorKind::not_found) error.kind = ErrorKind::unavailable;
    co_return fail(std::move(error));
  }
  // The proxy's own address is the operator's word.
  const bool allow_private = route.allow_private || route.proxy.has_value();
  Result<Addresses> allowed = permitted(server, std::move(*addresses), allow_private);
  if (!allowed) co_return fail(std::move(allowed).error());
  Addresses order = interleaved(*allowed);
  Result<Socket> socket = co_await connected(opener, server, std::move(order), end);
  if (!socket) co_return fail(std::move(socket).error());
  Pool::Lease lease = opener.pool.add(origin_of(route), std::move(*socket));
  lease->deadlines.total = end;
  if (!route.target.tls) co_return std::move(lease);
  if (route.proxy) {
    const Result<void> through = co_await tunnel(opener, route, *lease);
    if (!through) co_return fail(through.error());
  }
  const Result<void> shaken = co_await shaken_hands(opener, route, *lease);
  if (!shaken) co_return fail(shaken.error());
  co_return std::move(lease);
}

}  // namespace tb::http
