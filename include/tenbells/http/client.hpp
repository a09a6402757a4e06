// Client: one HTTP exchange, redirects included, within limits of time and size that no server can exceed.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tenbells/async/cpu_pool.hpp"
#include "tenbells/core/result.hpp"
#include "tenbells/http/options.hpp"
#include "tenbells/http/resolver.hpp"

namespace tb::http {

namespace asio = boost::asio;

struct Header {
  std::string name;
  std::string value;
};

/// What a server gave us to ask "has it changed?" with (RFC 9110 §8.8). Sent to `url` only, wherever in a chain of
/// redirects it stands, byte for byte as received.
struct Validators {
  std::string url;
  std::string etag;
  std::string last_modified;
  bool accepts_delta = false;  ///< with an ETag, "A-IM: feed": what is new may come alone, as a 226 (RFC 3229)
};

enum class Redirects : std::uint8_t {
  follow,  ///< up to Limits::redirects, never from https to http
  refuse,  ///< a 3xx is the answer: what is posted must not be posted elsewhere
};

struct Request {
  std::string method = "GET";
  std::string url;
  std::vector<Header> headers;      ///< for any host on the way
  std::vector<Header> credentials;  ///< for the URL's own origin only: not sent on to another by a redirect
  std::string body;
  std::optional<Validators> validators;
  Redirects redirects = Redirects::follow;
  bool allow_private = false;        ///< whether loopback, private and other special addresses may be connected to
  std::optional<std::string> proxy;  ///< in place of Options::proxy; empty: none
};

struct Response {
  unsigned status = 0;
  std::string url;  ///< that answered, after redirects
  std::vector<Header> headers;
  std::string body;                ///< content-codings undone
  bool moved_permanently = false;  ///< every redirect on the way was a 301 or 308
  std::size_t transferred = 0;     ///< bytes of the body as they came, codings still on

  /// The first header of that name (case does not matter); empty if there is none.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// What brings answers: the Client, or a test's own. Threads: called on the executor of the coroutine that waits.
class Fetcher {
 public:
  virtual ~Fetcher() = default;
  /// Any status is a Response; what brought none is an Error that names the phase ("resolve", "connect to",
  /// "speak TLS with", "send the request to", "read the answer of", "decompress the body", "follow redirects"):
  /// invalid_input (the URL), refused (address policy, certificate), not_found (no such host), unavailable (DNS,
  /// connection), timeout,
  /// limit_exceeded (size, redirects), corrupt (not HTTP, a broken coding), cancelled.
  virtual asio::awaitable<Result<Response>> fetch(Request request) = 0;
};

/// What Client::make would refuse.
[[nodiscard]] Result<void> check(const Options& options);

/// Threads: lives on one executor; any number of fetches at once. Outlives them.
class Client final : public Fetcher {
 public:
  /// @param resolver, pool  outlive the client; large bodies are decompressed on the pool
  /// Errors: invalid_input, if the CA file cannot be read.
  [[nodiscard]] static Result<std::unique_ptr<Client>> make(const Options& options, Resolver& resolver,
                                                            async::CpuPool& pool);
  ~Client() override;
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  asio::awaitable<Result<Response>> fetch(Request request) override;

 private:
  class Impl;
  explicit Client(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tb::http
