// `http_proxy`: which addresses are taken, and what is said of others.
#include <gtest/gtest.h>

#include <ostream>

#include "config/a_folder.hpp"

namespace tb::config {
namespace {

struct Row {
  std::string name;
  std::string written;
  std::string want;
  friend std::ostream& operator<<(std::ostream& out, const Row& row) { return out << row.name; }
};

std::string name_of(const testing::TestParamInfo<Row>& row) {
  return row.param.name;
}

Checked<Configuration> load_proxy(const AFolder& folder, const std::string& written) {
  folder.write("proxy-password", "p%40ss\n");
  folder.write("two-lines", "a\nb\n");
  return load_text(folder, "http: {http_proxy: '" + written + "'}",
                   environment_of({{"HOME", "/h"}, {"PROXY", "http://proxy:3128"}}));
}

class ProxyAddress : public testing::TestWithParam<Row> {};

TEST_P(ProxyAddress, IsTaken) {
  const AFolder folder;
  const auto loaded = load_proxy(folder, GetParam().written);
  ASSERT_TRUE(loaded) << folder.mistakes(loaded);
  EXPECT_EQ(loaded->http.proxy, GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(Forms, ProxyAddress,
                         testing::ValuesIn(std::vector<Row>{
                             {"Name", "http://proxy.example.org:3128", "http://proxy.example.org:3128"},
                             {"WithASlash", "http://proxy:3128/", "http://proxy:3128"},
                             {"SchemeInCapitals", "HTTP://proxy:3128", "http://proxy:3128"},
                             {"InThePrivateNetwork", "http://10.0.0.1:3128", "http://10.0.0.1:3128"},
                             {"OfIpv6", "http://[::1]:3128", "http://[::1]:3128"},
                             {"WithAUser", "http://me:p%40ss@proxy:3128", "http://me:p%40ss@proxy:3128"},
                             {"WithAPasswordByReference", "http://me:${file:proxy-password}@proxy:3128",
                              "http://me:p%40ss@proxy:3128"},
                             {"WhollyByReference", "${env:PROXY}", "http://proxy:3128"},
                             {"None", "none", ""},
                         }),
                         name_of);

class WrongProxyAddress : public testing::TestWithParam<Row> {};

TEST_P(WrongProxyAddress, IsToldWithWhatWouldBeRight) {
  const AFolder folder;
  EXPECT_EQ(folder.mistakes(load_proxy(folder, GetParam().written)),
            "c.yaml:1:20: http.http_proxy: " + GetParam().want);
}

constexpr const char* kNoAddress =
    "this is no address of a proxy. Write http://host:port, or http://user:password@host:port with both "
    "percent-encoded.";
constexpr const char* kOtherScheme =
    "a proxy is spoken to by http alone, also for the sake of https sources. Write http://….";
constexpr const char* kNoPort = "this address has no valid port. Write http://host:port.";
constexpr const char* kMore = "there is more than host and port in this address. Write http://host:port alone.";

INSTANTIATE_TEST_SUITE_P(Forms, WrongProxyAddress,
                         testing::ValuesIn(std::vector<Row>{
                             {"HostAlone", "proxy", kNoAddress},
                             {"HostAndPortAlone", "proxy.example.org:3128", kNoAddress},
                             {"Https", "https://proxy:3128", kOtherScheme},
                             {"Socks", "socks5://proxy:1080", kOtherScheme},
                             {"NoHost", "http://:3128", "this address names no host. Write http://host:port."},
                             {"NoAuthority", "http:", "this address names no host. Write http://host:port."},
                             {"NoPort", "http://proxy", kNoPort},
                             {"EmptyPort", "http://proxy:", kNoPort},
                             {"PortZero", "http://proxy:0", kNoPort},
                             {"PortTooLarge", "http://proxy:65536", kNoPort},
                             {"Path", "http://proxy:3128/wpad.dat", kMore},
                             {"Query", "http://proxy:3128?a", kMore},
                             {"Fragment", "http://proxy:3128#a", kMore},
                             {"PasswordWithAnAt", "http://me:p@ss@proxy:3128", kNoAddress},
                             {"Blank", "http://pro xy:3128", kNoAddress},
                             {"LineBreakByReference", "http://me:${file:two-lines}@proxy:3128", kNoAddress},
                             {"Empty", "",
                              "this is empty: write its address, such as http://proxy.example.org:3128, or none"},
                             {"TooLong", "http://" + std::string(3000, 'a') + ":3128", kNoAddress},
                         }),
                         name_of);

TEST(Proxy, OfASourceThatIsWrongIsToldThere) {
  const AFolder folder;
  EXPECT_EQ(folder.mistakes(load_text(folder, "sources: [{feed: https://example.org/f, http_proxy: 'http://proxy'}]")),
            std::string("c.yaml:1:53: sources[0].http_proxy: ") + kNoPort);
}

}  // namespace
}  // namespace tb::config
