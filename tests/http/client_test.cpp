// The client's manners and policy, against a server on loopback.
#include "tenbells/http/client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes/run_until_done.hpp"
#include "fakes/scripted_server.hpp"

namespace tb::http {
namespace {

using fakes::answer;
using fakes::run_until_done;
using fakes::ScriptedServer;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// A DNS of the test's own.
class FakeResolver final : public Resolver {
 public:
  explicit FakeResolver(std::vector<std::string> answers) : answers_(std::move(answers)) {}
  asio::awaitable<Result<std::vector<asio::ip::address>>> resolve(std::string, std::chrono::milliseconds) override {
    std::vector<asio::ip::address> addresses;
    for (const std::string& address : answers_) addresses.push_back(asio::ip::make_address(address));
    co_return addresses;
  }

 private:
  std::vector<std::string> answers_;
};

class ClientTest : public testing::Test {
 protected:
  Result<Response> fetch(Request request, const Options& options = {}) {
    auto client = Client::make(options, resolver_, pool_);
    return run_until_done(context_, (*client)->fetch(std::move(request)));
  }
  static Request get(const std::string& url) {
    Request request;
    request.url = url;
    request.allow_private = true;
    return request;
  }

  asio::io_context context_;
  FakeResolver resolver_{{"127.0.0.1"}};
  async::CpuPool pool_{1};
};

TEST_F(ClientTest, GivesStatusHeadersAndBody) {
  const ScriptedServer server(ScriptedServer::always(answer("200 OK", "ETag: \"abc\"\r\n", "ferry")));
  const Result<Response> response = fetch(get(server.url("/feed?x=1")));
  ASSERT_TRUE(response) << to_string(response.error());
  EXPECT_EQ(response->status, 200U);
  EXPECT_EQ(response->header("etag"), "\"abc\"");
  EXPECT_EQ(response->body, "ferry");
  EXPECT_THAT(server.requests()[0], HasSubstr("GET /feed?x=1 HTTP/1.1\r\n"));
}

TEST_F(ClientTest, SaysWhoItIsAndWhatItTakes) {
  const ScriptedServer server(ScriptedServer::always(answer("200 OK", "", "")));
  ASSERT_TRUE(fetch(get(server.url()), {.contact = "mailto:desk@herald.example", .ca_file = {}, .limits = {}}));
  const std::string request = server.requests()[0];
  EXPECT_THAT(request, HasSubstr("User-Agent: tenbells/"));
  EXPECT_THAT(request, HasSubstr("(+https://github.com/tenbells/tenbells; mailto:desk@herald.example)\r\n"));
  EXPECT_THAT(request, HasSubstr("Accept-Encoding: gzip, deflate, br, zstd\r\n"));
  EXPECT_THAT(request, Not(HasSubstr("Cookie")));
  EXPECT_THAT(request, Not(HasSubstr("Referer")));
}

TEST_F(ClientTest, WithoutAContactItStillNamesItsProject) {
  const ScriptedServer server(ScriptedServer::always(answer("200 OK", "", "")));
  ASSERT_TRUE(fetch(get(server.url())));
  EXPECT_THAT(server.requests()[0], HasSubstr(" (+https://github.com/tenbells/tenbells)\r\n"));
}

TEST_F(ClientTest, AHeaderThatWouldBreakTheLineIsNotSent) {
  const ScriptedServer server(ScriptedServer::always(answer("200 OK", "", "")));
  for (const std::string& bad : {std::string("a\r\nX-Forged: b"), std::string("a\nb"), std::string("a\0b", 3)}) {
    Request request = get(server.url());
    request.headers.push_back({.name = "X", .value = bad});
    const Result<Response> response = fetch(request);
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind, ErrorKind::invalid_input);
  }
  EXPECT_THAT(server.requests(), ElementsAre());
}

TEST_F(ClientTest, SendsValidatorsByteForByteToTheirOwnUrlOnly) {
  const ScriptedServer server(ScriptedServer::always(answer("304 Not Modified", "", "")));
  Request request = get(server.url("/feed"));
  request.validators = {.url = server.url("/feed"), .etag = "W/\"a, b\"", .last_modified = "last Tuesday"};
  ASSERT_TRUE(fetch(request));
  EXPECT_THAT(server.requests()[0], HasSubstr("If-None-Match: W/\"a, b\"\r\n"));
  EXPECT_THAT(server.requests()[0], HasSubstr("If-Modified-Since: last Tuesday\r\n"));
  request.validators->url = server.url("/other");
  ASSERT_TRUE(fetch(request));
  EXPECT_THAT(server.requests()[1], Not(HasSubstr("If-None-Match")));
}

TEST_F(ClientTest, FollowsRedirectsAndSaysWhetherAllWerePermanent) {
  const ScriptedServer permanent(ScriptedServer::in_turn(
      {answer("301 Moved Permanently", "Location: /new\r\n", ""), answer("200 OK", "", "there")}));
  const Result<Response> moved = fetch(get(permanent.url("/old")));
  ASSERT_TRUE(moved);
  EXPECT_EQ(moved->body, "there");
  EXPECT_EQ(moved->url, permanent.url("/new"));
  EXPECT_TRUE(moved->moved_permanently);
  const ScriptedServer temporary(
      ScriptedServer::in_turn({answer("302 Found", "Location: /new\r\n", ""), answer("200 OK", "", "there")}));
  EXPECT_FALSE(fetch(get(temporary.url("/old")))->moved_permanently);
}

struct PostRow {
  const char* status;
  const char* next;  // what is asked of the new place
};

class RedirectedPost : public ClientTest, public testing::WithParamInterface<PostRow> {};

TEST_P(RedirectedPost, IsRepeatedOnlyIfTheServerSaysSo) {
  const ScriptedServer server(
      ScriptedServer::in_turn({answer(GetParam().status, "Location: /new\r\n", ""), answer("200 OK", "", "")}));
  Request request = get(server.url("/old"));
  request.method = "POST";
  request.body = "ding";
  ASSERT_TRUE(fetch(request));
  ASSERT_EQ(server.requests().size(), 2U);
  EXPECT_EQ(server.requests()[1].substr(0, server.requests()[1].find(' ')), GetParam().next);
  EXPECT_EQ(server.requests()[1].ends_with("ding"), GetParam().next == std::string("POST"));
}

INSTANTIATE_TEST_SUITE_P(Statuses, RedirectedPost,
                         testing::Values(PostRow{"301 Moved Permanently", "GET"}, PostRow{"302 Found", "GET"},
                                         PostRow{"303 See Other", "GET"}, PostRow{"307 Temporary Redirect", "POST"},
                                         PostRow{"308 Permanent Redirect", "POST"}));

TEST_F(ClientTest, SaysHowMuchCameOverTheWire) {
  const ScriptedServer server(ScriptedServer::always(answer("200 OK", "", "ferry")));
  EXPECT_EQ(fetch(get(server.url()))->transferred, 5U);
}

TEST_F(ClientTest, StopsAtTheFifthRedirect) {
  const ScriptedServer server(ScriptedServer::always(answer("302 Found", "Location: /again\r\n", "")));
  const Result<Response> response = fetch(get(server.url()));
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::limit_exceeded);
  EXPECT_EQ(server.requests().size(), 6U);
}

TEST_F(ClientTest, ARefusedRedirectIsTheAnswer) {
  const ScriptedServer server(ScriptedServer::always(answer("307 Temporary Redirect", "Location: /x\r\n", "")));
  Request request = get(server.url());
  request.redirects = Redirects::refuse;
  EXPECT_EQ(fetch(request)->status, 307U);
  EXPECT_EQ(server.requests().size(), 1U);
}

TEST_F(ClientTest, TakesCredentialsToTheirOwnOriginOnly) {
  const ScriptedServer other(ScriptedServer::always(answer("200 OK", "", "")));
  const ScriptedServer server(
      ScriptedServer::always(answer("302 Found", "Location: " + other.url("/elsewhere") + "\r\n", "")));
  Request request = get(server.url());
  request.credentials.push_back({"X-Api-Key", "hunter2"});
  request.headers.push_back({"Accept", "text/xml"});
  ASSERT_TRUE(fetch(request));
  EXPECT_THAT(server.requests()[0], HasSubstr("X-Api-Key: hunter2"));
  EXPECT_THAT(other.requests()[0], Not(HasSubstr("hunter2")));
  EXPECT_THAT(other.requests()[0], HasSubstr("Accept: text/xml"));
}

TEST_F(ClientTest, PostsABody) {
  const ScriptedServer server(ScriptedServer::always(answer("200 OK", "", "ok")));
  Request request = get(server.url("/hook"));
  request.method = "POST";
  request.body = "{\"a\":1}";
  ASSERT_TRUE(fetch(request));
  EXPECT_THAT(server.requests()[0], HasSubstr("Content-Length: 7\r\n"));
  EXPECT_THAT(server.requests()[0], HasSubstr("\r\n\r\n{\"a\":1}"));
}

TEST_F(ClientTest, ADeadAddressDoesNotHideTheLiving) {
  const ScriptedServer server(ScriptedServer::always(answer("200 OK", "", "ferry")));
  FakeResolver two({"127.0.0.2", "127.0.0.1"});
  auto client = Client::make({}, two, pool_);
  Request request = get("http://herald.example:" + std::to_string(server.port()) + "/");
  EXPECT_EQ(run_until_done(context_, (*client)->fetch(std::move(request)))->body, "ferry");
}

TEST_F(ClientTest, AnInterimAnswerIsNotTheAnswer) {
  const ScriptedServer server(
      ScriptedServer::always("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + answer("200 OK", "", "ferry")));
  const Result<Response> response = fetch(get(server.url()));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->body, "ferry");
}

TEST_F(ClientTest, ABodyMayEndWithTheConnection) {
  const ScriptedServer server(ScriptedServer::always("HTTP/1.0 200 OK\r\n\r\nferry"));
  EXPECT_EQ(fetch(get(server.url()))->body, "ferry");
}

TEST_F(ClientTest, ReadsChunks) {
  const ScriptedServer server(
      ScriptedServer::always("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nfer\r\n2\r\nry\r\n0\r\n\r\n"));
  EXPECT_EQ(fetch(get(server.url()))->body, "ferry");
}

TEST_F(ClientTest, ConnectsToNoPrivateAddressUnlessAllowed) {
  const ScriptedServer server(ScriptedServer::always(answer("200 OK", "", "")));
  Request request = get(server.url());
  request.allow_private = false;
  const Result<Response> response = fetch(request);
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::refused);
  EXPECT_THAT(to_string(response.error()), HasSubstr("127.0.0.1 is a loopback address"));
  EXPECT_THAT(to_string(response.error()), HasSubstr("allow_private: true"));
  EXPECT_THAT(server.requests(), ElementsAre());
}

TEST_F(ClientTest, ANameThatLeadsInsideIsRefusedToo) {
  const ScriptedServer server(ScriptedServer::always(answer("200 OK", "", "")));
  Request request = get("http://rebound.example:" + std::to_string(server.port()) + "/");
  request.allow_private = false;
  ASSERT_FALSE(fetch(request));
  EXPECT_THAT(server.requests(), ElementsAre());
}

}  // namespace
}  // namespace tb::http
