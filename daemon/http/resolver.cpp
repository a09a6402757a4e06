// getaddrinfo on its own threads. The waiter holds a timer that the answer cancels, so it can also give up; the shared
// state outlives whichever of the two is later.
#include "tenbells/http/resolver.hpp"

#include <netdb.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>

#include "tenbells/async/cancelled.hpp"

namespace tb::http {
namespace {

using Addresses = std::vector<asio::ip::address>;

Error trouble(ErrorKind kind, const std::string& host, std::string why) {
  return {.kind = kind, .doing = "resolve", .to = host, .why = std::move(why), .advice = {}};
}

Result<Addresses> look_up(const std::string& host) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_ADDRCONFIG;
  addrinfo* found = nullptr;
  if (const int code = ::getaddrinfo(host.c_str(), nullptr, &hints, &found); code != 0) {
    return fail(trouble(ErrorKind::unavailable, host, ::gai_strerror(code)));
  }
  Addresses addresses;
  for (const addrinfo* entry = found; entry != nullptr; entry = entry->ai_next) {
    asio::ip::tcp::endpoint endpoint;
    if (entry->ai_addrlen > endpoint.capacity()) continue;
    std::memcpy(endpoint.data(), entry->ai_addr, entry->ai_addrlen);
    endpoint.resize(entry->ai_addrlen);
    addresses.push_back(endpoint.address());
  }
  ::freeaddrinfo(found);
  return addresses;
}

struct Lookup {
  explicit Lookup(const asio::any_io_executor& executor) : answered(executor) {}
  asio::steady_timer answered;
  std::optional<Result<Addresses>> answer;  // written and read on the waiter's executor alone
};

}  // namespace

SystemResolver::~SystemResolver() {
  pool_.stop();
  pool_.join();
}

asio::awaitable<Result<Addresses>> SystemResolver::resolve(std::string host, std::chrono::milliseconds limit) {
  const auto executor = co_await asio::this_coro::executor;
  const auto lookup = std::make_shared<Lookup>(executor);
  lookup->answered.expires_after(limit);
  asio::post(pool_, [lookup, executor, host] {
    Result<Addresses> answer = look_up(host);
    asio::post(executor, [lookup, answer = std::move(answer)]() mutable {
      lookup->answer = std::move(answer);
      lookup->answered.cancel();
    });
  });
  co_await lookup->answered.async_wait(asio::as_tuple(asio::use_awaitable));
  if (lookup->answer) co_return std::move(*lookup->answer);
  const bool stop = co_await async::is_cancelled();
  if (stop) co_return fail(trouble(ErrorKind::cancelled, host, "stopped"));
  co_return fail(trouble(ErrorKind::timeout, host, "no answer after " + std::to_string(limit.count()) + " ms"));
}

}  // namespace tb::http
