// The form in which the client names addresses, so that two of them can be compared.
#pragma once

#include <string>
#include <string_view>

#include "tenbells/core/result.hpp"

namespace tb::http {

/// An absolute http(s) URL in canonical form (RFC 3986 §6.2): scheme and host in lower case, no default port, no
/// fragment, at least "/" as its path. What Response::url holds.
/// Errors: invalid_input for anything else, and for user information in it.
/// Threads: pure.
[[nodiscard]] Result<std::string> canonical_url(std::string_view url);

}  // namespace tb::http
