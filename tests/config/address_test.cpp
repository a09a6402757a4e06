// Which hosts are internal on sight, and the ids that URLs give to sources.
#include <gtest/gtest.h>

#include <ostream>

#include "config/address.hpp"
#include "config/sources.hpp"

namespace tb::config {
namespace {

struct HostRow {
  std::string name;
  std::string host;
  bool want;
  friend std::ostream& operator<<(std::ostream& out, const HostRow& row) { return out << row.name; }
};

class Host : public testing::TestWithParam<HostRow> {};

TEST_P(Host, IsInternalOrNot) {
  EXPECT_EQ(is_internal(GetParam().host), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Hosts, Host,
    testing::Values(HostRow{"Localhost", "localhost", true}, HostRow{"LocalhostInCapitals", "LocalHost", true},
                    HostRow{"LocalhostWithADot", "localhost.", true}, HostRow{"UnderLocalhost", "a.localhost", true},
                    HostRow{"LooksLikeLocalhost", "localhost.example.org", false},
                    HostRow{"Loopback", "127.9.9.9", true}, HostRow{"Ten", "10.1.2.3", true},
                    HostRow{"SeventeenTwo", "172.31.0.1", true}, HostRow{"PastSeventeenTwo", "172.32.0.1", false},
                    HostRow{"OneNineTwo", "192.168.0.1", true}, HostRow{"LinkLocal", "169.254.169.254", true},
                    HostRow{"Shared", "100.64.0.1", true}, HostRow{"PastShared", "100.128.0.1", false},
                    HostRow{"Reserved", "192.0.0.8", true}, HostRow{"PastReserved", "192.0.1.1", false},
                    HostRow{"Documentation1", "192.0.2.1", true}, HostRow{"Documentation2", "198.51.100.1", true},
                    HostRow{"Documentation3", "203.0.113.1", true}, HostRow{"PastDocumentation", "203.0.114.1", false},
                    HostRow{"SixToFourRelay", "192.88.99.1", true}, HostRow{"Benchmarking", "198.19.255.1", true},
                    HostRow{"PastBenchmarking", "198.20.0.1", false}, HostRow{"Multicast", "239.1.2.3", true},
                    HostRow{"BeforeMulticast", "223.255.255.1", false}, HostRow{"Broadcast", "255.255.255.255", true},
                    HostRow{"Unspecified", "0.0.0.0", true}, HostRow{"Public", "93.184.216.34", false},
                    HostRow{"LoopbackOfIpv6", "[::1]", true}, HostRow{"UnspecifiedOfIpv6", "[::]", true},
                    HostRow{"UniqueLocal", "[fd12::1]", true}, HostRow{"LinkLocalOfIpv6", "[fe80::1]", true},
                    HostRow{"SiteLocalOfIpv6", "[fec0::1]", true}, HostRow{"MulticastOfIpv6", "[ff02::1]", true},
                    HostRow{"DocumentationOfIpv6", "[2001:db8::1]", true},
                    HostRow{"MappedPrivate", "[::ffff:10.0.0.1]", true},
                    HostRow{"MappedPublic", "[::ffff:93.184.216.34]", false},
                    HostRow{"PublicOfIpv6", "[2606:2800:220:1::1]", false}, HostRow{"Name", "example.org", false}),
    [](const auto& row) { return row.param.name; });

struct IdRow {
  std::string name;
  std::string host;
  std::string port;
  std::string path;
  std::string want;
  friend std::ostream& operator<<(std::ostream& out, const IdRow& row) { return out << row.name; }
};

class IdOfUrl : public testing::TestWithParam<IdRow> {};

TEST_P(IdOfUrl, IsASlug) {
  EXPECT_EQ(id_of_url(GetParam().host, GetParam().port, GetParam().path), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(Urls, IdOfUrl,
                         testing::Values(IdRow{"HostAndPath", "www.state.gov", "", "/rss-feed/press-releases/feed/",
                                               "state-gov-rss-feed-press-releases-feed"},
                                         IdRow{"HostAlone", "example.org", "", "/", "example-org"},
                                         IdRow{"Port", "127.0.0.1", "8080", "/f.xml", "127-0-0-1-8080-f-xml"},
                                         IdRow{"PercentEncoding", "example.org", "", "/%E4%B8%AD",
                                               "example-org-e4-b8-ad"},
                                         IdRow{"Long", "example.org", "", "/" + std::string(300, 'a'),
                                               "example-org-" + std::string(88, 'a')}),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace tb::config
