// Proxy: the HTTP proxy that a request goes through, out of the URL that an operator wrote.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "target.hpp"
#include "tenbells/core/result.hpp"

namespace tb::http {

struct Proxy {
  Target server;              ///< its own address; Target::path is not used
  std::string authorization;  ///< value of Proxy-Authorization; empty: none
};

/// @param url  "http://[user:password@]host[:port]"; empty: no proxy
/// Errors: invalid_input for anything else. No error shows the password.
[[nodiscard]] Result<std::optional<Proxy>> proxy_of(std::string_view url);

}  // namespace tb::http
