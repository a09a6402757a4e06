// One question a name at a time. The first who asks does the look-up himself, the others wait for him: so no coroutine
// is needed that nobody owns, and if he is cancelled, the next of them asks.
#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <optional>
#include <utility>

#include "dns_answers.hpp"
#include "tenbells/async/cancelled.hpp"
#include "tenbells/http/resolver.hpp"

namespace tb::http {
namespace {

Error gave_up(ErrorKind kind, const std::string& host, std::string why) {
  return {.kind = kind, .doing = "resolve", .to = host, .why = std::move(why), .advice = {}};
}

// Of the name: a look-up that was cancelled, or that had hardly any time, because its exchange was at its end.
bool says_nothing(const Result<Addresses>& brought, std::chrono::milliseconds limit) {
  constexpr std::chrono::milliseconds kFairTime{1'000};
  if (brought) return false;
  const ErrorKind kind = brought.error().kind;
  return kind == ErrorKind::cancelled || (kind == ErrorKind::timeout && limit < kFairTime);
}

}  // namespace

struct CachedResolver::Lookup {
  std::optional<Result<Addresses>> answer;  // nothing if it says nothing of the name
  bool has_ended = false;
  std::vector<asio::steady_timer*> waiting;

  void end(std::optional<Result<Addresses>> with) {
    answer = std::move(with);
    has_ended = true;
    for (asio::steady_timer* timer : waiting) timer->cancel();
  }
};

CachedResolver::CachedResolver(Resolver& inner, const Clock& clock, DnsMemory memory)
    : inner_(inner), clock_(clock), answers_(std::make_unique<DnsAnswers>(memory)) {}
CachedResolver::~CachedResolver() = default;

std::size_t CachedResolver::size() const {
  return answers_->size();
}

asio::awaitable<Result<Addresses>> CachedResolver::look_up(std::string host, std::chrono::milliseconds limit) {
  const auto lookup = std::make_shared<Lookup>();
  under_way_[host] = lookup;
  Result<Addresses> brought = co_await inner_.resolve(host, limit);
  under_way_.erase(host);
  const auto now = clock_.steady_now();
  if (says_nothing(brought, limit)) {
    lookup->end(std::nullopt);
    std::optional<Addresses> good = answers_->last_good(host, now);
    if (good && brought.error().kind == ErrorKind::timeout) co_return std::move(*good);
    co_return brought;
  }
  Result<Addresses> answer = answers_->learn(host, std::move(brought), now);
  lookup->end(answer);
  co_return answer;
}

// Until it has ended, the time is over or the waiter has been cancelled.
asio::awaitable<void> CachedResolver::wait_for(std::shared_ptr<Lookup> lookup,
                                               std::chrono::steady_clock::time_point deadline) {
  const auto executor = co_await asio::this_coro::executor;
  asio::steady_timer timer(executor, deadline);
  lookup->waiting.push_back(&timer);
  co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
  std::erase(lookup->waiting, &timer);
}

asio::awaitable<Result<Addresses>> CachedResolver::resolve(std::string host, std::chrono::milliseconds limit) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  auto left = limit;
  for (;;) {
    const bool stop = co_await async::is_cancelled();
    if (stop) co_return fail(gave_up(ErrorKind::cancelled, host, "stopped"));
    std::optional<Result<Addresses>> known = answers_->known(host, clock_.steady_now());
    if (known) co_return std::move(*known);
    const auto under_way = under_way_.find(host);
    if (under_way == under_way_.end()) co_return co_await look_up(std::move(host), left);
    const std::shared_ptr<Lookup> lookup = under_way->second;
    co_await wait_for(lookup, deadline);
    if (lookup->answer) co_return *lookup->answer;
    left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    const bool again = lookup->has_ended && left.count() > 0;  // whoever of us comes first asks again
    const bool stopped = co_await async::is_cancelled();
    if (again || stopped) continue;
    co_return fail(gave_up(ErrorKind::timeout, host, "no answer after " + std::to_string(limit.count()) + " ms"));
  }
}

}  // namespace tb::http
