// The network, an origin or a server goes away, and comes back: who is well goes on as before, who was cut off is soon
// polled again, nothing that is still shown is lost, and the log stays short.
#include <gmock/gmock.h>

#include <atomic>
#include <set>

#include "fakes/keeping_server.hpp"
#include "polling_case.hpp"

namespace tb::app {
namespace {

using fakes::KeepingServer;
using fakes::kept_answer;

// A DNS for *.example that a test switches between well, dead, and pointing where nobody listens.
class Network final : public http::Resolver {
 public:
  enum class State : std::uint8_t { well, no_dns, refused };
  State state = State::well;

  asio::awaitable<Result<std::vector<asio::ip::address>>> resolve(std::string host,
                                                                  std::chrono::milliseconds) override {
    std::vector<asio::ip::address> addresses;
    if (state == State::no_dns) co_return fail(trouble(host));
    addresses.push_back(asio::ip::make_address(state == State::well ? "127.0.0.1" : "127.0.0.77"));
    co_return addresses;
  }

 private:
  static Error trouble(const std::string& host) {
    return {.kind = ErrorKind::unavailable, .doing = "resolve", .to = host, .why = "no server answers", .advice = {}};
  }
};

constexpr std::size_t kSources = 30;

class PollingNetwork : public PollingCase {
 protected:
  // As many servers as there are origins would be slow: one, under many names.
  PollingNetwork()
      : server_([this](const KeepingServer::Asked& asked) -> KeepingServer::Reply {
          const std::string path = asked.request.substr(4, asked.request.find(' ', 4) - 4);
          const std::string news = has_news_ ? "New ferry" + path : "Old ferry" + path;
          return {kept_answer("200 OK", "", rss_of({news, "Old ferry" + path})), KeepingServer::Then::close};
        }) {}

  [[nodiscard]] std::string named_sources() const {
    std::string sources;
    for (std::size_t i = 0; i < kSources; ++i) {
      const std::string number = std::to_string(i);
      sources += "  - {feed: 'http://host" + number + ".example:" + std::to_string(server_.port()) + "/" + number +
                 "', id: source-" + number + ", allow_private: true}\n";
    }
    return sources;
  }

  // Sources of which the new item has rung.
  [[nodiscard]] std::size_t rung_sources() const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < kSources; ++i) count += rung("New ferry/" + std::to_string(i)) > 0 ? 1 : 0;
    return count;
  }

  std::atomic<bool> has_news_ = false;
  KeepingServer server_;
  Network network_;
};

class Outage : public PollingNetwork, public testing::WithParamInterface<Network::State> {};

TEST_P(Outage, LosesNothingIsSaidOnceAndIsOverForAllWithinAMinute) {
  configure(named_sources());
  const Life life(*this);
  ASSERT_NO_FATAL_FAILURE(start(network_));
  ASSERT_TRUE(run_until([&] { return server_.requests().size() >= 2 * kSources; }));
  ASSERT_TRUE(spin_until([&] { return daemon_->polls_under_way() == 0; }));
  const std::size_t open = open_descriptors();
  network_.state = GetParam();
  has_news_ = true;
  run_for(3h);
  ASSERT_TRUE(spin_until([&] { return daemon_->polls_under_way() == 0; }));
  EXPECT_LE(open_descriptors(), open);
  EXPECT_EQ(log_.count("the source fails"), kSources);

  network_.state = Network::State::well;
  const std::size_t before = server_.requests().size();
  run_for(1min);
  const std::vector<std::string> requests = server_.requests();
  const std::set<std::string> polled(requests.begin() + static_cast<std::ptrdiff_t>(before), requests.end());
  EXPECT_EQ(polled.size(), kSources);
  EXPECT_TRUE(run_until([&] { return rung_sources() == kSources; }));
  run_for(5min);
  EXPECT_EQ(hook_.requests().size(), kSources) << "each rings once";
  EXPECT_EQ(log_.count("the source fails"), kSources);
  EXPECT_EQ(log_.count("parked"), 0U);
}

INSTANTIATE_TEST_SUITE_P(PollingNetwork, Outage, testing::Values(Network::State::no_dns, Network::State::refused),
                         [](const auto& row) {
                           return row.param == Network::State::no_dns ? "OfDns" : "OfEveryConnection";
                         });

TEST_F(PollingNetwork, OneOriginThatIsDeadIsNoOutageAndIsBackedOffFrom) {
  const KeepingServer other(KeepingServer::always(kept_answer("200 OK", "", rss_of({"A tram"}))));
  configure("  - {feed: '" + other.url() + "', id: other, allow_private: true}\n" + named_sources());
  network_.state = Network::State::refused;
  const Life life(*this);
  ASSERT_NO_FATAL_FAILURE(start(network_));
  run_for(2h);
  // 60 s to 66 s between polls.
  EXPECT_GE(other.requests().size(), 105U);
  EXPECT_LE(other.requests().size(), 121U);
}

TEST_F(PollingNetwork, AHundredSourcesOfOneDeadOriginDelayNoOther) {
  const KeepingServer other(KeepingServer::always(kept_answer("200 OK", "", rss_of({"A tram"}))));
  std::string sources = "  - {feed: '" + other.url() + "', id: other, allow_private: true}\n";
  for (int i = 0; i < 100; ++i) {
    sources += "  - {feed: 'http://dead.example:" + std::to_string(server_.port()) + "/" + std::to_string(i) +
               "', id: dead-" + std::to_string(i) + ", allow_private: true}\n";
  }
  configure(sources);
  network_.state = Network::State::refused;
  const Life life(*this);
  ASSERT_NO_FATAL_FAILURE(start(network_));
  run_for(1h);
  EXPECT_GE(other.requests().size(), 53U);
  EXPECT_LE(other.requests().size(), 61U);
  EXPECT_EQ(log_.count("the source fails"), 100U);
}

TEST_F(PollingNetwork, HungServersDelayNoOther) {
  const KeepingServer hung(KeepingServer::always("", KeepingServer::Then::hang));
  const KeepingServer other(KeepingServer::always(kept_answer("200 OK", "", rss_of({"A tram"}))));
  std::string sources = "  - {feed: '" + other.url() + "', id: other, allow_private: true}\n";
  for (int i = 0; i < 100; ++i) {
    sources += "  - {feed: '" + hung.url("/" + std::to_string(i)) + "', id: hung-" + std::to_string(i) +
               ", allow_private: true}\n";
  }
  configure(sources);
  const Life life(*this);
  ASSERT_NO_FATAL_FAILURE(start());
  run_for(1h, 2);  // as many as an origin is asked at once
  EXPECT_GE(other.requests().size(), 53U);
  EXPECT_LE(other.requests().size(), 61U);
  EXPECT_EQ(hung.open_connections(), 2U);
}

}  // namespace
}  // namespace tb::app
