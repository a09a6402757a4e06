// WebSub: has publishers' hubs push what is new (W3C Recommendation of 2018-01-23). A pushed source is still polled,
// more slowly: a hub may fail silently.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "tenbells/async/gate.hpp"
#include "tenbells/async/sleeper.hpp"
#include "tenbells/async/task_group.hpp"
#include "tenbells/core/clock.hpp"
#include "tenbells/core/document.hpp"
#include "tenbells/core/log.hpp"
#include "tenbells/feed/feed.hpp"
#include "tenbells/http/client.hpp"
#include "tenbells/http/server.hpp"
#include "tenbells/source/options.hpp"

namespace tb::source {

namespace asio = boost::asio;

/// Where a source is pushed from.
struct PushChannel {
  std::string topic;              ///< the feed's own address, rel=self: what is subscribed to
  std::vector<std::string> hubs;  ///< rel=hub, in their order; not empty

  friend bool operator==(const PushChannel&, const PushChannel&) = default;
};

/// The push channel that an answer and its document name: of hubs and self each from the Link headers (RFC 8288) if
/// they have one, else from the document (WebSub §4). Nothing if either is missing.
///
/// @param links  Link headers as received; relative references are resolved against `url`, which answered
/// Threads: pure. Linear; at most eight hubs.
[[nodiscard]] std::optional<PushChannel> discover(std::span<const std::string> links, std::string_view url,
                                                  const feed::Channel& channel);

/// What has come of WebSub so far.
struct PushCounters {
  std::uint64_t subscribed = 0;  ///< verified requests, renewals included
  std::uint64_t failed = 0;      ///< requests that a hub refused, did not answer or did not verify
  std::uint64_t denied = 0;
  std::uint64_t delivered = 0;  ///< documents handed on
  std::uint64_t unsigned_ = 0;  ///< deliveries dropped for a wrong, missing or unknown signature
  std::uint64_t throttled = 0;  ///< answered with 429 or 503
  std::uint64_t unknown = 0;    ///< calls to callbacks that are not ours (404) or no longer (410)

  friend bool operator==(const PushCounters&, const PushCounters&) = default;
};

/// Chance, passed in: that many unpredictable bytes.
using RandomBytes = std::function<std::string(std::size_t)>;

/// The operating system's, by way of OpenSSL. A system without chance ends the process.
[[nodiscard]] std::string system_random(std::size_t bytes);

/// How a source is subscribed for.
struct PushAccess {
  bool allow_private = false;        ///< as Options::allow_private; only then may a hub be without TLS
  std::optional<std::string> proxy;  ///< as Options::http_proxy

  friend bool operator==(const PushAccess&, const PushAccess&) = default;
};

/// Subscribes, renews, and receives. Everything is kept in memory alone: after a restart all is subscribed anew under
/// new callbacks, and old ones are answered with 404 until their leases end.
///
/// Lives on one single-threaded executor; every call is made on it. run() belongs to the owner's task group, and has
/// ended before this is destroyed. Calls before run() are kept until then.
class Subscriber final : public http::Handler {
 public:
  /// What takes a delivery: the source's id and the document, which holds what is new and perhaps nothing else: what is
  /// not in it is not gone. False: there is no room now, the hub is to come again.
  using Deliver = std::function<bool(const std::string& source, Document document)>;

  /// What it works with; all of it outlives the subscriber.
  struct Means {
    http::Fetcher& fetcher;
    async::Sleeper& sleeper;
    const Clock& clock;
    Log& log;
  };

  /// @param options  `callback` is an http(s) URL; a "/" is added where it does not end in one
  Subscriber(const asio::any_io_executor& executor, WebsubOptions options, Means means, Deliver deliver,
             RandomBytes random = system_random);
  ~Subscriber() override;
  Subscriber(const Subscriber&) = delete;
  Subscriber& operator=(const Subscriber&) = delete;

  /// Has a source pushed. To be called with what each poll discovers: nothing changes if it is the same as before.
  /// A channel all of whose hubs are without TLS is not subscribed to, unless the source may be private: the secret
  /// that deliveries are signed with would be read on the way.
  void watch(const std::string& source, const PushChannel& channel, const PushAccess& access);

  /// The source is removed, or names no hub any more: its callback is answered with 410, which ends the subscription.
  void forget(const std::string& source);

  /// Whether the source may be polled slowly: its subscription is verified, its lease runs and the last request to the
  /// hub did not fail.
  [[nodiscard]] bool is_pushing(const std::string& source) const;

  /// When the lease ends, by the wall clock as it goes now; nothing without a subscription.
  [[nodiscard]] std::optional<Moment> pushed_until(const std::string& source) const;

  [[nodiscard]] const PushCounters& counters() const { return counters_; }

  /// Requests to hubs that are not answered yet.
  [[nodiscard]] std::size_t requests_under_way() const { return under_way_; }

  /// Asks hubs, and again before leases end, until it is cancelled. Once.
  asio::awaitable<void> run();

  /// What the server answers to a hub.
  asio::awaitable<http::Reply> handle(http::IncomingRequest request) override;

 private:
  using Steady = std::chrono::steady_clock::time_point;

  /// One request to a hub: what the callback is known by, and what deliveries to it are signed with.
  struct Callback {
    std::string token;
    std::string secret;
  };
  struct Allowance {
    double left = 0;
    Steady since;
  };
  struct Subscription {
    PushChannel channel;
    PushAccess access;
    std::size_t hub = 0;              // which one is asked, or is asked next
    std::optional<Callback> pending;  // asked for, not verified
    std::optional<Callback> active;
    Steady until;  // of active: when its lease ends
    Steady due;    // when to ask; while a request is pending, when to give it up
    Steady at;     // the place on the agenda: the earlier of due and until
    int failures = 0;
    bool told = false;           // whether the log has said that it is pushed…
    bool told_unsigned = false;  // …and that a delivery was dropped
    Allowance allowance;
  };

  [[nodiscard]] std::optional<std::chrono::nanoseconds> start_due();
  asio::awaitable<void> pause(std::optional<std::chrono::nanoseconds> wait);
  void step(const std::string& source, Subscription& subscription);
  void enter(const std::string& source, Subscription& subscription);
  void begin(const std::string& source, Subscription& subscription);
  asio::awaitable<void> ask(std::string source, std::string token, http::Request request);
  void take_answer(const std::string& source, Subscription& subscription, const Result<http::Response>& answer);
  void fail_request(const std::string& source, Subscription& subscription, const std::string& why);
  void tell_end(const std::string& source, Subscription& subscription, const std::string& why);
  void retire(std::optional<Callback>& callback);

  [[nodiscard]] http::Reply verify(const std::string& token, std::string_view query);
  [[nodiscard]] http::Reply confirm(const std::string& source, Subscription& subscription, std::string challenge,
                                    std::optional<std::chrono::seconds> lease);
  void deny(const std::string& source, Subscription& subscription, const std::string& reason);
  [[nodiscard]] http::Reply take_delivery(const std::string& token, http::IncomingRequest request);
  void drop_unsigned(const std::string& source, Subscription& subscription, std::string_view signature);
  [[nodiscard]] bool take_allowance(Allowance& allowance) const;
  [[nodiscard]] http::Reply stranger(const std::string& token, unsigned status_of_retired);
  [[nodiscard]] Subscription* subscription_of(const std::string& token);
  [[nodiscard]] Subscription* pending_with(const std::string& source, const std::string& token);

  WebsubOptions options_;
  Means means_;
  Deliver deliver_;
  RandomBytes random_;
  PushCounters counters_;
  std::map<std::string, Subscription> subscriptions_;       // by source
  std::set<std::pair<Steady, std::string>> agenda_;         // when which source is due for something
  std::unordered_map<std::string, std::string> callbacks_;  // token → source, pending and active
  std::unordered_set<std::string> retired_;                 // tokens that are answered with 410…
  std::deque<std::string> retired_order_;                   // …and the oldest of them, to be forgotten first
  std::size_t under_way_ = 0;                               // requests
  async::Bell changed_;
  async::TaskGroup tasks_;
};

}  // namespace tb::source
