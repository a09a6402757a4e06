// Retry-After, as a server asks for it (RFC 9110 §10.2.3): whole seconds, or a date.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "tenbells/core/clock.hpp"
#include "tenbells/core/result.hpp"
#include "tenbells/http/client.hpp"

namespace tb::http {

/// How long the server asks us to stay away.
///
/// @param value       the header's bytes as received
/// @param server_now  the response's own Date, else its arrival: a wrong clock counts from itself
/// @return            the wait, 0 s for a moment already past; not clamped, the ceiling is the caller's policy
/// Errors: invalid_input if the value has neither form, is negative or overflows.
/// Threads: pure, safe on any thread.
[[nodiscard]] Result<std::chrono::seconds> retry_after(std::string_view value, std::chrono::sys_seconds server_now);

/// How long an answer asks us to stay away, by its Retry-After and, for a date, its own Date; nothing if it does not
/// ask or cannot be understood.
/// @param now  for an answer without a Date
[[nodiscard]] std::optional<std::chrono::seconds> asked_wait(const Response& response, Moment now);

/// An HTTP date (RFC 9110 §5.6.7): "Sun, 06 Nov 1994 08:49:37 GMT", or one of the obsolete forms "Sunday, 06-Nov-94
/// 08:49:37 GMT" and "Sun Nov  6 08:49:37 1994".
/// Errors: invalid_input.
/// Threads: pure, safe on any thread.
[[nodiscard]] Result<std::chrono::sys_seconds> http_date(std::string_view value);

}  // namespace tb::http
