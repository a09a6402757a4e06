// Target: a URL taken apart for one request, in canonical form.
#pragma once

#include <string>
#include <string_view>

#include "tenbells/core/result.hpp"

namespace tb::http {

struct Target {
  bool tls = false;
  std::string host;         ///< lower case, no brackets around IPv6
  std::string port;         ///< decimal; the scheme's own where the URL has none
  std::string path;         ///< with the query, percent-encoded; at least "/"
  std::string url;          ///< the whole again, without the fragment
  std::string host_header;  ///< host and a port that is not the scheme's own
};

/// Errors: invalid_input for anything but an absolute http(s) URL with a host and without user information.
[[nodiscard]] Result<Target> target_of(std::string_view url);

/// Where a Location header leads (RFC 3986 §5).
/// Errors: as target_of; refused from https to http.
[[nodiscard]] Result<Target> redirected(const Target& from, std::string_view location);

[[nodiscard]] bool same_origin(const Target& a, const Target& b);

}  // namespace tb::http
