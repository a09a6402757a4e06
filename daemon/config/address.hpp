// Web addresses of sources and webhooks: what is refused on sight, before anything is resolved or connected to.
#pragma once

#include <string>
#include <string_view>

#include "tenbells/core/result.hpp"

namespace tb::config {

struct WebAddress {
  std::string host;  ///< as written, lower case
  std::string port;  ///< empty: the scheme's own
  std::string path;  ///< percent-encoded
};

/// Takes an absolute http or https URL apart (RFC 3986).
/// Errors: invalid_input for another form, another scheme, a user or password, a missing host, a port out of range. The
/// error repeats nothing of the text, which may be a credential.
[[nodiscard]] Result<WebAddress> parse_web_address(std::string_view url);

/// Whether these digits are a port, 1 to 65535. Boost.URL's own port_number() counts on from 0 after 65535.
[[nodiscard]] bool is_port(std::string_view digits);

/// Whether a host is one by its name alone that only this machine or network can reach: localhost, an address literal
/// that is loopback, private, shared (RFC 6598), link-local or unspecified. Names that resolve to such are found out at
/// connect time, by http.
[[nodiscard]] bool is_internal(std::string_view host);

}  // namespace tb::config
