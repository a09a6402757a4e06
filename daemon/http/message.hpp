// Message: a request as bytes (RFC 9112 §3).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "proxy.hpp"
#include "target.hpp"
#include "tenbells/core/result.hpp"
#include "tenbells/http/client.hpp"

namespace tb::http {

/// What goes over the wire, all policy already applied.
struct Message {
  std::string bytes;
  bool is_head = false;          ///< its answer has no body whatever it says (RFC 9110 §9.3.2)
  bool may_be_repeated = false;  ///< sending it twice does no more than sending it once (RFC 9110 §9.2.2)
};

/// How we present ourselves: the lines that every request carries.
[[nodiscard]] std::string standing_fields(const std::string& contact);

enum class Credentials : std::uint8_t { send, withhold };

/// @param standing  standing_fields()
/// @param target    where it goes
/// @param proxy     that a request without TLS is sent to: it is told the whole URL; null for none
/// Errors: invalid_input, if a header would break the line.
/// Threads: pure.
[[nodiscard]] Result<Message> message_for(const Request& request, std::string_view standing, const Target& target,
                                          Credentials credentials, const Proxy* proxy);

/// The request for a tunnel to the target (RFC 9110 §9.3.6).
[[nodiscard]] Message connect_message(const Target& target, const Proxy& proxy, std::string_view standing);

}  // namespace tb::http
