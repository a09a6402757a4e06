// The asking side: when which hub is asked, and what its answer means. All waits end in start_due(), which looks at the
// agenda; requests are short tasks that look up their subscription again when they come back.
#include <openssl/rand.h>

#include <algorithm>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>
#include <cstdio>
#include <cstdlib>

#include "tenbells/async/cancelled.hpp"
#include "tenbells/http/retry_after.hpp"
#include "tenbells/http/url.hpp"
#include "tenbells/source/websub.hpp"
#include "websub_protocol.hpp"

namespace tb::source {
namespace {

namespace urls = boost::urls;
using std::chrono::nanoseconds;
using std::chrono::seconds;

constexpr std::size_t kTokenBytes = 16;  // 128 bits: nobody guesses a callback
constexpr std::size_t kSecretBytes = 32;
constexpr int kMostHops = 3;  // from hub to hub
constexpr std::size_t kMostRetired = 10'000;
constexpr seconds kLongestPause{std::chrono::hours{24}};
constexpr seconds kLongestAskedWait{std::chrono::hours{24 * 7}};  // Retry-After

bool is_usable(const std::string& hub, const PushAccess& access) {
  return hub.starts_with("https://") || access.allow_private;
}

PushChannel with_usable_hubs(PushChannel channel, const PushAccess& access) {
  std::erase_if(channel.hubs, [&](const std::string& hub) { return !is_usable(hub, access); });
  return channel;
}

// Where a hub sends us instead (307 and 308 alone keep the method); nothing if it does not.
std::optional<std::string> moved_to(const http::Response& response, const std::string& hub, const PushAccess& access) {
  const std::string location(response.header("Location"));
  if ((response.status != 307 && response.status != 308) || location.empty()) return std::nullopt;
  const auto base = urls::parse_uri(hub);
  const auto reference = urls::parse_uri_reference(location);
  urls::url resolved;
  if (!base || !reference || !urls::resolve(*base, *reference, resolved)) return std::nullopt;
  const Result<std::string> url = http::canonical_url(std::string(resolved.buffer()));
  if (!url || !is_usable(*url, access)) return std::nullopt;
  return *url;
}

http::Request request_to(const std::string& hub, const SubscriptionRequest& wanted, const PushAccess& access) {
  http::Request request;
  request.method = "POST";
  request.url = hub;
  request.headers.push_back({.name = "Content-Type", .value = "application/x-www-form-urlencoded"});
  request.body = subscription_form(wanted);
  request.redirects = http::Redirects::refuse;
  request.allow_private = access.allow_private;
  request.proxy = access.proxy;
  return request;
}

}  // namespace

std::string system_random(std::size_t bytes) {
  std::string random(bytes, '\0');
  if (::RAND_bytes(reinterpret_cast<unsigned char*>(random.data()), static_cast<int>(bytes)) == 1) return random;
  std::fputs("tenbells: the system gives no random bytes\n", stderr);
  std::abort();
}

Subscriber::Subscriber(const asio::any_io_executor& executor, WebsubOptions options, Means means, Deliver deliver,
                       RandomBytes random)
    : options_(std::move(options)),
      means_(means),
      deliver_(std::move(deliver)),
      random_(std::move(random)),
      changed_(executor),
      tasks_(executor) {
  if (!options_.callback.ends_with('/')) options_.callback += '/';
}

Subscriber::~Subscriber() = default;

void Subscriber::watch(const std::string& source, const PushChannel& channel, const PushAccess& access) {
  PushChannel usable = with_usable_hubs(channel, access);
  if (usable.hubs.empty()) return forget(source);
  const auto known = subscriptions_.find(source);
  if (known != subscriptions_.end()) {
    if (known->second.channel == usable && known->second.access == access) return;
    forget(source);
  }
  Subscription& subscription = subscriptions_[source];
  subscription.channel = std::move(usable);
  subscription.access = access;
  subscription.due = means_.clock.steady_now();
  enter(source, subscription);
}

void Subscriber::forget(const std::string& source) {
  const auto known = subscriptions_.find(source);
  if (known == subscriptions_.end()) return;
  retire(known->second.pending);
  retire(known->second.active);
  agenda_.erase({known->second.at, source});
  subscriptions_.erase(known);
}

bool Subscriber::is_pushing(const std::string& source) const {
  const auto known = subscriptions_.find(source);
  if (known == subscriptions_.end()) return false;
  const Subscription& subscription = known->second;
  return subscription.active && subscription.failures == 0 && subscription.until > means_.clock.steady_now();
}

std::optional<Moment> Subscriber::pushed_until(const std::string& source) const {
  const auto known = subscriptions_.find(source);
  if (known == subscriptions_.end() || !known->second.active) return std::nullopt;
  const auto left = known->second.until - means_.clock.steady_now();
  return means_.clock.now() + std::chrono::floor<std::chrono::microseconds>(left);
}

asio::awaitable<void> Subscriber::run() {
  for (;;) {
    const bool stop = co_await async::is_cancelled();
    if (stop) break;
    const std::optional<nanoseconds> wait = start_due();
    co_await pause(wait);
  }
  co_await tasks_.stop();
}

// Until something is due, or something has changed.
asio::awaitable<void> Subscriber::pause(std::optional<nanoseconds> wait) {
  if (!wait) {
    co_await changed_.wait_for(kLongestPause);
    co_return;
  }
  using asio::experimental::awaitable_operators::operator||;
  auto due = means_.sleeper.sleep_for(*wait);
  auto changed = changed_.wait_for(kLongestPause);
  co_await (std::move(due) || std::move(changed));
}

// Begins what is due. How long it is until the next is; nothing if nothing is to come, or if places must come free
// first, which rings.
std::optional<nanoseconds> Subscriber::start_due() {
  while (!agenda_.empty() && under_way_ < options_.concurrent) {
    const auto [when, source] = *agenda_.begin();
    const auto left = when - means_.clock.steady_now();
    if (left > left.zero()) return left;
    step(source, subscriptions_.at(source));
  }
  return std::nullopt;
}

void Subscriber::step(const std::string& source, Subscription& subscription) {
  const Steady now = means_.clock.steady_now();
  if (subscription.active && subscription.until <= now) {
    retire(subscription.active);
    tell_end(source, subscription, "the lease has ended");
  }
  if (subscription.due > now) return enter(source, subscription);
  if (subscription.pending) return fail_request(source, subscription, "it has not verified the request");
  begin(source, subscription);
}

// Puts the subscription where it belongs on the agenda.
void Subscriber::enter(const std::string& source, Subscription& subscription) {
  agenda_.erase({subscription.at, source});
  subscription.at = subscription.active ? std::min(subscription.due, subscription.until) : subscription.due;
  agenda_.insert({subscription.at, source});
  changed_.ring();
}

// A renewal is a new subscription under a new callback and secret; the old one holds until the new one is verified.
void Subscriber::begin(const std::string& source, Subscription& subscription) {
  Callback callback{.token = hexadecimal(random_(kTokenBytes)), .secret = hexadecimal(random_(kSecretBytes))};
  const SubscriptionRequest wanted{.topic = subscription.channel.topic,
                                   .callback = options_.callback + callback.token,
                                   .secret = callback.secret,
                                   .lease = options_.lease};
  const std::string& hub = subscription.channel.hubs.at(subscription.hub);
  http::Request request = request_to(hub, wanted, subscription.access);
  callbacks_[callback.token] = source;
  const std::string token = callback.token;
  subscription.pending = std::move(callback);
  subscription.due = means_.clock.steady_now() + options_.verify_within;
  enter(source, subscription);
  ++under_way_;
  tasks_.spawn("websub " + source, ask(source, token, std::move(request)));
}

asio::awaitable<void> Subscriber::ask(std::string source, std::string token, http::Request request) {
  for (int hop = 0;; ++hop) {
    const Result<http::Response> answer = co_await means_.fetcher.fetch(request);
    Subscription* const subscription = pending_with(source, token);
    if (subscription == nullptr) break;  // forgotten meanwhile, or verified, or given up
    const std::optional<std::string> next =
        answer ? moved_to(*answer, request.url, subscription->access) : std::nullopt;
    if (!next || hop == kMostHops) {
      take_answer(source, *subscription, answer);
      break;
    }
    request.url = *next;
  }
  --under_way_;
  changed_.ring();
}

void Subscriber::take_answer(const std::string& source, Subscription& subscription,
                             const Result<http::Response>& answer) {
  if (!answer) {
    if (answer.error().kind != ErrorKind::cancelled) fail_request(source, subscription, to_string(answer.error()));
    return;
  }
  if (answer->status / 100 == 2) {
    subscription.due = means_.clock.steady_now() + options_.verify_within;
    return enter(source, subscription);
  }
  fail_request(source, subscription, "it answered with " + std::to_string(answer->status));
  const std::optional<seconds> asked = http::asked_wait(*answer, means_.clock.now());
  if (!asked) return;
  const Steady earliest = means_.clock.steady_now() + std::min(*asked, kLongestAskedWait);
  subscription.due = std::max(subscription.due, earliest);
  enter(source, subscription);
}

void Subscriber::fail_request(const std::string& source, Subscription& subscription, const std::string& why) {
  ++counters_.failed;
  retire(subscription.pending);
  ++subscription.failures;
  const std::string hub = subscription.channel.hubs.at(subscription.hub);
  subscription.hub = (subscription.hub + 1) % subscription.channel.hubs.size();
  const double chance = static_cast<double>(static_cast<unsigned char>(random_(1).at(0))) / 255.0;
  const seconds wait = retry_after_failures(subscription.failures, options_.least_retry, options_.most_retry, chance);
  subscription.due = means_.clock.steady_now() + wait;
  enter(source, subscription);
  tell_end(source, subscription, "the hub " + hub + " failed: " + why);
}

// Said once; what fails again and again is for developers.
void Subscriber::tell_end(const std::string& source, Subscription& subscription, const std::string& why) {
  const std::string message = "a source is not pushed, and polled at its usual pace: " + why;
  if (subscription.told) {
    means_.log.warning(message, {{"source", source}});
  } else if (subscription.failures == 1) {
    means_.log.info(message, {{"source", source}});
  } else {
    means_.log.debug(message, {{"source", source}});
  }
  subscription.told = false;
}

void Subscriber::retire(std::optional<Callback>& callback) {
  if (!callback) return;
  callbacks_.erase(callback->token);
  retired_.insert(callback->token);
  retired_order_.push_back(std::move(callback->token));
  callback.reset();
  if (retired_order_.size() <= kMostRetired) return;
  retired_.erase(retired_order_.front());
  retired_order_.pop_front();
}

Subscriber::Subscription* Subscriber::pending_with(const std::string& source, const std::string& token) {
  const auto known = subscriptions_.find(source);
  if (known == subscriptions_.end()) return nullptr;
  const std::optional<Callback>& pending = known->second.pending;
  return pending && pending->token == token ? &known->second : nullptr;
}

}  // namespace tb::source
