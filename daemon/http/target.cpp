// URLs by Boost.URL; ours is what is refused, and a way around it for URLs that are in canonical form already, which is
// nearly all of them: taking one apart is a fourteenth of a poll.
#include "target.hpp"

#include <algorithm>
#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>
#include <charconv>
#include <cstdint>
#include <optional>

#include "tenbells/http/url.hpp"

namespace tb::http {
namespace {

namespace urls = boost::urls;

// Neither query and fragment, where keys travel, nor user and password are shown.
std::string shown(std::string_view url) {
  constexpr std::size_t kLongest = 200;
  url = url.substr(0, url.find_first_of("?#"));
  const std::size_t scheme = url.find("//");
  const std::size_t begin = scheme == std::string_view::npos ? 0 : scheme + 2;
  const std::size_t user = url.substr(0, url.find('/', begin)).rfind('@');
  std::string text(url.substr(0, begin));
  text += url.substr(user == std::string_view::npos || user < begin ? begin : user + 1);
  return text.substr(0, kLongest);
}

Error unusable(std::string_view url, std::string why) {
  return {
      .kind = ErrorKind::invalid_input, .doing = "read the URL", .to = shown(url), .why = std::move(why), .advice = {}};
}

bool is_port(std::string_view text) {
  std::uint16_t number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  return code == std::errc() && end == text.data() + text.size() && number != 0;
}

// Of names as DNS has them, and of IPv4 addresses. A host may be percent-encoded (RFC 3986 §3.2.2): what comes out of
// that, a line break or a NUL, would be read otherwise by each who is told it (resolver, proxy, TLS).
bool is_host_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

Result<Target> take_apart(urls::url url) {
  const std::string text(url.buffer());
  if (url.scheme_id() != urls::scheme::http && url.scheme_id() != urls::scheme::https) {
    return fail(unusable(text, "only http and https are fetched"));
  }
  if (url.has_userinfo()) return fail(unusable(text, "user name and password do not belong into a URL"));
  if (url.encoded_host().empty()) return fail(unusable(text, "it names no host"));
  if (url.has_port() && !is_port(url.port())) return fail(unusable(text, "its port is no number from 1 to 65535"));
  // This Boost ends a port at its last digit and takes what follows it for a path.
  const std::string_view path(url.encoded_path().data(), url.encoded_path().size());
  if (!path.empty() && path.front() != '/') return fail(unusable(text, "its port is no number from 1 to 65535"));
  url.remove_fragment();
  // Never the path or the query: this Boost decodes reserved octets there, and %26 is not &.
  url.normalize_scheme();
  url.normalize_authority();
  if (url.has_port()) url.set_port_number(url.port_number());  // "080" is 80
  Target target;
  target.tls = url.scheme_id() == urls::scheme::https;
  target.host =
      url.host_type() == urls::host_type::ipv6 ? url.host_ipv6_address().to_string() : std::string(url.host());
  if (url.host_type() != urls::host_type::ipv6 && !std::ranges::all_of(target.host, is_host_letter)) {
    return fail(unusable(text, "its host is no name"));
  }
  const std::string_view own_port = target.tls ? "443" : "80";
  target.port = url.has_port() ? std::string(url.port()) : std::string(own_port);
  if (target.port == own_port) url.remove_port();
  url.set_path_absolute(true);
  target.path = std::string(url.encoded_resource());
  target.host_header = std::string(url.encoded_host_and_port());
  target.url = std::string(url.buffer());
  return target;
}

bool is_hexadecimal(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// Of path and query, without "%" (RFC 3986 §3.3, §3.4).
bool is_plain(char c) {
  constexpr std::string_view kMarks = "-._~!$&'()*+,;=:@/?";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         kMarks.find(c) != std::string_view::npos;
}

bool is_clean_resource(std::string_view resource) {
  for (std::size_t i = 0; i < resource.size(); ++i) {
    if (is_plain(resource[i])) continue;
    const bool escaped = resource[i] == '%' && i + 2 < resource.size() && is_hexadecimal(resource[i + 1]) &&
                         is_hexadecimal(resource[i + 2]);
    if (!escaped) return false;
  }
  return true;
}

// Nothing if anything about it would have to be changed, decoded or refused.
std::optional<Target> already_canonical(std::string_view url) {
  Target target;
  target.tls = url.starts_with("https://");
  if (!target.tls && !url.starts_with("http://")) return std::nullopt;
  const std::string_view rest = url.substr(target.tls ? 8 : 7);
  const std::size_t slash = rest.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::string_view authority = rest.substr(0, slash);
  const std::size_t colon = authority.find(':');
  const std::string_view host = authority.substr(0, colon);
  const std::string_view own_port = target.tls ? "443" : "80";
  if (host.empty() || !std::ranges::all_of(host, is_host_letter)) return std::nullopt;
  if (colon != std::string_view::npos) {
    target.port = authority.substr(colon + 1);
    if (!is_port(target.port) || target.port.front() == '0' || target.port == own_port) return std::nullopt;
  } else {
    target.port = own_port;
  }
  if (!is_clean_resource(rest.substr(slash))) return std::nullopt;
  target.host = host;
  target.path = rest.substr(slash);
  target.url = url;
  target.host_header = authority;
  return target;
}

// RFC 3986 §5.2 for what servers send. Boost's own resolution, which decodes %2F in the path, is left with the paths
// that need their dots removed.
std::string resolved(const Target& from, const urls::url_view& reference, std::string_view location) {
  if (reference.has_scheme()) return std::string(location);
  const std::string scheme = from.tls ? "https:" : "http:";
  if (location.starts_with("//")) return scheme + std::string(location);
  const std::string origin = scheme + "//" + from.host_header;
  if (location.starts_with('/') && location.find("/.") == std::string_view::npos) return origin + std::string(location);
  if (location.starts_with('?')) return origin + from.path.substr(0, from.path.find('?')) + std::string(location);
  urls::url absolute;
  const auto base = urls::parse_uri({from.url.data(), from.url.size()});
  if (!base || !urls::resolve(*base, reference, absolute)) return {};
  return std::string(absolute.buffer());
}

}  // namespace

Result<Target> target_of(std::string_view url) {
  if (std::optional<Target> target = already_canonical(url)) return *std::move(target);
  const auto parsed = urls::parse_uri({url.data(), url.size()});
  if (!parsed) return fail(unusable(url, "it is no absolute URL (" + parsed.error().message() + ")"));
  return take_apart(urls::url(*parsed));
}

Result<Target> redirected(const Target& from, std::string_view location) {
  const auto reference = urls::parse_uri_reference({location.data(), location.size()});
  if (!reference) return fail(unusable(location, "the server redirects to something that is no URL"));
  const std::string absolute = resolved(from, *reference, location);
  Result<Target> target = target_of(absolute);
  if (target && from.tls && !target->tls) {
    Error error = unusable(target->url, "the server redirects from https to http, where anybody could change the news");
    error.kind = ErrorKind::refused;
    return fail(std::move(error));
  }
  return target;
}

Result<std::string> canonical_url(std::string_view url) {
  Result<Target> target = target_of(url);
  if (!target) return fail(std::move(target).error());
  return std::move(target->url);
}

bool same_origin(const Target& a, const Target& b) {
  return a.tls == b.tls && a.host == b.host && a.port == b.port;
}

}  // namespace tb::http
