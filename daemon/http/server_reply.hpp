// A reply as bytes (RFC 9112 §4).
#pragma once

#include <string>
#include <string_view>

#include "tenbells/core/clock.hpp"
#include "tenbells/http/server.hpp"

namespace tb::http {

/// What becomes of the connection after the reply.
enum class After : std::uint8_t { keep, close };

/// @param method  of the request: the reply to HEAD has no body
/// @param now     for its Date (RFC 9110 §6.6.1)
/// A header with a line break in it, which would be two, is left out. Threads: pure.
[[nodiscard]] std::string reply_bytes(const Reply& reply, std::string_view method, After after, Moment now);

/// The reply with nothing but a status and its name as text.
[[nodiscard]] Reply plain_reply(unsigned status);

}  // namespace tb::http
