// The proxy's address, by Boost.URL. Its port must be written: for proxies there is none that everybody means.
#include "proxy.hpp"

#include <fmt/core.h>

#include <boost/url/grammar/ci_string.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <string_view>

namespace tb::config {
namespace {

namespace urls = boost::urls;

constexpr std::size_t kLongest = 2048;  // bytes; a host and a password are much shorter

// Boost 1.81 lets a path without its slash follow the host, such as the rest of a password that holds an @.
bool is_path_apart(const urls::url_view& url) {
  const auto path = url.encoded_path();
  return path.empty() || path.front() == '/';
}

// What is wrong with it, with what would be right; empty if nothing is.
std::string_view mistake_in(const urls::url_view& url) {
  if (!urls::grammar::ci_is_equal(url.scheme(), "http")) {
    return "a proxy is spoken to by http alone, also for the sake of https sources. Write http://….";
  }
  if (url.encoded_host().empty()) return "this address names no host. Write http://host:port.";
  if (url.port_number() == 0) return "this address has no valid port. Write http://host:port.";
  const bool is_bare = url.encoded_path().empty() || url.encoded_path() == "/";
  if (!is_bare || url.has_query() || url.has_fragment()) {
    return "there is more than host and port in this address. Write http://host:port alone.";
  }
  return {};
}

}  // namespace

std::optional<std::string> read_proxy(const Node& node, Findings& findings) {
  if (node.text == "none") return std::string();
  const auto parsed = urls::parse_uri({node.text.data(), node.text.size()});
  if (!parsed || !is_path_apart(*parsed) || node.text.size() > kLongest) {
    findings.add(node,
                 "this is no address of a proxy. Write http://host:port, or http://user:password@host:port with both "
                 "percent-encoded.");
    return std::nullopt;
  }
  const urls::url_view url = *parsed;
  if (const std::string_view mistake = mistake_in(url); !mistake.empty()) {
    findings.add(node, mistake);
    return std::nullopt;
  }
  const auto authority = url.encoded_authority();
  return "http://" + std::string(authority.data(), authority.size());
}

}  // namespace tb::config
