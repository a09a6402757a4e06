// Which addresses a URL from outside may lead to. Asked with the address that is about to be connected to, after DNS,
// at every redirect, so that neither a name nor a rebinding gets around it.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <optional>
#include <string_view>

namespace tb::http {

/// What is special about an address (IANA special-purpose registries, RFC 6890): "loopback", "private", "link-local",
/// "multicast", "reserved"…; nothing for an ordinary public one. An IPv6 form that embeds an IPv4 address
/// (mapped, NAT64, 6to4, Teredo) is judged by that.
/// Threads: pure.
[[nodiscard]] std::optional<std::string_view> special_purpose(const boost::asio::ip::address& address);

}  // namespace tb::http
