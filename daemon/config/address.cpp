// Web addresses, by Boost.URL.
#include "address.hpp"

#include <algorithm>
#include <array>
#include <boost/url/ipv4_address.hpp>
#include <boost/url/ipv6_address.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <charconv>
#include <cstdint>

namespace tb::config {
namespace {

constexpr std::size_t kMaxUrl = 8192;  // what servers commonly take at most

struct Network {
  std::uint32_t address;
  int bits;
};

// The networks that are nobody's on the internet (IANA's special-purpose registry): those that `http` refuses to
// connect to, daemon/http/address_policy.cpp.
constexpr std::array kInternalNetworks{
    Network{0x00000000, 8},   // 0.0.0.0/8, unspecified
    Network{0x0A000000, 8},   // 10.0.0.0/8, private
    Network{0x64400000, 10},  // 100.64.0.0/10, carriers' own
    Network{0x7F000000, 8},   // 127.0.0.0/8, loopback
    Network{0xA9FE0000, 16},  // 169.254.0.0/16, link-local
    Network{0xAC100000, 12},  // 172.16.0.0/12, private
    Network{0xC0000000, 24},  // 192.0.0.0/24, reserved
    Network{0xC0000200, 24},  // 192.0.2.0/24, documentation
    Network{0xC0586300, 24},  // 192.88.99.0/24, reserved
    Network{0xC0A80000, 16},  // 192.168.0.0/16, private
    Network{0xC6120000, 15},  // 198.18.0.0/15, benchmarking
    Network{0xC6336400, 24},  // 198.51.100.0/24, documentation
    Network{0xCB007100, 24},  // 203.0.113.0/24, documentation
    Network{0xE0000000, 4},   // 224.0.0.0/4, multicast
    Network{0xF0000000, 4},   // 240.0.0.0/4, reserved
};

bool is_internal(std::uint32_t address) {
  return std::ranges::any_of(kInternalNetworks, [&](const Network& network) {
    return (address >> (32 - network.bits)) == (network.address >> (32 - network.bits));
  });
}

bool is_internal(const boost::urls::ipv6_address& address) {
  const auto bytes = address.to_bytes();
  const auto is_zero = [](unsigned char byte) { return byte == 0; };
  if (std::all_of(bytes.begin(), bytes.end() - 1, is_zero)) return bytes.back() <= 1;  // :: and ::1
  if (address.is_v4_mapped()) {
    std::uint32_t inner = 0;
    for (std::size_t i = 12; i < 16; ++i) inner = (inner << 8) | bytes[i];
    return is_internal(inner);
  }
  const bool unique_local = (bytes[0] & 0xFE) == 0xFC;                      // RFC 4193
  const bool link_or_site = bytes[0] == 0xFE && (bytes[1] & 0x80) == 0x80;  // RFC 4291 §2.5.6, §2.5.7
  const bool multicast = bytes[0] == 0xFF;                                  // RFC 4291 §2.7
  const bool documentation = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0D && bytes[3] == 0xB8;  // RFC 3849
  return unique_local || link_or_site || multicast || documentation;
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return text;
}

tl::unexpected<Error> refused(std::string why, std::string advice) {
  return fail(
      {.kind = ErrorKind::invalid_input, .doing = {}, .to = {}, .why = std::move(why), .advice = std::move(advice)});
}

template <class View>
std::string copy(const View& view) {
  return {view.data(), view.size()};
}

}  // namespace

// Boost.URL takes any digits for a port.
bool is_port(std::string_view digits) {
  unsigned number = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return failed == std::errc() && end == digits.data() + digits.size() && number >= 1 && number <= 65535;
}

Result<WebAddress> parse_web_address(std::string_view url) {
  if (url.size() > kMaxUrl) return refused("this is longer than any server takes", "Shorten it.");
  const auto parsed = boost::urls::parse_uri({url.data(), url.size()});
  if (!parsed) {
    const bool is_ascii = std::ranges::all_of(url, [](char c) { return (static_cast<unsigned char>(c) & 0x80) == 0; });
    if (!is_ascii) {
      return refused("this is no URL, for it holds letters beyond ASCII",
                     "Percent-encode them; write a host in its xn-- form.");
    }
    return refused("this is no URL", "Write the whole address, such as https://example.org/feed.xml.");
  }
  const boost::urls::url_view view = *parsed;
  const std::string scheme = lower(copy(view.scheme()));
  if (scheme != "http" && scheme != "https") {
    return refused("this URL has another scheme than http and https", "Write https://… or http://….");
  }
  if (view.has_userinfo()) {
    return refused("this URL holds a user name or password, and URLs are shown in logs",
                   "Take it out; a source has `auth:` for it.");
  }
  if (!view.has_authority() || view.encoded_host().empty()) {
    return refused("this URL names no host", "Write the whole address, such as https://example.org/feed.xml.");
  }
  // Boost 1.81 lets a path without its slash follow the port: "http://example.org:80:90".
  const bool is_path_apart = view.encoded_path().empty() || view.encoded_path().front() == '/';
  if (!is_path_apart || (!view.port().empty() && !is_port(copy(view.port())))) {
    return refused("this URL has no valid port", "Write a number from 1 to 65535, or none.");
  }
  return WebAddress{
      .host = lower(copy(view.encoded_host())), .port = copy(view.port()), .path = copy(view.encoded_path())};
}

bool is_internal(std::string_view host) {
  std::string name = lower(std::string(host));
  if (name.ends_with('.')) name.pop_back();
  if (name == "localhost" || name.ends_with(".localhost")) return true;
  if (name.starts_with('[') && name.ends_with(']')) name = name.substr(1, name.size() - 2);
  if (const auto v4 = boost::urls::parse_ipv4_address(name)) return is_internal(v4->to_uint());
  if (const auto v6 = boost::urls::parse_ipv6_address(name)) return is_internal(*v6);
  return false;
}

}  // namespace tb::config
