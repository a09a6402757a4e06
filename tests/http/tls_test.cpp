// TLS: who is believed, and who is not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes/run_until_done.hpp"
#include "fakes/scripted_server.hpp"
#include "fakes/temporary_folder.hpp"
#include "fakes/tls_server.hpp"
#include "tenbells/http/client.hpp"

namespace tb::http {
namespace {

using testing::HasSubstr;

Result<Response> fetch(const std::string& url, const std::string& ca_file) {
  asio::io_context context;
  SystemResolver resolver(1);
  async::CpuPool pool(1);
  auto client = Client::make({.contact = {}, .ca_file = ca_file, .limits = {}}, resolver, pool);
  Request request;
  request.url = url;
  request.allow_private = true;
  return fakes::run_until_done(context, (*client)->fetch(std::move(request)));
}

TEST(Tls, ACertificateThatIsTrustedAndNamesTheHostIsBelieved) {
  const fakes::TemporaryFolder folder;
  const fakes::TlsServer server("localhost", fakes::answer("200 OK", "", "ferry"));
  const auto response = fetch(server.url("localhost"), folder.write("ca.pem", server.certificate()).string());
  ASSERT_TRUE(response) << to_string(response.error());
  EXPECT_EQ(response->body, "ferry");
}

TEST(Tls, ASelfSignedCertificateIsRefused) {
  const fakes::TlsServer server("localhost", fakes::answer("200 OK", "", "ferry"));
  const auto response = fetch(server.url("localhost"), "");
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::refused);
  EXPECT_THAT(to_string(response.error()), HasSubstr("its certificate is not trusted"));
  EXPECT_THAT(to_string(response.error()), HasSubstr("http.ca_file"));
}

TEST(Tls, ACertificateForAnotherHostIsRefused) {
  const fakes::TemporaryFolder folder;
  const fakes::TlsServer server("herald.example", fakes::answer("200 OK", "", "ferry"));
  const auto response = fetch(server.url("localhost"), folder.write("ca.pem", server.certificate()).string());
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::refused);
}

struct UntrustedRow {
  const char* name;
  fakes::TlsIdentity identity;
  const char* want;
};

class Untrusted : public testing::TestWithParam<UntrustedRow> {};

TEST_P(Untrusted, IsRefusedWithTheReason) {
  const fakes::TemporaryFolder folder;
  const fakes::TlsServer server(GetParam().identity, fakes::answer("200 OK", "", "ferry"));
  const auto response = fetch(server.url("localhost"), folder.write("ca.pem", server.certificate()).string());
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::refused);
  EXPECT_EQ(response.error().doing, "speak TLS with");
  EXPECT_THAT(response.error().why, HasSubstr(GetParam().want));
}

INSTANTIATE_TEST_SUITE_P(
    Servers, Untrusted,
    testing::Values(UntrustedRow{"Expired", {.valid_from = -7200, .valid_until = -3600}, "it has expired"},
                    UntrustedRow{"OfTheFuture", {.valid_from = 3600, .valid_until = 7200}, "it is not valid yet"},
                    UntrustedRow{"OfAnotherHost", {.names = "DNS:herald.example"}, "it is for another host"},
                    UntrustedRow{"OfAWildcardAboveTheName", {.names = "DNS:*"}, "it is for another host"},
                    UntrustedRow{"ThatSpeaksOnlyTls10", {.newest = TLS1_VERSION}, "it speaks no TLS as new as 1.2"},
                    UntrustedRow{"ThatSpeaksOnlyTls11", {.newest = TLS1_1_VERSION}, "it speaks no TLS as new as 1.2"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Tls, AnAddressIsBelievedByItsOwnCertificateAndNotNamedToTheServer) {
  const fakes::TemporaryFolder folder;
  const fakes::TlsServer server(fakes::TlsIdentity{.names = "IP:127.0.0.1"}, fakes::answer("200 OK", "", "ferry"));
  const std::string ca = folder.write("ca.pem", server.certificate()).string();
  const auto response = fetch(server.url("127.0.0.1"), ca);
  ASSERT_TRUE(response) << to_string(response.error());
  EXPECT_EQ(server.asked_name(), "");
  EXPECT_FALSE(fetch(server.url("127.0.0.2"), ca));
}

TEST(Tls, AnAddressInTheCertificateIsNotItsName) {
  const fakes::TemporaryFolder folder;
  const fakes::TlsServer server(fakes::TlsIdentity{.names = "DNS:127.0.0.1"}, fakes::answer("200 OK", "", "ferry"));
  const auto response = fetch(server.url("127.0.0.1"), folder.write("ca.pem", server.certificate()).string());
  ASSERT_FALSE(response);
  EXPECT_THAT(response.error().why, HasSubstr("it is for another host"));
}

TEST(Tls, TheServerIsToldWhomWeMean) {
  const fakes::TemporaryFolder folder;
  const fakes::TlsServer server("localhost", fakes::answer("200 OK", "", "ferry"));
  ASSERT_TRUE(fetch(server.url("localhost"), folder.write("ca.pem", server.certificate()).string()));
  EXPECT_EQ(server.asked_name(), "localhost");
}

class Resumption : public testing::TestWithParam<int> {};

TEST_P(Resumption, ALaterConnectionTakesUpTheSession) {
  const fakes::TemporaryFolder folder;
  const fakes::TlsServer server(fakes::TlsIdentity{.newest = GetParam()}, fakes::answer("200 OK", "", "ferry"));
  asio::io_context context;
  SystemResolver resolver(1);
  async::CpuPool pool(1);
  const std::string ca = folder.write("ca.pem", server.certificate()).string();
  auto client = Client::make({.contact = {}, .ca_file = ca, .limits = {}}, resolver, pool);
  Request request;
  request.url = server.url("localhost");
  request.allow_private = true;
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(fakes::run_until_done(context, (*client)->fetch(request)));
  EXPECT_EQ(server.resumed(), 2);
}

INSTANTIATE_TEST_SUITE_P(Versions, Resumption, testing::Values(TLS1_2_VERSION, TLS1_3_VERSION));

TEST(Tls, AnEndWithoutAGoodbyeIsNoWholeAnswer) {
  const fakes::TemporaryFolder folder;
  const std::string no_length = "HTTP/1.1 200 OK\r\n\r\nferr";
  const fakes::TlsServer rude(fakes::TlsIdentity{.says_goodbye = false}, no_length);
  const auto cut = fetch(rude.url("localhost"), folder.write("ca.pem", rude.certificate()).string());
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().kind, ErrorKind::corrupt);
  const fakes::TlsServer polite("localhost", no_length);
  EXPECT_TRUE(fetch(polite.url("localhost"), folder.write("ca.pem", polite.certificate()).string()));
}

TEST(Tls, ACaFileThatCannotBeReadIsNamed) {
  SystemResolver resolver(1);
  async::CpuPool pool(1);
  const Options options{.contact = {}, .ca_file = "/no/such/ca.pem", .limits = {}};
  const auto client = Client::make(options, resolver, pool);
  ASSERT_FALSE(client);
  EXPECT_FALSE(check(options));
  EXPECT_THAT(to_string(client.error()), HasSubstr("/no/such/ca.pem"));
}

}  // namespace
}  // namespace tb::http
