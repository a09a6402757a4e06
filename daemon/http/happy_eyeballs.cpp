// One coroutine paces the attempts; each attempt rings when it ends.
#include "happy_eyeballs.hpp"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <cerrno>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "tenbells/async/cancelled.hpp"
#include "tenbells/async/gate.hpp"

namespace tb::http {
namespace {

using boost::system::error_code;
using Socket = asio::ip::tcp::socket;
using Endpoint = asio::ip::tcp::endpoint;

// Shared with the handlers of attempts that were closed: they end after the race.
struct Race {
  explicit Race(const asio::any_io_executor& executor) : bell(executor) {}
  async::Bell bell;
  std::vector<std::unique_ptr<Socket>> sockets;
  std::size_t failed = 0;
  std::optional<std::size_t> winner;
  error_code last;
};

// Whatever way the race ends: what is still connecting is closed.
struct Finish {
  Race& race;
  ~Finish() {
    for (const auto& socket : race.sockets) {
      error_code ignored;
      socket->close(ignored);
    }
  }
};

void lose(Race& race, const error_code& code) {
  ++race.failed;
  race.last = code;
  race.bell.ring();
}

void start(const std::shared_ptr<Race>& race, const asio::any_io_executor& executor, const Endpoint& endpoint) {
  const std::size_t number = race->sockets.size();
  race->sockets.push_back(std::make_unique<Socket>(executor));
  error_code code;
  race->sockets.back()->open(endpoint.protocol(), code);
  if (code) return lose(*race, code);
  race->sockets.back()->async_connect(endpoint, [race, number](const error_code& ended) {
    if (ended) return lose(*race, ended);
    if (!race->winner) race->winner = number;
    race->bell.ring();
  });
}

Error lost(const Target& target, const error_code& code) {
  const bool exhausted = code.value() == EMFILE || code.value() == ENFILE;
  return {.kind = exhausted ? ErrorKind::limit_exceeded : ErrorKind::unavailable,
          .doing = "connect to",
          .to = target.host_header,
          .why = code.message(),
          .advice = exhausted ? "Raise the limit of open files (LimitNOFILE)." : ""};
}

}  // namespace

std::vector<asio::ip::address> interleaved(const std::vector<asio::ip::address>& addresses, std::size_t most) {
  std::vector<asio::ip::address> first;
  std::vector<asio::ip::address> second;
  for (const asio::ip::address& address : addresses) {
    (address.is_v6() == addresses.front().is_v6() ? first : second).push_back(address);
  }
  std::vector<asio::ip::address> order;
  for (std::size_t i = 0; i < std::max(first.size(), second.size()) && order.size() < most; ++i) {
    if (i < first.size()) order.push_back(first[i]);
    if (i < second.size() && order.size() < most) order.push_back(second[i]);
  }
  return order;
}

asio::awaitable<Result<Socket>> connect_first(std::vector<asio::ip::address> addresses, std::uint16_t port, Pace pace,
                                              Target target) {
  const asio::any_io_executor executor = co_await asio::this_coro::executor;
  const auto race = std::make_shared<Race>(executor);
  const Finish finish{*race};
  const Instant begun = std::chrono::steady_clock::now();
  Instant now = begun;
  Instant next = begun;
  bool stop = false;
  while (!race->winner && !stop && now < pace.end) {
    const std::size_t started = race->sockets.size();
    if (started < addresses.size() && (now >= next || race->failed == started)) {
      start(race, executor, Endpoint(addresses[started], port));
      next = now + pace.next;
    } else if (race->failed == addresses.size()) {
      break;
    }
    const bool more = race->sockets.size() < addresses.size();
    const Instant until = more ? std::min(next, pace.end) : pace.end;
    co_await race->bell.wait_for(until - now);
    stop = co_await async::is_cancelled();
    now = std::chrono::steady_clock::now();
  }
  if (race->winner && !stop) co_return std::move(*race->sockets[*race->winner]);
  Error error = lost(target, race->last);
  if (stop) {
    error.kind = ErrorKind::cancelled;
    error.why = "stopped";
  } else if (race->failed < addresses.size()) {
    const auto waited = std::chrono::round<std::chrono::milliseconds>(now - begun);
    error.kind = ErrorKind::timeout;
    error.why = "no answer within " + std::to_string(waited.count()) + " ms (http.connect_timeout)";
  }
  co_return fail(std::move(error));
}

}  // namespace tb::http
