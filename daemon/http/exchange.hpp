// One request and its answer over one connection: the narrow waist behind which Beast lives.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/context.hpp>
#include <string>
#include <vector>

#include "target.hpp"
#include "tenbells/core/result.hpp"
#include "tenbells/http/client.hpp"
#include "tenbells/http/options.hpp"

namespace tb::http {

/// What goes over the wire, all policy already applied.
struct Message {
  std::string method;
  std::vector<Header> headers;
  std::string body;
};

/// Connects to the first address that answers, speaks TLS if the target does, sends, reads. The body is as transferred.
/// @param tls  outlives the call
/// Errors: as Client::fetch.
asio::awaitable<Result<Response>> exchange(Target target, std::vector<asio::ip::address> addresses, Message message,
                                           Limits limits, asio::ssl::context& tls);

}  // namespace tb::http
