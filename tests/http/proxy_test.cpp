// Requests through an HTTP proxy: what it is told, what it is not, and what it cannot get around.
#include "http/proxy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes/connect_proxy.hpp"
#include "fakes/fake_resolver.hpp"
#include "fakes/keeping_server.hpp"
#include "fakes/run_until_done.hpp"
#include "fakes/scripted_resolver.hpp"
#include "fakes/scripted_server.hpp"
#include "fakes/temporary_folder.hpp"
#include "fakes/tls_server.hpp"
#include "tenbells/http/client.hpp"

namespace tb::http {
namespace {

using fakes::KeepingServer;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

TEST(ProxyOf, TakesItsUrlApart) {
  const auto proxy = proxy_of("http://proxy.example:3128");
  ASSERT_TRUE(proxy);
  EXPECT_EQ((*proxy)->server.host, "proxy.example");
  EXPECT_EQ((*proxy)->server.port, "3128");
  EXPECT_EQ((*proxy)->authorization, "");
}

TEST(ProxyOf, UserAndPasswordBecomeAHeader) {
  EXPECT_EQ((*proxy_of("http://Aladdin:open%20sesame@proxy.example"))->authorization,
            "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
}

TEST(ProxyOf, NothingIsNoProxy) {
  const auto proxy = proxy_of("");
  ASSERT_TRUE(proxy);
  EXPECT_FALSE(*proxy);
}

class NoProxy : public testing::TestWithParam<const char*> {};

TEST_P(NoProxy, IsAnErrorThatShowsNoPassword) {
  const auto proxy = proxy_of(GetParam());
  ASSERT_FALSE(proxy);
  EXPECT_THAT(to_string(proxy.error()), Not(HasSubstr("hunter2")));
  Options options;
  options.proxy = GetParam();
  EXPECT_FALSE(check(options));
}

INSTANTIATE_TEST_SUITE_P(Urls, NoProxy,
                         testing::Values("proxy.example:3128", "https://user:hunter2@proxy.example/",
                                         "socks5://proxy.example", "http://user:hunter2@proxy.example:99999/"));

class ThroughProxy : public testing::Test {
 protected:
  Result<Response> fetch(Request request, const Options& options = {}) {
    auto client = Client::make(options, resolver_, pool_);
    return fakes::run_until_done(context_, (*client)->fetch(std::move(request)));
  }
  static Request get(const std::string& url, const std::string& proxy) {
    Request request;
    request.url = url;
    request.proxy = proxy;
    return request;
  }
  static std::string at(const KeepingServer& server) { return "http://127.0.0.1:" + std::to_string(server.port()); }

  asio::io_context context_;
  fakes::FakeResolver resolver_{{"192.0.2.1"}};  // leads nowhere: only the proxy is connected to
  async::CpuPool pool_{1};
};

TEST_F(ThroughProxy, AnHttpRequestNamesItsWholeUrl) {
  const KeepingServer proxy(KeepingServer::always(fakes::kept_answer("200 OK", "", "ferry")));
  const auto response = fetch(get("http://herald.example/feed?x=1", at(proxy)));
  ASSERT_TRUE(response) << to_string(response.error());
  EXPECT_EQ(response->body, "ferry");
  EXPECT_THAT(proxy.requests(),
              ElementsAre(StartsWith("GET http://herald.example/feed?x=1 HTTP/1.1\r\nHost: herald.example\r\n")));
  EXPECT_EQ(resolver_.asked(), 0);
}

TEST_F(ThroughProxy, TheClientsOwnProxyIsUsedWhereARequestNamesNone) {
  const KeepingServer proxy(KeepingServer::always(fakes::kept_answer("200 OK", "", "ferry")));
  Options options;
  options.proxy = at(proxy);
  Request request;
  request.url = "http://herald.example/";
  ASSERT_TRUE(fetch(request, options));
  EXPECT_THAT(proxy.requests(), SizeIs(1));
}

TEST_F(ThroughProxy, ARequestMayDoWithout) {
  const KeepingServer proxy(KeepingServer::always(fakes::kept_answer("200 OK", "", "wrong")));
  const KeepingServer server(KeepingServer::always(fakes::kept_answer("200 OK", "", "ferry")));
  Options options;
  options.proxy = at(proxy);
  Request request = get(server.url(), "");
  request.allow_private = true;
  EXPECT_EQ(fetch(request, options)->body, "ferry");
  EXPECT_THAT(proxy.requests(), SizeIs(0));
}

TEST_F(ThroughProxy, TheProxyIsToldItsPassword) {
  const KeepingServer proxy(KeepingServer::always(fakes::kept_answer("200 OK", "", "")));
  ASSERT_TRUE(
      fetch(get("http://herald.example/", "http://Aladdin:open%20sesame@127.0.0.1:" + std::to_string(proxy.port()))));
  EXPECT_THAT(proxy.requests()[0], HasSubstr("\r\nProxy-Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n"));
}

TEST_F(ThroughProxy, HttpsGoesThroughATunnelThatSeesNothing) {
  const fakes::TemporaryFolder folder;
  const fakes::TlsServer server("herald.example", fakes::answer("200 OK", "", "ferry"));
  const fakes::ConnectProxy proxy(server.port());
  Options options;
  options.ca_file = folder.write("ca.pem", server.certificate()).string();
  Request request = get("https://herald.example/secret", "http://Aladdin:open%20sesame@" + proxy.host_and_port());
  const auto response = fetch(request, options);
  ASSERT_TRUE(response) << to_string(response.error());
  EXPECT_EQ(response->body, "ferry");
  ASSERT_THAT(proxy.requests(), SizeIs(1));
  const std::string asked = proxy.requests()[0];
  EXPECT_THAT(asked, StartsWith("CONNECT herald.example:443 HTTP/1.1\r\nHost: herald.example:443\r\n"));
  EXPECT_THAT(asked, HasSubstr("Proxy-Authorization: Basic "));
  EXPECT_THAT(asked, Not(HasSubstr("secret")));
  EXPECT_EQ(server.asked_name(), "herald.example");
}

struct RefusalRow {
  const char* name;
  const char* scheme;
  const char* status;
  ErrorKind want;
};

class ProxyRefusal : public ThroughProxy, public testing::WithParamInterface<RefusalRow> {};

TEST_P(ProxyRefusal, IsAnErrorThatNamesTheProxy) {
  const KeepingServer proxy(KeepingServer::always(fakes::kept_answer(GetParam().status, "", "no")));
  const auto response = fetch(get(std::string(GetParam().scheme) + "://herald.example/", at(proxy)));
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, GetParam().want);
  EXPECT_THAT(response.error().why, HasSubstr("the proxy 127.0.0.1:" + std::to_string(proxy.port()) + " answers " +
                                              std::string(GetParam().status).substr(0, 3)));
}

INSTANTIATE_TEST_SUITE_P(Answers, ProxyRefusal,
                         testing::Values(RefusalRow{"ForWantOfCredentials", "https",
                                                    "407 Proxy Authentication Required", ErrorKind::refused},
                                         RefusalRow{"ForWantOfCredentialsInPlain", "http",
                                                    "407 Proxy Authentication Required", ErrorKind::refused},
                                         RefusalRow{"ByPolicy", "https", "403 Forbidden", ErrorKind::refused},
                                         RefusalRow{"BecauseItCannot", "https", "502 Bad Gateway",
                                                    ErrorKind::unavailable}),
                         [](const auto& row) { return std::string(row.param.name); });

class Inside : public ThroughProxy, public testing::WithParamInterface<const char*> {};

TEST_P(Inside, IsNotReachedThroughAProxyEither) {
  const KeepingServer proxy(KeepingServer::always(fakes::kept_answer("200 OK", "", "metadata")));
  const auto response = fetch(get(GetParam(), at(proxy)));
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::refused);
  EXPECT_THAT(proxy.requests(), SizeIs(0));
}

INSTANTIATE_TEST_SUITE_P(Urls, Inside,
                         testing::Values("http://127.0.0.1/", "http://169.254.169.254/", "https://10.0.0.1/",
                                         "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://2130706433/",
                                         "http://0x7f.1/", "http://0177.0.0.1/", "http://localhost/",
                                         "http://a.localhost/", "http://localhost./", "http://127.0.0.1./"));

TEST_F(ThroughProxy, AHostThatWouldBreakTheLineIsNotNamedToIt) {
  const KeepingServer proxy(KeepingServer::always(fakes::kept_answer("200 OK", "", "no")));
  const auto response = fetch(get("https://a%0d%0aX-Sent%3a%20by%20us/", at(proxy)));
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::invalid_input);
  EXPECT_THAT(proxy.requests(), SizeIs(0));
}

TEST_F(ThroughProxy, AProxyWithoutAnAddressDoesNotMeanThatTheHostHasNone) {
  fakes::ScriptedResolver resolver({fakes::ScriptedResolver::failure(ErrorKind::not_found, "no such name")});
  auto client = Client::make({}, resolver, pool_);
  Request request = get("http://herald.example/", "http://proxy.example:3128");
  const auto response = fakes::run_until_done(context_, (*client)->fetch(std::move(request)));
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::unavailable);
  EXPECT_THAT(resolver.asked(), ElementsAre("proxy.example"));
}

}  // namespace
}  // namespace tb::http
