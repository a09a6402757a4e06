// getaddrinfo on its own threads. The waiter holds a timer that the answer cancels, so it can also give up.
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
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>

#include "tenbells/async/cancelled.hpp"

namespace tb::http {
namespace {

using Addresses = std::vector<asio::ip::address>;

Error trouble(ErrorKind kind, const std::string& host, std::string why) {
  return {.kind = kind, .doing = "resolve", .to = host, .why = std::move(why), .advice = {}};
}

// localhost is this machine whatever /etc/hosts says, and where there is none (RFC 6761 §6.3).
bool is_localhost(std::string_view host) {
  return host == "localhost" || host.ends_with(".localhost");
}

// "There is no such name" is an answer; all else is a resolver that has none for now.
ErrorKind kind_of(int code) {
  return code == EAI_NONAME || code == EAI_NODATA ? ErrorKind::not_found : ErrorKind::unavailable;
}

Result<Addresses> look_up(const std::string& host) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_ADDRCONFIG;
  addrinfo* found = nullptr;
  if (const int code = ::getaddrinfo(host.c_str(), nullptr, &hints, &found); code != 0) {
    return fail(trouble(kind_of(code), host, ::gai_strerror(code)));
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

// One question, shared by the coroutine that waits and the thread that asks; whichever is later destroys it. The timer
// is the coroutine's own: the thread may outlive the executor.
struct Lookup {
  std::mutex mutex;  // guards the two below
  std::optional<Result<Addresses>> answer;
  bool given_up = false;
  asio::steady_timer* waiting = nullptr;  // touched on the waiter's executor alone
};

// Whoever had to wait for a free thread may be gone by now: behind a silent DNS the threads would never catch up.
bool is_given_up(Lookup& lookup) {
  const std::lock_guard lock(lookup.mutex);
  return lookup.given_up;
}

void ask(const std::shared_ptr<Lookup>& lookup, const std::string& host, const asio::any_io_executor& home) {
  if (is_given_up(*lookup)) return;
  Result<Addresses> answer = look_up(host);
  const std::lock_guard lock(lookup->mutex);
  if (lookup->given_up) return;
  lookup->answer = std::move(answer);
  asio::post(home, [lookup] {
    if (lookup->waiting != nullptr) lookup->waiting->cancel();
  });
}

// The end of the wait: what came, if anything did. Nothing is posted home after this.
std::optional<Result<Addresses>> take(Lookup& lookup) {
  const std::lock_guard lock(lookup.mutex);
  lookup.given_up = true;
  lookup.waiting = nullptr;
  return std::move(lookup.answer);
}

}  // namespace

SystemResolver::SystemResolver(std::size_t threads) : pool_(std::make_shared<asio::thread_pool>(threads)) {}

SystemResolver::~SystemResolver() {
  pool_->stop();
  if (asking_->load() == 0) return;
  // Inside getaddrinfo a thread can neither be stopped nor hurried; nobody waits for its answer any more.
  std::thread([pool = std::move(pool_)] { pool->join(); }).detach();
}

asio::awaitable<Result<Addresses>> SystemResolver::resolve(std::string host, std::chrono::milliseconds limit) {
  if (is_localhost(host)) co_return Addresses{asio::ip::address_v4::loopback(), asio::ip::address_v6::loopback()};
  const auto executor = co_await asio::this_coro::executor;
  const auto lookup = std::make_shared<Lookup>();
  asio::steady_timer timer(executor, limit);
  lookup->waiting = &timer;
  asio::post(*pool_, [lookup, executor, host, asking = asking_] {
    ++*asking;
    ask(lookup, host, executor);
    --*asking;
  });
  co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
  std::optional<Result<Addresses>> answer = take(*lookup);
  if (answer) co_return std::move(*answer);
  const bool stop = co_await async::is_cancelled();
  if (stop) co_return fail(trouble(ErrorKind::cancelled, host, "stopped"));
  co_return fail(trouble(ErrorKind::timeout, host, "no answer after " + std::to_string(limit.count()) + " ms"));
}

}  // namespace tb::http
