// A dead address costs a name with a living one no more than the head start (RFC 8305).
#include "http/happy_eyeballs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes/black_hole.hpp"
#include "fakes/fake_resolver.hpp"
#include "fakes/keeping_server.hpp"
#include "fakes/run_until_done.hpp"
#include "tenbells/http/client.hpp"

namespace tb::http {
namespace {

using fakes::KeepingServer;
using fakes::run_until_done;
using testing::ElementsAre;
using testing::SizeIs;
using namespace std::chrono_literals;

std::vector<asio::ip::address> addresses(const std::vector<std::string>& texts) {
  std::vector<asio::ip::address> result;
  for (const std::string& text : texts) result.push_back(asio::ip::make_address(text));
  return result;
}

std::vector<std::string> order_of(const std::vector<std::string>& texts) {
  std::vector<std::string> result;
  for (const auto& address : interleaved(addresses(texts))) result.push_back(address.to_string());
  return result;
}

TEST(Interleaved, FamiliesTakeTurns) {
  EXPECT_THAT(order_of({"2001:db8::1", "2001:db8::2", "192.0.2.1", "192.0.2.2", "192.0.2.3"}),
              ElementsAre("2001:db8::1", "192.0.2.1", "2001:db8::2", "192.0.2.2", "192.0.2.3"));
}

TEST(Interleaved, TheResolversFirstChoiceIsFirst) {
  EXPECT_THAT(order_of({"192.0.2.1", "2001:db8::1"}), ElementsAre("192.0.2.1", "2001:db8::1"));
}

TEST(Interleaved, OfAThousandAddressesTwentyAreTried) {
  EXPECT_THAT(interleaved(std::vector<asio::ip::address>(1'000, asio::ip::make_address("192.0.2.1"))), SizeIs(20));
}

// Which of them was connected to.
asio::awaitable<Result<std::string>> winner(std::vector<asio::ip::address> order, std::uint16_t port, Pace pace) {
  Target target;
  const auto socket = co_await connect_first(std::move(order), port, pace, std::move(target));
  if (!socket) co_return fail(socket.error());
  co_return socket->remote_endpoint().address().to_string();
}

class Race : public testing::Test {
 protected:
  Result<std::string> run(const std::vector<std::string>& order, std::uint16_t port, std::chrono::milliseconds next,
                          std::chrono::milliseconds limit = 30s) {
    const Pace pace{.next = next, .end = std::chrono::steady_clock::now() + limit};
    return run_until_done(context_, winner(addresses(order), port, pace));
  }
  asio::io_context context_;
};

TEST_F(Race, ABlackHoleGetsItsHeadStartAndNoMore) {
  const KeepingServer server(KeepingServer::always(""));
  const fakes::BlackHole hole("127.0.0.2", server.port());
  const auto won = run({"127.0.0.2", "127.0.0.1"}, server.port(), 10ms);
  ASSERT_TRUE(won) << to_string(won.error());
  EXPECT_EQ(*won, "127.0.0.1");
}

TEST_F(Race, ARefusalLetsTheNextBeginAtOnce) {
  const KeepingServer server(KeepingServer::always(""));
  const auto won = run({"127.0.0.3", "127.0.0.1"}, server.port(), 60s);
  ASSERT_TRUE(won) << to_string(won.error());
}

TEST_F(Race, AMachineWithoutIpv6IsNoObstacle) {
  const KeepingServer server(KeepingServer::always(""));
  const auto won = run({"::1", "127.0.0.1"}, server.port(), 60s);
  ASSERT_TRUE(won) << to_string(won.error());
}

TEST_F(Race, IfAllRefuseItIsUnavailable) {
  std::uint16_t port = 0;
  {
    const KeepingServer server(KeepingServer::always(""));
    port = server.port();
  }
  const auto won = run({"127.0.0.1", "127.0.0.2"}, port, 60s);
  ASSERT_FALSE(won);
  EXPECT_EQ(won.error().kind, ErrorKind::unavailable);
}

TEST_F(Race, IfAllAreSilentItIsATimeout) {
  const fakes::BlackHole hole("127.0.0.2", 0);
  const auto won = run({"127.0.0.2"}, hole.port(), 10ms, 50ms);
  ASSERT_FALSE(won);
  EXPECT_EQ(won.error().kind, ErrorKind::timeout);
}

TEST_F(Race, TheClientTakesPart) {
  const KeepingServer server(KeepingServer::always(fakes::kept_answer("200 OK", "", "ferry")));
  const fakes::BlackHole hole("127.0.0.2", server.port());
  fakes::FakeResolver resolver({"127.0.0.2", "::1", "127.0.0.1"});
  async::CpuPool pool(1);
  auto client = Client::make({}, resolver, pool);
  Request request;
  request.url = "http://herald.example:" + std::to_string(server.port()) + "/";
  request.allow_private = true;
  const auto response = run_until_done(context_, (*client)->fetch(std::move(request)));
  ASSERT_TRUE(response) << to_string(response.error());
  EXPECT_EQ(response->body, "ferry");
}

}  // namespace
}  // namespace tb::http
