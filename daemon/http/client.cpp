// The client's policy: where a request may go, what goes along to whom, and when it has taken too long.
#include "tenbells/http/client.hpp"

#include <openssl/ssl.h>

#include <algorithm>
#include <boost/asio/ssl/context.hpp>
#include <cctype>
#include <utility>

#include "exchange.hpp"
#include "inflate.hpp"
#include "target.hpp"
#include "tenbells/async/cancelled.hpp"
#include "tenbells/async/deadline.hpp"
#include "tenbells/http/address_policy.hpp"

namespace tb::http {
namespace {

using Addresses = std::vector<asio::ip::address>;

// Below this, going to the pool and back costs more than the work.
constexpr std::size_t kSmallBody = 16 * 1024;

bool equal_names(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

bool is_redirect(unsigned status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool is_permanent(unsigned status) {
  return status == 301 || status == 308;
}

std::string user_agent(const Options& options) {
  const std::string product = "tenbells/" TB_VERSION;
  return options.contact.empty() ? product : product + " (+" + options.contact + ")";
}

// Takes out the addresses that must not be connected to; an error if none is left.
Result<Addresses> permitted(const Target& target, Addresses addresses, bool allow_private) {
  if (allow_private) return addresses;
  std::string refused;
  std::erase_if(addresses, [&](const asio::ip::address& address) {
    const auto purpose = special_purpose(address);
    if (purpose) refused = address.to_string() + " is a " + std::string(*purpose) + " address";
    return purpose.has_value();
  });
  if (!addresses.empty()) return addresses;
  return fail({.kind = ErrorKind::refused,
               .doing = "connect to",
               .to = target.host_header,
               .why = refused.empty() ? "the name has no address" : refused,
               .advice = refused.empty() ? "" : "If it is meant to be inside your network, set allow_private: true."});
}

Result<void> load_trust(asio::ssl::context& tls, const Options& options) {
  boost::system::error_code code;
  if (options.ca_file.empty()) {
    tls.set_default_verify_paths(code);
  } else {
    tls.load_verify_file(options.ca_file, code);
  }
  if (code) {
    return fail({.kind = ErrorKind::invalid_input,
                 .doing = "load trusted certificates",
                 .to = options.ca_file,
                 .why = code.message(),
                 .advice = "http.ca_file must be a readable PEM file."});
  }
  ::SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_2_VERSION);
  return {};
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
  Impl(const Options& options, Resolver& resolver, async::CpuPool& pool)
      : options_(options),
        user_agent_(user_agent(options)),
        resolver_(resolver),
        pool_(pool),
        tls_(asio::ssl::context::tls_client) {}

  Result<void> start() { return load_trust(tls_, options_); }
  asio::awaitable<Result<Response>> fetch(Request request);
  [[nodiscard]] std::chrono::milliseconds total() const { return options_.limits.total; }

 private:
  asio::awaitable<Result<Response>> decoded(Response response);
  asio::awaitable<Result<Response>> one_hop(Target target, Message message, bool allow_private);
  [[nodiscard]] Message message_for(const Request& request, const Target& first, const Target& target) const;

  Options options_;
  std::string user_agent_;
  Resolver& resolver_;
  async::CpuPool& pool_;
  asio::ssl::context tls_;
};

Message Client::Impl::message_for(const Request& request, const Target& first, const Target& target) const {
  Message message{.method = request.method, .headers = {}, .body = request.body};
  message.headers.push_back({.name = "User-Agent", .value = user_agent_});
  message.headers.push_back({.name = "Accept-Encoding", .value = "gzip, deflate"});
  for (const Header& header : request.headers) message.headers.push_back(header);
  if (same_origin(first, target)) {
    for (const Header& header : request.credentials) message.headers.push_back(header);
  }
  if (request.validators && request.validators->url == target.url) {
    const Validators& validators = *request.validators;
    if (!validators.etag.empty()) message.headers.push_back({.name = "If-None-Match", .value = validators.etag});
    if (!validators.last_modified.empty()) {
      message.headers.push_back({.name = "If-Modified-Since", .value = validators.last_modified});
    }
  }
  return message;
}

asio::awaitable<Result<Response>> Client::Impl::one_hop(Target target, Message message, bool allow_private) {
  Addresses addresses;
  boost::system::error_code not_literal;
  const asio::ip::address literal = asio::ip::make_address(target.host, not_literal);
  if (!not_literal) {
    addresses.push_back(literal);
  } else {
    Result<Addresses> resolved = co_await resolver_.resolve(target.host, options_.limits.resolve);
    if (!resolved) co_return fail(std::move(resolved).error());
    addresses = std::move(*resolved);
  }
  Result<Addresses> allowed = permitted(target, std::move(addresses), allow_private);
  if (!allowed) co_return fail(std::move(allowed).error());
  co_return co_await exchange(std::move(target), std::move(*allowed), std::move(message), options_.limits, tls_);
}

asio::awaitable<Result<Response>> Client::Impl::decoded(Response response) {
  const Bytes limit = options_.limits.inflated;
  std::string coding(response.header("Content-Encoding"));
  const bool small = response.body.size() < kSmallBody;
  auto undo = [body = std::move(response.body), coding = std::move(coding), limit]() mutable {
    return decode_content(std::move(body), coding, limit);
  };
  Result<std::string> body;
  if (small) {
    body = undo();
  } else {
    body = co_await pool_.run(std::move(undo));
  }
  if (!body) co_return fail(std::move(body).error());
  response.body = std::move(*body);
  co_return response;
}

asio::awaitable<Result<Response>> Client::Impl::fetch(Request request) {
  Result<Target> first = target_of(request.url);
  if (!first) co_return fail(std::move(first).error());
  Target target = *first;
  bool moved_permanently = true;
  for (int hop = 0; hop <= options_.limits.redirects; ++hop) {
    Message message = message_for(request, *first, target);
    Result<Response> response = co_await one_hop(target, std::move(message), request.allow_private);
    if (!response) co_return response;
    const std::string_view location = response->header("Location");
    if (request.redirects == Redirects::refuse || !is_redirect(response->status) || location.empty()) {
      response->moved_permanently = hop > 0 && moved_permanently;
      co_return co_await decoded(std::move(*response));
    }
    moved_permanently = moved_permanently && is_permanent(response->status);
    Result<Target> next = redirected(target, location);
    if (!next) co_return fail(std::move(next).error());
    target = std::move(*next);
  }
  co_return fail({.kind = ErrorKind::limit_exceeded,
                  .doing = "follow redirects",
                  .to = target.host_header,
                  .why = "more than " + std::to_string(options_.limits.redirects) + " (http.redirects)",
                  .advice = {}});
}

Result<void> check(const Options& options) {
  asio::ssl::context tls(asio::ssl::context::tls_client);
  return load_trust(tls, options);
}

Client::Client(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Client::~Client() = default;

Result<std::unique_ptr<Client>> Client::make(const Options& options, Resolver& resolver, async::CpuPool& pool) {
  auto impl = std::make_unique<Impl>(options, resolver, pool);
  if (Result<void> loaded = impl->start(); !loaded) return fail(std::move(loaded).error());
  return std::unique_ptr<Client>(new Client(std::move(impl)));
}

asio::awaitable<Result<Response>> Client::fetch(Request request) {
  auto fetching = impl_->fetch(std::move(request));
  auto response = co_await async::with_deadline(std::move(fetching), impl_->total());
  if (response) co_return std::move(*response);
  const bool stop = co_await async::is_cancelled();
  Error error{.kind = ErrorKind::timeout,
              .doing = "fetch",
              .to = {},
              .why = "not done within " + std::to_string(impl_->total().count()) + " ms (http.total_timeout)",
              .advice = {}};
  if (stop) error.kind = ErrorKind::cancelled;
  co_return fail(std::move(error));
}

}  // namespace tb::http
