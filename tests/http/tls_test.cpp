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
