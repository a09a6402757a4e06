// The answering side: hubs verify, deny and deliver. Whoever calls is a stranger until a signature says otherwise.
#include <algorithm>
#include <boost/algorithm/string/predicate.hpp>
#include <utility>

#include "tenbells/core/printable.hpp"
#include "tenbells/source/websub.hpp"
#include "websub_protocol.hpp"

namespace tb::source {
namespace {

using std::chrono::seconds;

constexpr unsigned kAccepted = 202;
constexpr unsigned kNotFound = 404;
constexpr unsigned kMethodNotAllowed = 405;
constexpr unsigned kGone = 410;
constexpr unsigned kTooLarge = 413;
constexpr unsigned kUnsupported = 415;
constexpr unsigned kTooMany = 429;
constexpr unsigned kNoRoom = 503;
constexpr std::size_t kLongestReason = 200;

http::Reply a_reply(unsigned status) {
  http::Reply reply;
  reply.status = status;
  return reply;
}

// The challenge is a stranger's text: as plain text that no browser takes for anything else.
http::Reply an_echo(std::string challenge) {
  http::Reply reply;
  reply.headers = {{.name = "Content-Type", .value = "text/plain; charset=utf-8"},
                   {.name = "X-Content-Type-Options", .value = "nosniff"},
                   {.name = "Content-Security-Policy", .value = "default-src 'none'; sandbox"}};
  reply.body = std::move(challenge);
  return reply;
}

http::Reply come_again(unsigned status) {
  http::Reply reply = a_reply(status);
  reply.headers.push_back({.name = "Retry-After", .value = "1"});
  return reply;
}

}  // namespace

asio::awaitable<http::Reply> Subscriber::handle(http::IncomingRequest request) {
  const std::string token(last_segment(request.target));
  http::Reply reply = a_reply(kMethodNotAllowed);
  reply.headers.push_back({.name = "Allow", .value = "GET, POST"});
  if (request.method == "GET") reply = verify(token, query_of(request.target));
  if (request.method == "POST") reply = take_delivery(token, std::move(request));
  co_return reply;
}

Subscriber::Subscription* Subscriber::subscription_of(const std::string& token) {
  const auto known = callbacks_.find(token);
  return known == callbacks_.end() ? nullptr : &subscriptions_.at(known->second);
}

http::Reply Subscriber::stranger(const std::string& token, unsigned status_of_retired) {
  ++counters_.unknown;
  return a_reply(retired_.contains(token) ? status_of_retired : kNotFound);
}

// A hub whose confirmation was lost asks again: what is active is confirmed as what is pending. That we want to
// unsubscribe nobody has asked for.
http::Reply Subscriber::verify(const std::string& token, std::string_view query) {
  Subscription* const subscription = subscription_of(token);
  if (subscription == nullptr) return stranger(token, kNotFound);
  HubQuery asked = hub_query(query);
  if (asked.topic != subscription->channel.topic) return a_reply(kNotFound);
  const std::string source = callbacks_.at(token);
  if (asked.mode == "denied") {
    deny(source, *subscription, asked.reason);
    return a_reply(200);
  }
  if (asked.mode != "subscribe" || asked.challenge.empty()) return a_reply(kNotFound);
  if (subscription->pending && subscription->pending->token == token) {
    retire(subscription->active);
    std::swap(subscription->active, subscription->pending);
  }
  return confirm(source, *subscription, std::move(asked.challenge), asked.lease);
}

http::Reply Subscriber::confirm(const std::string& source, Subscription& subscription, std::string challenge,
                                std::optional<seconds> lease) {
  const seconds given = lease.value_or(options_.lease);
  const Steady now = means_.clock.steady_now();
  subscription.until = now + given;
  if (!subscription.pending) subscription.due = now + renew_after(given, options_.least_retry);
  subscription.failures = 0;
  enter(source, subscription);
  ++counters_.subscribed;
  if (!subscription.told) means_.log.info("a source is pushed", {{"source", source}});
  subscription.told = true;
  return an_echo(std::move(challenge));
}

void Subscriber::deny(const std::string& source, Subscription& subscription, const std::string& reason) {
  ++counters_.denied;
  retire(subscription.pending);
  retire(subscription.active);
  subscription.due = means_.clock.steady_now() + options_.retry_denied;
  enter(source, subscription);
  means_.log.warning("a hub denies a subscription; the source is polled at its usual pace",
                     {{"source", source}, {"reason", shortened(printable(reason), kLongestReason)}});
  subscription.told = false;
}

// In the order of what each check costs.
http::Reply Subscriber::take_delivery(const std::string& token, http::IncomingRequest request) {
  Subscription* const subscription = subscription_of(token);
  if (subscription == nullptr) return stranger(token, kGone);
  const std::optional<Callback>& active = subscription->active;
  if (!active || active->token != token) return stranger(token, kGone);  // not verified yet
  if (request.body.size() > options_.body.count) return a_reply(kTooLarge);
  if (!take_allowance(subscription->allowance)) {
    ++counters_.throttled;
    return come_again(kTooMany);
  }
  const std::string_view coding = request.header("Content-Encoding");
  if (!coding.empty() && !boost::algorithm::iequals(coding, "identity")) return a_reply(kUnsupported);
  // Answered like a right one (WebSub §7.1): whoever guesses learns nothing.
  const Signature signature = check_signature(request.header("X-Hub-Signature"), request.body, active->secret);
  if (signature != Signature::right) {
    drop_unsigned(callbacks_.at(token), *subscription, to_string(signature));
    return a_reply(kAccepted);
  }
  Document document{.bytes = std::move(request.body),
                    .url = subscription->channel.topic,
                    .content_type = std::string(request.header("Content-Type")),
                    .content_language = std::string(request.header("Content-Language"))};
  const std::string source = callbacks_.at(token);
  if (!deliver_(source, std::move(document))) {  // which may have forgotten the source
    ++counters_.throttled;
    return come_again(kNoRoom);
  }
  ++counters_.delivered;
  return a_reply(kAccepted);
}

// Said once: whoever has got hold of a callback must not fill the log.
void Subscriber::drop_unsigned(const std::string& source, Subscription& subscription, std::string_view signature) {
  ++counters_.unsigned_;
  if (std::exchange(subscription.told_unsigned, true)) return;
  means_.log.warning(
      "a delivery was dropped: it is not signed with the secret that the hub was given; further ones are dropped "
      "silently",
      {{"source", source}, {"signature", std::string(signature)}});
}

// A bucket of two seconds' worth.
bool Subscriber::take_allowance(Allowance& allowance) const {
  const auto rate = static_cast<double>(options_.deliveries_per_second);
  const Steady now = means_.clock.steady_now();
  const std::chrono::duration<double> passed = now - allowance.since;
  allowance.since = now;
  allowance.left = std::min(allowance.left + passed.count() * rate, 2 * rate);
  if (allowance.left < 1) return false;
  allowance.left -= 1;
  return true;
}

}  // namespace tb::source
