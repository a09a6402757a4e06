// Opening: a connection to where a request goes, from its name to the end of the TLS handshake.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>

#include "pool.hpp"
#include "proxy.hpp"
#include "target.hpp"
#include "tenbells/core/result.hpp"
#include "tenbells/http/options.hpp"
#include "tenbells/http/resolver.hpp"
#include "tls.hpp"

namespace tb::http {

/// Where to, how, and under which rule. What the pool must not mix is in `origin_of`.
struct Route {
  Target target;
  std::optional<Proxy> proxy;
  bool allow_private = false;
};

/// The pool's key for that route.
[[nodiscard]] std::string origin_of(const Route& route);

/// Whether the rule of addresses lets the route's own target be named to a proxy, which resolves it by itself: not a
/// special address, in whatever form a system reads one ("2130706433"), and not this machine.
/// Errors: refused.
[[nodiscard]] Result<void> may_be_named(const Route& route);

/// A proxy that does not let us through, in the words of Error.
/// @param route  with a proxy
[[nodiscard]] Error proxy_refusal(const Route& route, unsigned status);

struct Opener {
  Resolver& resolver;
  const Tls& tls;
  Pool& pool;
  const Limits& limits;
  std::string standing;  ///< fields that a request for a tunnel carries
};

/// Resolves, connects, goes through the proxy, shakes hands. Each address is asked for before it is connected to.
/// @param opener  outlives the call
/// @param route   outlives the call
/// @param end     of everything: Limits::total
/// Errors: as Client::fetch.
asio::awaitable<Result<Pool::Lease>> open(const Opener& opener, const Route& route, Instant end);

}  // namespace tb::http
