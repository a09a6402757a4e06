// The client's policy: where a request may go, what goes along to whom, and when it has taken too long.
#include "tenbells/http/client.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "exchange.hpp"
#include "inflate.hpp"
#include "message.hpp"
#include "opening.hpp"
#include "pool.hpp"
#include "target.hpp"
#include "tenbells/async/cancelled.hpp"

namespace tb::http {
namespace {

// Below this, going to the pool and back costs more than the work.
constexpr std::size_t kSmallBody = 32 * 1024;

bool equal_names(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

bool is_redirect(unsigned status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool is_permanent(unsigned status) {
  return status == 301 || status == 308;
}

// The next request of a chain (RFC 9110 §15.4): 307 and 308 repeat it, the others ask what came of it.
void redirect(Request& request, unsigned status) {
  const bool repeats = status == 307 || status == 308 || request.method == "GET" || request.method == "HEAD";
  if (repeats || (status != 303 && request.method != "POST")) return;
  request.method = "GET";
  request.body.clear();
}

// All fields of that name, as one (RFC 9110 §5.3).
std::string codings(const Response& response) {
  std::string joined;
  for (const Header& header : response.headers) {
    if (!equal_names(header.name, "Content-Encoding")) continue;
    if (!joined.empty()) joined += ", ";
    joined += header.value;
  }
  return joined;
}

}  // namespace

std::string_view Response::header(std::string_view name) const {
  const auto found =
      std::ranges::find_if(headers, [&](const Header& header) { return equal_names(header.name, name); });
  if (found == headers.end()) return {};
  return found->value;
}

class Client::Impl {
 public:
  Impl(const Options& options, std::optional<Proxy> proxy, Tls tls, Resolver& resolver, async::CpuPool& pool)
      : limits_(options.limits),
        standing_(standing_fields(options.contact)),
        proxy_(std::move(proxy)),
        tls_(std::move(tls)),
        cpu_(pool),
        connections_(limits_),
        opener_{resolver, tls_, connections_, limits_, standing_} {}

  asio::awaitable<Result<Response>> fetch(Request request);

 private:
  asio::awaitable<Result<Response>> one_hop(const Route& route, const Message& message, Instant end);
  asio::awaitable<Result<Response>> decoded(Response response);
  [[nodiscard]] Result<std::optional<Proxy>> proxy_for(const Request& request) const;

  const Limits limits_;
  const std::string standing_;
  const std::optional<Proxy> proxy_;
  const Tls tls_;
  async::CpuPool& cpu_;
  Pool connections_;
  const Opener opener_;
};

Result<std::optional<Proxy>> Client::Impl::proxy_for(const Request& request) const {
  if (request.proxy) return proxy_of(*request.proxy);
  return proxy_;
}

// Over a kept connection if there is one. That it was quiet a moment ago does not say that the server was not just
// closing it: if it brings nothing at all, a request that does no harm twice is sent again over a new one.
asio::awaitable<Result<Response>> Client::Impl::one_hop(const Route& route, const Message& message, Instant end) {
  Pool::Lease lease = connections_.take(origin_of(route));
  for (bool reused = lease.held();; reused = false) {
    if (!reused) {
      Result<Pool::Lease> opened = co_await open(opener_, route, end);
      if (!opened) co_return fail(std::move(opened).error());
      lease = std::move(*opened);
    }
    lease->deadlines.total = end;
    const std::uint64_t received_before = lease->received();
    AnswerParser parser(limits_, message.is_head ? Expected::no_body : Expected::a_body);
    const Means means{*lease, connections_.buffer(), parser, limits_};
    const Result<void> exchanged = co_await exchange(means, route.target, message);
    if (exchanged) {
      const auto kept_for = parser.kept_for(limits_.idle);
      if (kept_for) lease.keep(*kept_for);
      co_return parser.release();
    }
    const bool untouched = lease->received() == received_before;
    lease.close();
    const bool again =
        reused && untouched && message.may_be_repeated && exchanged.error().kind == ErrorKind::unavailable;
    if (!again) co_return fail(exchanged.error());
  }
}

asio::awaitable<Result<Response>> Client::Impl::decoded(Response response) {
  const bool small = response.body.size() < kSmallBody;
  auto undo = [body = std::move(response.body), coding = codings(response), limits = limits_]() mutable {
    return decode_content(std::move(body), coding, limits);
  };
  Result<std::string> body;
  if (small) {
    body = undo();
  } else {
    body = co_await cpu_.run(std::move(undo));
  }
  if (!body) co_return fail(std::move(body).error());
  response.body = std::move(*body);
  co_return response;
}

asio::awaitable<Result<Response>> Client::Impl::fetch(Request request) {
  const Instant end = std::chrono::steady_clock::now() + limits_.total;
  Result<Target> target = target_of(request.url);
  if (!target) co_return fail(std::move(target).error());
  Result<std::optional<Proxy>> proxy = proxy_for(request);
  if (!proxy) co_return fail(std::move(proxy).error());
  Route route{.target = std::move(*target), .proxy = std::move(*proxy), .allow_private = request.allow_private};
  std::optional<Target> first;  // of a chain of redirects
  bool moved_permanently = true;
  for (int hop = 0; hop <= limits_.redirects; ++hop) {
    const Proxy* told = route.proxy && !route.target.tls ? &*route.proxy : nullptr;
    const bool at_home = !first || same_origin(*first, route.target);
    const Credentials credentials = at_home ? Credentials::send : Credentials::withhold;
    const Result<Message> message = message_for(request, standing_, route.target, credentials, told);
    if (!message) co_return fail(message.error());
    Result<Response> response = co_await one_hop(route, *message, end);
    if (!response) co_return response;
    if (told != nullptr && response->status == 407) co_return fail(proxy_refusal(route, response->status));
    const std::string_view location = response->header("Location");
    if (request.redirects == Redirects::refuse || !is_redirect(response->status) || location.empty()) {
      response->url = std::move(route.target.url);
      response->moved_permanently = hop > 0 && moved_permanently;
      if (response->body.empty()) co_return response;
      co_return co_await decoded(std::move(*response));
    }
    moved_permanently = moved_permanently && is_permanent(response->status);
    Result<Target> next = redirected(route.target, location);
    if (!next) co_return fail(std::move(next).error());
    if (!first) first = std::move(route.target);
    route.target = std::move(*next);
    redirect(request, response->status);
  }
  co_return fail({.kind = ErrorKind::limit_exceeded,
                  .doing = "follow redirects",
                  .to = route.target.host_header,
                  .why = "more than " + std::to_string(limits_.redirects) + " (http.redirects)",
                  .advice = {}});
}

Result<void> check(const Options& options) {
  const Result<Tls> tls = Tls::make(options);
  if (!tls) return fail(tls.error());
  const Result<std::optional<Proxy>> proxy = proxy_of(options.proxy);
  if (!proxy) return fail(proxy.error());
  return {};
}

Client::Client(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Client::~Client() = default;

Result<std::unique_ptr<Client>> Client::make(const Options& options, Resolver& resolver, async::CpuPool& pool) {
  Result<Tls> tls = Tls::make(options);
  if (!tls) return fail(std::move(tls).error());
  Result<std::optional<Proxy>> proxy = proxy_of(options.proxy);
  if (!proxy) return fail(std::move(proxy).error());
  auto impl = std::make_unique<Impl>(options, std::move(*proxy), std::move(*tls), resolver, pool);
  return std::unique_ptr<Client>(new Client(std::move(impl)));
}

asio::awaitable<Result<Response>> Client::fetch(Request request) {
  return impl_->fetch(std::move(request));
}

}  // namespace tb::http
