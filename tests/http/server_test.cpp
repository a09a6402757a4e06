// The small server, called over loopback with exactly the bytes that a test wants.
#include "tenbells/http/server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <thread>

#include "fakes/kept_log.hpp"
#include "http/server_parser.hpp"
#include "http/server_reply.hpp"
#include "tenbells/async/task_group.hpp"

namespace tb::http {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;
using Socket = asio::ip::tcp::socket;

/// Answers with what it was asked, and keeps it.
class Echo final : public Handler {
 public:
  asio::awaitable<Reply> handle(IncomingRequest request) override {
    Reply reply;
    reply.body = request.method + " " + request.target + " " + request.body;
    requests.push_back(std::move(request));
    co_return reply;
  }

  std::vector<IncomingRequest> requests;
};

/// A server on a thread of its own, stopped at the end of the test.
class ServerTest : public testing::Test {
 protected:
  void start(const ServerLimits& limits = {}) {
    auto server = Server::listen(context_.get_executor(), {.limits = limits}, echo_, log_);
    ASSERT_TRUE(server) << to_string(server.error());
    server_ = std::move(*server);
    tasks_.spawn("server", server_->run());
    thread_ = std::thread([this] { context_.run(); });
  }

  void TearDown() override {
    if (!thread_.joinable()) return;
    asio::post(context_, [this] { tasks_.cancel(); });
    thread_.join();
    EXPECT_EQ(server_->connections(), 0U);
  }

  Socket connected() {
    Socket socket(callers_);
    socket.connect({asio::ip::make_address("127.0.0.1"), server_->port()});
    return socket;
  }

  // Until the server closes.
  static std::string everything_from(Socket& socket) {
    std::string all;
    boost::system::error_code error;
    while (!error) {
      std::array<char, 4096> piece{};
      const std::size_t size = socket.read_some(asio::buffer(piece), error);
      all.append(piece.data(), size);
    }
    return all;
  }

  static void send(Socket& socket, const std::string& bytes) {
    boost::system::error_code ignored;  // a server that refuses may close before it has all
    asio::write(socket, asio::buffer(bytes), ignored);
  }

  /// What comes of these bytes on a connection of their own.
  std::string answer_to(const std::string& bytes) {
    Socket socket = connected();
    send(socket, bytes);
    return everything_from(socket);
  }

  asio::io_context context_;
  asio::io_context callers_;
  Echo echo_;
  fakes::KeptLog log_;
  std::unique_ptr<Server> server_;
  async::TaskGroup tasks_{context_.get_executor()};
  std::thread thread_;
};

TEST_F(ServerTest, HandsTheWholeRequestToTheHandler) {
  start();
  const std::string answer = answer_to(
      "POST /websub/abc?x=1%20 HTTP/1.1\r\nHost: us\r\nX-Hub-Signature: sha1=00\r\nConnection: close\r\n"
      "Content-Length: 5\r\n\r\nferry");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answer, HasSubstr("\r\nDate: "));
  EXPECT_THAT(answer, EndsWith("\r\n\r\nPOST /websub/abc?x=1%20 ferry"));
  ASSERT_THAT(echo_.requests, SizeIs(1));
  EXPECT_EQ(echo_.requests[0].header("x-hub-signature"), "sha1=00");
  EXPECT_EQ(echo_.requests[0].header("x-none"), "");
  EXPECT_EQ(echo_.requests[0].peer, "127.0.0.1");
}

TEST_F(ServerTest, PutsChunksTogether) {
  start();
  EXPECT_THAT(answer_to("POST / HTTP/1.1\r\nHost: us\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                        "3\r\nfer\r\n2;x=y\r\nry\r\n0\r\nX-Trailer: 1\r\n\r\n"),
              EndsWith("POST / ferry"));
}

// The end of chunks is where Beast's own assertions can be met by what a caller sends.
TEST(ServerParser, ItMakesNoDifferenceWhereARequestIsCut) {
  for (const std::string end : {"0\r\n\r\n", "3\r\nfer\r\n0\r\n\r\n", "0;x=y\r\nX-Trailer: 1\r\n\r\n"}) {
    const std::string whole = "POST / HTTP/1.1\r\nHost: us\r\nTransfer-Encoding: chunked\r\n\r\n" + end;
    for (std::size_t step = 1; step <= whole.size(); ++step) {
      ServerParser parser({});
      for (std::size_t at = 0; at < whole.size(); at += step) {
        EXPECT_EQ(parser.take(std::string_view(whole).substr(at, step)), std::nullopt);
      }
      EXPECT_TRUE(parser.is_done()) << end << step;
    }
  }
}

TEST_F(ServerTest, AnswersOneRequestAfterTheOtherOnAConnection) {
  start();
  Socket socket = connected();
  send(socket, "GET /1 HTTP/1.1\r\nHost: us\r\n\r\n");
  std::string first(1024, '\0');
  first.resize(socket.read_some(asio::buffer(first)));
  EXPECT_THAT(first, HasSubstr("GET /1"));
  EXPECT_THAT(first, Not(HasSubstr("Connection: close")));
  send(socket, "GET /2 HTTP/1.1\r\nHost: us\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(everything_from(socket), HasSubstr("GET /2"));
}

TEST_F(ServerTest, ClosesAConnectionThatHasBeenUsedOftenEnough) {
  start({.requests_per_connection = 1});
  EXPECT_THAT(answer_to("GET / HTTP/1.1\r\nHost: us\r\n\r\n"), HasSubstr("Connection: close"));
}

TEST_F(ServerTest, SaysThatTheBodyMayCome) {
  start();
  Socket socket = connected();
  send(socket, "POST / HTTP/1.1\r\nHost: us\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
  std::string interim(25, '\0');
  asio::read(socket, asio::buffer(interim));
  EXPECT_EQ(interim, "HTTP/1.1 100 Continue\r\n\r\n");
  send(socket, "ferry");
  EXPECT_THAT(everything_from(socket), EndsWith("POST / ferry"));
}

TEST_F(ServerTest, GivesHeadersWithoutABodyToHead) {
  start();
  const std::string answer = answer_to("HEAD /a HTTP/1.1\r\nHost: us\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(answer, HasSubstr("Content-Length: 8\r\n"));
  EXPECT_THAT(answer, EndsWith("\r\n\r\n"));
}

TEST_F(ServerTest, TakesTheWholeAddressForItsPath) {
  start();
  EXPECT_THAT(answer_to("GET http://us.example/a?b HTTP/1.1\r\nHost: us\r\nConnection: close\r\n\r\n"),
              EndsWith("GET /a?b "));
  EXPECT_THAT(answer_to("GET http://us.example HTTP/1.1\r\nHost: us\r\nConnection: close\r\n\r\n"), EndsWith("GET / "));
}

TEST_F(ServerTest, AnswersACallerOfHttp10AndCloses) {
  start();
  EXPECT_THAT(answer_to("GET /old HTTP/1.0\r\n\r\n"), EndsWith("GET /old "));
}

struct Refusal {
  std::string name;
  std::string request;
  std::string status;
};

class Refused : public ServerTest, public testing::WithParamInterface<Refusal> {};

TEST_P(Refused, IsAnsweredWithAStatusAndTheHandlerIsNotAsked) {
  start({.headers = 1_KiB, .header_fields = 8, .body = Bytes{1000}});
  EXPECT_THAT(answer_to(GetParam().request), StartsWith("HTTP/1.1 " + GetParam().status + " "));
  EXPECT_THAT(echo_.requests, IsEmpty());
}

std::string many_fields() {
  std::string fields;
  for (int i = 0; i < 9; ++i) fields += "A: b\r\n";
  return fields;
}

const Refusal kRefusals[] = {
    {"NoHttp", "\x16\x03\x01 hello\r\n\r\n", "400"},
    {"NoHost", "GET / HTTP/1.1\r\n\r\n", "400"},
    {"TwoHosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"},
    {"LengthAndChunks", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", "400"},
    {"ChunksAndLength", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n", "400"},
    {"TwoLengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc", "400"},
    {"LengthThatIsNone", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", "400"},
    {"FoldedHeader", "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n", "400"},
    {"ChunksOfHttp10", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
    {"OtherTransferCoding", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", "501"},
    {"OtherVersion", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", "505"},
    {"BodyAnnouncedTooLarge", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n", "413"},
    {"ChunkTooLarge",
     "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" + std::string(1001, 'x') + "\r\n",
     "413"},
    {"HeadersTooLarge", "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(2000, 'x') + "\r\n\r\n", "431"},
    {"LineThatNeverEnds", "GET /" + std::string(5000, 'x'), "431"},
    {"TooManyFields", "GET / HTTP/1.1\r\nHost: a\r\n" + many_fields() + "\r\n", "431"},
};

INSTANTIATE_TEST_SUITE_P(Requests, Refused, testing::ValuesIn(kRefusals),
                         [](const auto& row) { return row.param.name; });

TEST_F(ServerTest, RefusesABodyForWhichThereIsNoRoom) {
  start({.body = 64_KiB, .held = 32_KiB});
  EXPECT_THAT(answer_to("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 40000\r\n\r\n" + std::string(40'000, 'x')),
              StartsWith("HTTP/1.1 503 "));
  EXPECT_THAT(answer_to("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 30000\r\n\r\n" +
                        std::string(30'000, 'x')),
              StartsWith("HTTP/1.1 200 "));
}

TEST_F(ServerTest, EndsARequestThatTakesTooLong) {
  start({.request = std::chrono::milliseconds{30}});
  EXPECT_THAT(answer_to("GET / HTTP/1.1\r\nHost:"), IsEmpty());
}

TEST_F(ServerTest, EndsAConnectionOnWhichNothingComes) {
  start({.idle = std::chrono::milliseconds{30}});
  EXPECT_THAT(answer_to(""), IsEmpty());
}

TEST_F(ServerTest, ServesWhoWaitedForAPlace) {
  start({.connections = 1});
  Socket first = connected();
  send(first, "GET /1 HT");
  Socket second = connected();
  send(second, "GET /2 HTTP/1.1\r\nHost: us\r\nConnection: close\r\n\r\n");
  send(first, "TP/1.1\r\nHost: us\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(everything_from(first), HasSubstr("GET /1"));
  EXPECT_THAT(everything_from(second), HasSubstr("GET /2"));
}

TEST_F(ServerTest, AnswersOnceToWhoSendsAhead) {
  start();
  const std::string one = "GET /1 HTTP/1.1\r\nHost: us\r\n\r\n";
  EXPECT_THAT(answer_to(one + one), EndsWith("GET /1 "));
  EXPECT_THAT(echo_.requests, SizeIs(1));
}

TEST_F(ServerTest, StopsWhileConnectionsAreOpen) {
  start();
  Socket idle = connected();
  Socket busy = connected();
  send(busy, "GET / HT");
  Socket served = connected();
  send(served, "GET / HTTP/1.1\r\nHost: us\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(everything_from(served), HasSubstr("200"));  // the others are accepted by now; TearDown stops
}

TEST(Listen, SaysWhatIsWrong) {
  asio::io_context context;
  Echo echo;
  fakes::KeptLog log;
  const auto first = Server::listen(context.get_executor(), {}, echo, log);
  ASSERT_TRUE(first);
  const auto taken = Server::listen(context.get_executor(), {.port = (*first)->port()}, echo, log);
  ASSERT_FALSE(taken);
  EXPECT_THAT(to_string(taken.error()), HasSubstr("the port is taken"));
  const auto name = Server::listen(context.get_executor(), {.address = "localhost"}, echo, log);
  ASSERT_FALSE(name);
  EXPECT_EQ(name.error().kind, ErrorKind::invalid_input);
}

TEST(ReplyBytes, HoldNoHeaderThatIsTwo) {
  const Reply reply{.headers = {{"X-A", "b\r\nX-Evil: 1"}, {"X-C", "d"}}, .body = "text"};
  const std::string bytes = reply_bytes(reply, "GET", After::close, Moment{});
  EXPECT_EQ(bytes,
            "HTTP/1.1 200 OK\r\nX-C: d\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\nConnection: close\r\n"
            "Content-Length: 4\r\n\r\ntext");
}

TEST(ReplyBytes, HaveNoBodyWhereTheStatusAllowsNone) {
  EXPECT_THAT(reply_bytes({.status = 204, .body = "text"}, "POST", After::keep, Moment{}), EndsWith("GMT\r\n\r\n"));
}

}  // namespace
}  // namespace tb::http
