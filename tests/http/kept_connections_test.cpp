// Connections are kept for the next request to the same origin, and only where that is safe.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>

#include "fakes/fake_resolver.hpp"
#include "fakes/keeping_server.hpp"
#include "fakes/run_until_done.hpp"
#include "tenbells/async/task_group.hpp"
#include "tenbells/http/client.hpp"

namespace tb::http {
namespace {

using fakes::FakeResolver;
using fakes::KeepingServer;
using fakes::kept_answer;
using fakes::run_until_done;
using namespace std::chrono_literals;
using Then = KeepingServer::Then;

const std::string kFerry = kept_answer("200 OK", "", "ferry");

class Kept : public testing::Test {
 protected:
  Kept() { use({}); }
  void use(const Options& options) { client_ = *Client::make(options, resolver_, pool_); }
  static Request get(const std::string& url) {
    Request request;
    request.url = url;
    request.allow_private = true;
    return request;
  }
  static Request post(const std::string& url) {
    Request request = get(url);
    request.method = "POST";
    request.body = "ding";
    return request;
  }
  Result<Response> fetch(Request request) { return run_until_done(context_, client_->fetch(std::move(request))); }
  // How many connections two requests in a row take.
  std::size_t connections_of_two(const KeepingServer& server) {
    EXPECT_TRUE(fetch(get(server.url())));
    EXPECT_TRUE(fetch(get(server.url())));
    return server.connections();
  }

  asio::io_context context_;
  FakeResolver resolver_{{"127.0.0.1"}};
  async::CpuPool pool_{1};
  std::unique_ptr<Client> client_;
};

// Waits for what another thread brings about; a minute is for the slowest machine.
template <class Condition>
bool comes_true(Condition condition) {
  const auto end = std::chrono::steady_clock::now() + 1min;
  while (!condition() && std::chrono::steady_clock::now() < end) std::this_thread::yield();
  return condition();
}

TEST_F(Kept, TwoRequestsInARowGoOverOneConnection) {
  const KeepingServer server(KeepingServer::always(kFerry));
  EXPECT_EQ(connections_of_two(server), 1U);
  EXPECT_EQ(server.requests().size(), 2U);
}

TEST_F(Kept, SoDoesAPost) {
  const KeepingServer server(KeepingServer::always(kFerry));
  ASSERT_TRUE(fetch(post(server.url())));
  ASSERT_TRUE(fetch(post(server.url())));
  EXPECT_EQ(server.connections(), 1U);
}

TEST_F(Kept, NothingIsAskedOfTheResolverForAConnectionThatIsThere) {
  const KeepingServer server(KeepingServer::always(kFerry));
  const std::string url = "http://herald.example:" + std::to_string(server.port()) + "/";
  ASSERT_TRUE(fetch(get(url)));
  ASSERT_TRUE(fetch(get(url)));
  EXPECT_EQ(resolver_.asked(), 1);
}

TEST_F(Kept, AConnectionOpenedForAnIntranetIsNoneForAStranger) {
  const KeepingServer server(KeepingServer::always(kFerry));
  ASSERT_TRUE(fetch(get(server.url())));
  Request stranger = get(server.url());
  stranger.allow_private = false;
  const Result<Response> response = fetch(stranger);
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::refused);
}

TEST_F(Kept, AnotherNameOfTheSameServerHasItsOwn) {
  const KeepingServer server(KeepingServer::always(kFerry));
  ASSERT_TRUE(fetch(get("http://one.example:" + std::to_string(server.port()) + "/")));
  ASSERT_TRUE(fetch(get("http://two.example:" + std::to_string(server.port()) + "/")));
  EXPECT_EQ(server.connections(), 2U);
}

TEST_F(Kept, OneThatTheServerHasClosedIsNotUsedEvenForAPost) {
  const KeepingServer server(KeepingServer::always(kFerry, Then::close));
  ASSERT_TRUE(fetch(get(server.url())));
  ASSERT_TRUE(comes_true([&] { return server.open_connections() == 0; }));
  EXPECT_TRUE(fetch(post(server.url())));
  EXPECT_EQ(server.connections(), 2U);
}

// Answers the first request of each connection; the second finds the door closed as it comes.
KeepingServer::Reply closes_at_the_second(const KeepingServer::Asked& asked) {
  if (asked.on_it == 0) return {kFerry, Then::keep};
  return {"", Then::close};
}

TEST_F(Kept, AGetThatFindsTheDoorClosedIsSentOnceMore) {
  const KeepingServer server(closes_at_the_second);
  ASSERT_TRUE(fetch(get(server.url())));
  const Result<Response> second = fetch(get(server.url()));
  ASSERT_TRUE(second) << to_string(second.error());
  EXPECT_EQ(second->body, "ferry");
  EXPECT_EQ(server.connections(), 2U);
  EXPECT_EQ(server.requests().size(), 3U);
}

TEST_F(Kept, APostIsNotSentTwice) {
  const KeepingServer server(closes_at_the_second);
  ASSERT_TRUE(fetch(get(server.url())));
  const Result<Response> second = fetch(post(server.url()));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(server.requests().size(), 2U);
}

TEST_F(Kept, ANewConnectionThatIsClosedIsNotTriedAgain) {
  const KeepingServer server(KeepingServer::always("", Then::close));
  EXPECT_FALSE(fetch(get(server.url())));
  EXPECT_EQ(server.requests().size(), 1U);
}

TEST_F(Kept, AnAnswerBrokenOffIsNotAskedForAgain) {
  const KeepingServer server([](const KeepingServer::Asked& asked) {
    if (asked.on_it == 0) return KeepingServer::Reply{kFerry, Then::keep};
    return KeepingServer::Reply{"HTTP/1.1 200 OK\r\nContent-Le", Then::close};
  });
  ASSERT_TRUE(fetch(get(server.url())));
  EXPECT_FALSE(fetch(get(server.url())));
  EXPECT_EQ(server.requests().size(), 2U);
}

struct NotKeptRow {
  const char* name;
  std::string answer;
};

class NotKept : public Kept, public testing::WithParamInterface<NotKeptRow> {};

TEST_P(NotKept, IsNotUsedAgain) {
  const KeepingServer server(KeepingServer::always(GetParam().answer));
  EXPECT_EQ(connections_of_two(server), 2U);
}

INSTANTIATE_TEST_SUITE_P(
    Connections, NotKept,
    testing::Values(NotKeptRow{"ThatTheServerWillClose", kept_answer("200 OK", "Connection: close\r\n", "x")},
                    NotKeptRow{"OfHttp10", "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx"},
                    NotKeptRow{"WithBytesBehindTheAnswer", kFerry + "HTTP/1.1 200 OK\r\n"},
                    NotKeptRow{"WithABodyBehindA304", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\nferry"},
                    NotKeptRow{"WithABodyBehindA204", "HTTP/1.1 204 No Content\r\n\r\nferry"},
                    NotKeptRow{"WithNoTimeLeft", kept_answer("200 OK", "Keep-Alive: timeout=0\r\n", "x")}),
    [](const auto& row) { return std::string(row.param.name); });

TEST_F(Kept, Http10IsKeptIfItSaysSo) {
  const KeepingServer server(
      KeepingServer::always("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\nx"));
  EXPECT_EQ(connections_of_two(server), 1U);
}

TEST_F(Kept, WhatStandsBehindA304IsNotTakenForTheNextAnswer) {
  const KeepingServer server([](const KeepingServer::Asked& asked) {
    const std::string forged = "HTTP/1.1 304 Not Modified\r\n\r\n" + kept_answer("200 OK", "", "forged");
    return KeepingServer::Reply{asked.connection == 0 ? forged : kFerry, Then::keep};
  });
  ASSERT_EQ(fetch(get(server.url()))->status, 304U);
  EXPECT_EQ(fetch(get(server.url()))->body, "ferry");
}

TEST_F(Kept, ChunksEndWithoutTheConnection) {
  const KeepingServer server(
      KeepingServer::always("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nferry\r\n0\r\n\r\n"));
  EXPECT_EQ(connections_of_two(server), 1U);
}

TEST_F(Kept, NotLongerThanItsTime) {
  Options options;
  options.limits.idle = 0ms;
  use(options);
  const KeepingServer server(KeepingServer::always(kFerry));
  EXPECT_EQ(connections_of_two(server), 2U);
}

TEST_F(Kept, NotMoreThanTheirNumber) {
  Options options;
  options.limits.idle_connections = 1;
  use(options);
  const KeepingServer one(KeepingServer::always(kFerry));
  const KeepingServer two(KeepingServer::always(kFerry));
  ASSERT_TRUE(fetch(get(one.url())));
  ASSERT_TRUE(fetch(get(two.url())));
  EXPECT_TRUE(comes_true([&] { return one.open_connections() == 0; }));  // the longest unused went
  ASSERT_TRUE(fetch(get(two.url())));
  EXPECT_EQ(two.connections(), 1U);
}

// While it lives, this process gets no descriptor that it has not had before.
class NoDescriptorsLeft {
 public:
  NoDescriptorsLeft() {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const int lowest_free = ::dup(STDERR_FILENO);
    ::close(lowest_free);
    const rlimit none{.rlim_cur = static_cast<rlim_t>(lowest_free), .rlim_max = before_.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &none);
  }
  ~NoDescriptorsLeft() { ::setrlimit(RLIMIT_NOFILE, &before_); }
  NoDescriptorsLeft(const NoDescriptorsLeft&) = delete;
  NoDescriptorsLeft& operator=(const NoDescriptorsLeft&) = delete;

 private:
  rlimit before_{};
};

TEST_F(Kept, OneThatNobodyUsesGivesUpItsDescriptorToOneThatIsNeeded) {
  const KeepingServer one(KeepingServer::always(kFerry));
  const KeepingServer two(KeepingServer::always(kFerry));
  ASSERT_TRUE(fetch(get(one.url())));
  const NoDescriptorsLeft none;
  const Result<Response> response = fetch(get(two.url()));
  ASSERT_TRUE(response) << to_string(response.error());
}

TEST_F(Kept, WithoutAnyDescriptorTheErrorSaysSo) {
  const KeepingServer server(KeepingServer::always(kept_answer("200 OK", "Connection: close\r\n", "ferry")));
  ASSERT_TRUE(fetch(get(server.url())));  // Asio's own descriptors are there from now on
  Result<Response> response;
  {
    const NoDescriptorsLeft none;
    response = fetch(get(server.url()));
  }
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::limit_exceeded);
  EXPECT_TRUE(fetch(get(server.url())));
}

TEST_F(Kept, AClientThatEndsClosesThem) {
  const KeepingServer server(KeepingServer::always(kFerry));
  ASSERT_TRUE(fetch(get(server.url())));
  client_.reset();
  EXPECT_TRUE(comes_true([&] { return server.open_connections() == 0; }));
}

TEST_F(Kept, AnExchangeThatRanOutOfTimeClosesItsConnection) {
  Options options;
  options.limits.first_byte = 100ms;
  use(options);
  const KeepingServer server([](const KeepingServer::Asked& asked) {
    return asked.on_it == 0 ? KeepingServer::Reply{kFerry, Then::keep} : KeepingServer::Reply{"", Then::hang};
  });
  ASSERT_TRUE(fetch(get(server.url())));
  const Result<Response> late = fetch(get(server.url()));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().kind, ErrorKind::timeout);
  EXPECT_TRUE(comes_true([&] { return server.open_connections() == 0; }));
  EXPECT_EQ(server.requests().size(), 2U);
}

asio::awaitable<void> fetch_into(Client& client, Request request, Result<Response>& result) {
  result = co_await client.fetch(std::move(request));
}

TEST_F(Kept, AnExchangeThatIsCancelledEndsAtOnceAndClosesItsConnection) {
  const KeepingServer server(KeepingServer::always("HTTP/1.1 200 OK\r\nContent-Le", Then::hang));
  Result<Response> result;
  async::TaskGroup tasks(context_.get_executor());
  tasks.spawn("fetch", fetch_into(*client_, get(server.url()), result));
  while (server.requests().empty()) context_.run_for(1ms);
  run_until_done(context_, tasks.stop());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::cancelled);
  EXPECT_TRUE(comes_true([&] { return server.open_connections() == 0; }));
}

TEST_F(Kept, ManyExchangesAtOnceHaveAConnectionEachAndEachIsUsedAgain) {
  const KeepingServer server(KeepingServer::always(kFerry));
  for (int round = 0; round < 2; ++round) {
    std::array<Result<Response>, 10> results;
    async::TaskGroup tasks(context_.get_executor());
    for (Result<Response>& result : results) tasks.spawn("fetch", fetch_into(*client_, get(server.url()), result));
    run_until_done(context_, tasks.join());
    for (const Result<Response>& result : results) EXPECT_EQ(result->body, "ferry");
  }
  EXPECT_EQ(server.connections(), 10U);
}

TEST_F(Kept, AnExecutionContextWithNothingElseToDoEnds) {
  const KeepingServer server(KeepingServer::always(kFerry));
  Result<Response> result;
  async::TaskGroup tasks(context_.get_executor());
  tasks.spawn("fetch", fetch_into(*client_, get(server.url()), result));
  context_.run();
  EXPECT_TRUE(result);
  EXPECT_EQ(server.open_connections(), 1U);
}

}  // namespace
}  // namespace tb::http
