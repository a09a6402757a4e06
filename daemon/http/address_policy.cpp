// The special-purpose networks as tables; the rest follows from them.
#include "tenbells/http/address_policy.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/ip/address_v4.hpp>
#include <boost/asio/ip/address_v6.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <string>
#include <utility>
#include <vector>

namespace tb::http {
namespace {

namespace ip = boost::asio::ip;

struct Network {
  const char* cidr;
  std::string_view purpose;
};

constexpr std::array kNetworks4{
    Network{"0.0.0.0/8", "unspecified"},        Network{"10.0.0.0/8", "private"},
    Network{"100.64.0.0/10", "private"},        Network{"127.0.0.0/8", "loopback"},
    Network{"169.254.0.0/16", "link-local"},    Network{"172.16.0.0/12", "private"},
    Network{"192.0.0.0/24", "reserved"},        Network{"192.0.2.0/24", "documentation"},
    Network{"192.88.99.0/24", "reserved"},      Network{"192.168.0.0/16", "private"},
    Network{"198.18.0.0/15", "benchmarking"},   Network{"198.51.100.0/24", "documentation"},
    Network{"203.0.113.0/24", "documentation"}, Network{"224.0.0.0/4", "multicast"},
    Network{"240.0.0.0/4", "reserved"},
};

constexpr std::array kNetworks6{
    Network{"::/128", "unspecified"},      Network{"::1/128", "loopback"},
    Network{"100::/64", "reserved"},       Network{"2001:db8::/32", "documentation"},
    Network{"fc00::/7", "private"},        Network{"fe80::/10", "link-local"},
    Network{"fec0::/10", "private"},       Network{"ff00::/8", "multicast"},
    Network{"64:ff9b:1::/48", "reserved"}, Network{"2001:2::/48", "benchmarking"},
    Network{"3fff::/20", "documentation"}, Network{"5f00::/16", "reserved"},
};

// Networks whose addresses carry an IPv4 address, and at which byte. Teredo's is stored inverted.
struct Embedding {
  const char* cidr;
  std::size_t at;
  bool inverted;
};

constexpr std::array kEmbeddings{
    Embedding{"::ffff:0:0/96", 12, false}, Embedding{"::/96", 12, false},    Embedding{"64:ff9b::/96", 12, false},
    Embedding{"2002::/16", 2, false},      Embedding{"2001::/32", 12, true},
};

bool contains(const ip::network_v4& network, const ip::address_v4& address) {
  return (address.to_uint() & network.netmask().to_uint()) == network.network().to_uint();
}

bool contains(const ip::network_v6& network, const ip::address_v6& address) {
  return ip::network_v6(address, network.prefix_length()).network() == network.network();
}

// The tables as networks, read once.
template <class Parsed, class Rows, class Make>
std::vector<std::pair<Parsed, typename Rows::value_type>> read(const Rows& rows, Make make) {
  std::vector<std::pair<Parsed, typename Rows::value_type>> networks;
  for (const auto& row : rows) networks.emplace_back(make(row.cidr), row);
  return networks;
}

ip::network_v4 network4(const char* cidr) {
  return ip::make_network_v4(cidr).canonical();
}
ip::network_v6 network6(const char* cidr) {
  return ip::make_network_v6(cidr).canonical();
}

std::optional<std::string_view> special4(const ip::address_v4& address) {
  static const auto networks = read<ip::network_v4>(kNetworks4, &network4);
  for (const auto& [network, row] : networks) {
    if (contains(network, address)) return row.purpose;
  }
  return std::nullopt;
}

ip::address_v4 embedded(const ip::address_v6& address, const Embedding& embedding) {
  const auto bytes = address.to_bytes();
  ip::address_v4::bytes_type inner{};
  std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(embedding.at), 4, inner.begin());
  if (embedding.inverted) {
    for (auto& byte : inner) byte = static_cast<unsigned char>(~byte);
  }
  return ip::address_v4(inner);
}

std::optional<std::string_view> special6(const ip::address_v6& address) {
  static const auto networks = read<ip::network_v6>(kNetworks6, &network6);
  static const auto embeddings = read<ip::network_v6>(kEmbeddings, &network6);
  for (const auto& [network, row] : networks) {
    if (contains(network, address)) return row.purpose;
  }
  for (const auto& [network, embedding] : embeddings) {
    if (!contains(network, address)) continue;
    if (const auto purpose = special4(embedded(address, embedding))) return purpose;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string_view> special_purpose(const ip::address& address) {
  return address.is_v4() ? special4(address.to_v4()) : special6(address.to_v6());
}

}  // namespace tb::http
