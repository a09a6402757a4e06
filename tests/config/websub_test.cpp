// `websub`: which addresses are taken for hubs and for ourselves, and what is said of others.
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

Checked<Configuration> load_websub(const AFolder& folder, const std::string& yaml) {
  return load_text(
      folder, yaml,
      environment_of({{"HOME", "/h"}, {"HOST", "news.example.org"}, {"PORT", "8481"}, {"INSIDE", "10.20.30.40"}}));
}

std::string with_callback(const std::string& callback) {
  return "websub: {callback: '" + callback + "'}";
}

class Callback : public testing::TestWithParam<Row> {};

TEST_P(Callback, IsTakenWithASlashAtItsEnd) {
  const AFolder folder;
  const auto loaded = load_websub(folder, with_callback(GetParam().written));
  ASSERT_TRUE(loaded) << folder.mistakes(loaded);
  EXPECT_EQ(loaded->websub.callback, GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(Forms, Callback,
                         testing::ValuesIn(std::vector<Row>{
                             {"Whole", "https://news.example.org/websub/", "https://news.example.org/websub/"},
                             {"WithoutItsSlash", "https://news.example.org/a/b", "https://news.example.org/a/b/"},
                             {"HostAlone", "https://news.example.org", "https://news.example.org/"},
                             {"WithAPort", "https://news.example.org:8443", "https://news.example.org:8443/"},
                             {"WithoutTls", "http://news.example.org/websub/", "http://news.example.org/websub/"},
                             {"ByReference", "https://${env:HOST}/websub", "https://news.example.org/websub/"},
                             {"OfAPublicAddress", "https://[2606:2800:220:1::1]/", "https://[2606:2800:220:1::1]/"},
                         }),
                         name_of);

class WrongCallback : public testing::TestWithParam<Row> {};

TEST_P(WrongCallback, IsToldWithWhatWouldBeRight) {
  const AFolder folder;
  EXPECT_EQ(folder.mistakes(load_websub(folder, with_callback(GetParam().written))),
            "c.yaml:1:20: websub.callback: " + GetParam().want);
}

const std::string kWrite =
    ". Write the public address under which hubs reach this daemon, such as https://news.example.org/websub/.";
const std::string kInternal =
    "this is an address of this machine or a private network, where no hub of the internet comes" + kWrite +
    " For hubs of your own network, add `allow_private: true` to their sources.";
constexpr const char* kNoName =
    "each subscription gets a name at the end of this address, so it holds no query and no fragment. Leave out what "
    "begins with ? or #.";

INSTANTIATE_TEST_SUITE_P(
    Forms, WrongCallback,
    testing::ValuesIn(std::vector<Row>{
        {"HostAlone", "news.example.org", "this is no URL" + kWrite},
        {"HostAndPort", "news.example.org:8480", "this URL has another scheme than http and https" + kWrite},
        {"PathAlone", "/websub/", "this is no URL" + kWrite},
        {"AnotherScheme", "ftp://news.example.org/", "this URL has another scheme than http and https" + kWrite},
        {"NoHost", "https:///websub/", "this URL names no host" + kWrite},
        {"WithAPassword", "https://me:hunter2@news.example.org/",
         "this URL holds a user name or password, and URLs are shown in logs" + kWrite},
        {"PortTooLarge", "https://news.example.org:65536/", "this URL has no valid port" + kWrite},
        {"WithABlank", "https://news.example.org/a b/", "this is no URL" + kWrite},
        {"Query", "https://news.example.org/websub/?a=1", kNoName},
        {"EmptyQuery", "https://news.example.org/websub/?", kNoName},
        {"Fragment", "https://news.example.org/#websub", kNoName},
        {"Localhost", "https://localhost:8480/", kInternal},
        {"PrivateAddress", "http://192.168.1.5/websub/", kInternal},
        {"LoopbackOfIpv6", "http://[::1]:8480/", kInternal},
        {"Empty", "",
         "this is empty: write the public address under which hubs reach this daemon, such as "
         "https://news.example.org/websub/"},
    }),
    name_of);

TEST(Callback, MayBeInAPrivateNetworkWhereASourceMay) {
  const AFolder folder;
  const auto loaded = load_websub(folder, with_callback("http://10.0.0.1:8480/") +
                                              "\nsources: [{feed: http://10.0.0.2/f, allow_private: true}, "
                                              "{feed: https://example.org/f}]");
  ASSERT_TRUE(loaded) << folder.mistakes(loaded);
  EXPECT_EQ(loaded->websub.callback, "http://10.0.0.1:8480/");
}

std::string with_listen(const std::string& listen) {
  return "websub: {callback: 'https://a.example/', listen: '" + listen + "'}";
}

class Listen : public testing::TestWithParam<Row> {};

TEST_P(Listen, IsTakenAsWritten) {
  const AFolder folder;
  const auto loaded = load_websub(folder, with_listen(GetParam().written));
  ASSERT_TRUE(loaded) << folder.mistakes(loaded);
  EXPECT_EQ(loaded->websub.listen, GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(Forms, Listen,
                         testing::ValuesIn(std::vector<Row>{
                             {"Loopback", "127.0.0.1:8480", "127.0.0.1:8480"},
                             {"Everywhere", "0.0.0.0:80", "0.0.0.0:80"},
                             {"OfIpv6", "[::1]:8480", "[::1]:8480"},
                             {"EverywhereOfIpv6", "[::]:65535", "[::]:65535"},
                             {"PortByReference", "127.0.0.1:${env:PORT}", "127.0.0.1:8481"},
                         }),
                         name_of);

class WrongListen : public testing::TestWithParam<Row> {};

TEST_P(WrongListen, IsToldWithWhatWouldBeRight) {
  const AFolder folder;
  EXPECT_EQ(folder.mistakes(load_websub(folder, with_listen(GetParam().written))),
            "c.yaml:1:50: websub.listen: " + GetParam().want +
                " is no address to listen at: write an IP address of this machine and a port, such as "
                R"("127.0.0.1:8480" or "[::1]:8480")");
}

INSTANTIATE_TEST_SUITE_P(Forms, WrongListen,
                         testing::ValuesIn(std::vector<Row>{
                             {"AddressAlone", "127.0.0.1", R"("127.0.0.1")"},
                             {"PortAlone", ":8480", R"(":8480")"},
                             {"EmptyPort", "127.0.0.1:", R"("127.0.0.1:")"},
                             {"PortZero", "127.0.0.1:0", R"("127.0.0.1:0")"},
                             {"PortTooLarge", "127.0.0.1:65536", R"("127.0.0.1:65536")"},
                             {"PortFarTooLarge", "127.0.0.1:99999", R"("127.0.0.1:99999")"},
                             {"PortOfLetters", "127.0.0.1:http", R"("127.0.0.1:http")"},
                             {"PortWithASign", "127.0.0.1:+80", R"("127.0.0.1:+80")"},
                             {"Name", "localhost:8480", R"("localhost:8480")"},
                             {"AnyHost", "*:8480", R"("*:8480")"},
                             {"NoIpv4Address", "256.0.0.1:8480", R"("256.0.0.1:8480")"},
                             {"ShortIpv4Address", "127.1:8480", R"("127.1:8480")"},
                             {"Ipv6WithoutBrackets", "::1:8480", R"("::1:8480")"},
                             {"Ipv6WithoutAPort", "[::1]", R"("[::1]")"},
                             {"Ipv6OfAnInterface", "[fe80::1%25eth0]:8480", R"("[fe80::1%25eth0]:8480")"},
                             {"Url", "http://127.0.0.1:8480", R"("http://127.0.0.1:8480")"},
                             {"WithAPath", "127.0.0.1:8480/websub", R"("127.0.0.1:8480/websub")"},
                             {"WithAUser", "me@127.0.0.1:8480", R"("me@127.0.0.1:8480")"},
                             {"UnixSocket", "unix:/run/tenbells", R"("unix:/run/tenbells")"},
                             {"ByReference", "${env:HOST}:8480", R"("${env:HOST}:8480")"},
                         }),
                         name_of);

class WebsubMistake : public testing::TestWithParam<Row> {};

TEST_P(WebsubMistake, IsToldWithItsPlaceAndWhatWouldBeRight) {
  const AFolder folder;
  EXPECT_EQ(folder.mistakes(load_websub(folder, GetParam().written)), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Configuration, WebsubMistake,
    testing::ValuesIn(std::vector<Row>{
        {"TrueAsTheSection", "websub: true",
         "c.yaml:1:9: websub: a boolean stands where a map belongs: write `websub: {callback: "
         "https://news.example.org/websub/}`"},
        {"NoCallback", "websub: {lease: 1d}",
         "c.yaml:1:9: websub: `callback` is missing: add the public address under which hubs reach this daemon, such "
         "as https://news.example.org/websub/"},
        {"CallbackMisspelled", "websub: {calback: https://a.example/}",
         "c.yaml:1:10: websub.calback: there is no such key. Did you mean `callback`?"},
        {"WhatIsNotToBeSet", "websub: {callback: https://a.example/, most_retry: 1h}",
         "c.yaml:1:40: websub.most_retry: there is no such key; the keys here are callback, listen, lease, body_limit, "
         "deliveries_per_second"},
        {"ListenAsAPort", "websub: {callback: https://a.example/, listen: 8480}",
         "c.yaml:1:48: websub.listen: 8480 is no address to listen at: write an IP address of this machine and a port, "
         R"(such as "127.0.0.1:8480" or "[::1]:8480")"},
        {"InternalByReference", "websub: {callback: 'https://${env:INSIDE}/'}",
         "c.yaml:1:20: websub.callback: " + kInternal},
        {"LeaseTooShort", "websub: {callback: https://a.example/, lease: 4m}",
         R"(c.yaml:1:47: websub.lease: "4m" is out of range: write 5m to 365d)"},
        {"LeaseTooLong", "websub: {callback: https://a.example/, lease: 366d}",
         R"(c.yaml:1:47: websub.lease: "366d" is out of range: write 5m to 365d)"},
        {"LeaseNotInWholeSeconds", "websub: {callback: https://a.example/, lease: 600500ms}",
         R"(c.yaml:1:47: websub.lease: "600500ms" is no whole number of seconds: write 601s)"},
        {"BodyTooSmall", "websub: {callback: https://a.example/, body_limit: 100B}",
         R"(c.yaml:1:52: websub.body_limit: "100B" is out of range: write 1KiB to 32MiB)"},
        {"BodyTooLarge", "websub: {callback: https://a.example/, body_limit: 33MiB}",
         R"(c.yaml:1:52: websub.body_limit: "33MiB" is out of range: write 1KiB to 32MiB)"},
        {"NoDeliveries", "websub: {callback: https://a.example/, deliveries_per_second: 0}",
         "c.yaml:1:63: websub.deliveries_per_second: 0 is out of range: write 1 to 1000"},
        {"HubAtASource", "sources: [{feed: https://example.org/f, websub: https://hub.example/}]",
         R"(c.yaml:1:49: sources[0].websub: "https://hub.example/" is no boolean: write true or false; the hub is the )"
         "one that the feed names"},
        {"ConsentWithoutTheSection", "defaults: {websub: true}\nsources: [{feed: https://example.org/f, websub: true}]",
         "c.yaml:1:12: defaults.websub: this means nothing without `websub: {callback: …}` at the top. Add it, or "
         "remove this.\n"
         "c.yaml:2:41: sources[0].websub: this means nothing without `websub: {callback: …}` at the top. Add it, or "
         "remove this."},
        {"ConsentBesideAWrongSectionIsNoMistake", "websub: 5\ndefaults: {websub: true}",
         "c.yaml:1:9: websub: a number stands where a map belongs: write `websub: {callback: "
         "https://news.example.org/websub/}`"},
    }),
    name_of);

}  // namespace
}  // namespace tb::config
