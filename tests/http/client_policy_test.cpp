// The address policy through the client: no spelling of a host, no redirect and no DNS leads it inside.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes/run_until_done.hpp"
#include "fakes/scripted_resolver.hpp"
#include "fakes/scripted_server.hpp"
#include "tenbells/http/client.hpp"

namespace tb::http {
namespace {

using fakes::answer;
using fakes::ScriptedResolver;
using fakes::ScriptedServer;
using testing::AnyOf;
using testing::Each;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;
using namespace std::chrono_literals;

// Public by the tables and yet nobody's: connecting there fails at once or soon, and reaches no one.
const std::string kNobody = "4000::1";

Result<Response> fetch(Resolver& resolver, const std::string& url, Options options = {}) {
  options.limits.connect = 200ms;
  asio::io_context context;
  async::CpuPool pool(1);
  const auto client = Client::make(options, resolver, pool);
  Request request;
  request.url = url;
  return fakes::run_until_done(context, (*client)->fetch(std::move(request)));
}

class Disguise : public testing::TestWithParam<const char*> {};

TEST_P(Disguise, LeadsNowhere) {
  const ScriptedServer server(ScriptedServer::always(answer("200 OK", "", "secret")));
  SystemResolver resolver(1);
  const std::string port = std::to_string(server.port());
  const Result<Response> response = fetch(resolver, "http://" + std::string(GetParam()) + ":" + port + "/");
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::refused) << to_string(response.error());
  EXPECT_THAT(server.requests(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(OfLoopback, Disguise,
                         testing::Values("127.0.0.1", "127.1", "0x7f.1", "0x7f000001", "2130706433", "0177.0.0.1",
                                         "017700000001", "127.0.1", "0", "0.0.0.0", "%31%32%37.0.0.1", "localhost",
                                         "LOCALHOST", "a.localhost", "[::1]", "[::]", "[::ffff:127.0.0.1]",
                                         "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:0001]", "[::127.0.0.1]",
                                         "[64:ff9b::7f00:1]", "[2002:7f00:1::]"),
                         [](const auto& row) { return "Number" + std::to_string(row.index); });

TEST(Rebinding, TheSecondAnswerIsJudgedLikeTheFirst) {
  const ScriptedServer inside(ScriptedServer::always(answer("200 OK", "", "secret")), "127.0.0.2");
  ScriptedResolver dns({ScriptedResolver::addresses({kNobody}), ScriptedResolver::addresses({"127.0.0.2"})});
  const std::string url = "http://rebound.example:" + std::to_string(inside.port()) + "/";
  const Result<Response> first = fetch(dns, url);
  ASSERT_FALSE(first);
  EXPECT_THAT(first.error().kind, AnyOf(ErrorKind::unavailable, ErrorKind::timeout)) << to_string(first.error());
  const Result<Response> second = fetch(dns, url);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::refused) << to_string(second.error());
  EXPECT_THAT(inside.requests(), IsEmpty());
}

TEST(Rebinding, APrivateAddressBesideAPublicOneIsNotTried) {
  const ScriptedServer inside(ScriptedServer::always(answer("200 OK", "", "secret")), "127.0.0.2");
  ScriptedResolver dns({ScriptedResolver::addresses({"127.0.0.2", kNobody})});
  const Result<Response> response = fetch(dns, "http://rebound.example:" + std::to_string(inside.port()) + "/");
  ASSERT_FALSE(response);
  EXPECT_THAT(response.error().kind, AnyOf(ErrorKind::unavailable, ErrorKind::timeout));
  EXPECT_THAT(inside.requests(), IsEmpty());
}

// Through a proxy, as no other server on loopback may be asked first: it stands for any public one that redirects.
class RedirectInside : public testing::TestWithParam<const char*> {};

TEST_P(RedirectInside, IsNotFollowed) {
  const std::string location = "Location: http://" + std::string(GetParam()) + "/latest/meta-data/\r\n";
  const ScriptedServer proxy(ScriptedServer::always(answer("302 Found", location, "")));
  ScriptedResolver dns({ScriptedResolver::failure(ErrorKind::unavailable, "the proxy resolves")});
  Options options;
  options.proxy = proxy.url("");
  const Result<Response> response = fetch(dns, "http://herald.example/feed", options);
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::refused) << to_string(response.error());
  EXPECT_THAT(proxy.requests(), SizeIs(1));
  EXPECT_THAT(proxy.requests(), Each(StartsWith("GET http://herald.example/feed ")));
}

INSTANTIATE_TEST_SUITE_P(Locations, RedirectInside,
                         testing::Values("169.254.169.254", "127.0.0.2", "10.0.0.1", "[::1]", "2130706433", "0x7f.1",
                                         "[::ffff:169.254.169.254]", "[fd00:ec2::254]", "localhost"),
                         [](const auto& row) { return "Number" + std::to_string(row.index); });

}  // namespace
}  // namespace tb::http
