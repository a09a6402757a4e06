// Servers that misbehave: each gets its connection closed and the caller an error of the right kind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/read.hpp>

#include "fakes/run_until_done.hpp"
#include "fakes/scripted_server.hpp"
#include "tenbells/http/client.hpp"

namespace tb::http {
namespace {

using fakes::answer;
using fakes::ScriptedServer;
using namespace std::chrono_literals;

Options tight() {
  Options options;
  options.limits.body = 64_KiB;
  options.limits.inflated = 128_KiB;
  options.limits.headers = 8_KiB;
  options.limits.first_byte = 300ms;
  options.limits.connect = 300ms;
  options.limits.total = 600ms;
  return options;
}

Result<Response> fetch(const std::string& url) {
  asio::io_context context;
  SystemResolver resolver(1);
  async::CpuPool pool(1);
  auto client = Client::make(tight(), resolver, pool);
  Request request;
  request.url = url;
  request.allow_private = true;
  return fakes::run_until_done(context, (*client)->fetch(std::move(request)));
}

// Sends until the client has had enough.
ScriptedServer::Handler endless(const std::string& head, const std::string& piece) {
  return [=](ScriptedServer::Socket& socket, const std::string&) {
    boost::system::error_code error;
    boost::asio::write(socket, boost::asio::buffer(head), error);
    while (!error) boost::asio::write(socket, boost::asio::buffer(piece), error);
  };
}

// Says that much and then holds the connection open until the client closes it.
ScriptedServer::Handler falls_silent_after(const std::string& bytes) {
  return [=](ScriptedServer::Socket& socket, const std::string&) {
    ScriptedServer::send(socket, bytes);
    boost::system::error_code ignored;
    char byte = 0;
    boost::asio::read(socket, boost::asio::buffer(&byte, 1), ignored);
  };
}

struct Case {
  const char* name;
  ScriptedServer::Handler handler;
  ErrorKind want;
};

class Misbehaviour : public testing::TestWithParam<Case> {};

TEST_P(Misbehaviour, IsAnErrorOfItsKind) {
  const ScriptedServer server(GetParam().handler);
  const Result<Response> response = fetch(server.url());
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, GetParam().want) << to_string(response.error());
}

INSTANTIATE_TEST_SUITE_P(
    Servers, Misbehaviour,
    testing::Values(
        Case{"ClosesWithoutAWord", ScriptedServer::always(""), ErrorKind::unavailable},
        Case{"IsNotHttp", ScriptedServer::always("SSH-2.0-OpenSSH_9.2\r\n\r\n"), ErrorKind::corrupt},
        Case{"NeverAnswers", falls_silent_after(""), ErrorKind::timeout},
        Case{"StopsInTheHeaders", falls_silent_after("HTTP/1.1 200 OK\r\nX: "), ErrorKind::timeout},
        Case{"StopsInTheBody", falls_silent_after("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"),
             ErrorKind::timeout},
        Case{"ClosesInTheBody", ScriptedServer::always("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"),
             ErrorKind::corrupt},
        Case{"AnnouncesTooMuch", ScriptedServer::always("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n"),
             ErrorKind::limit_exceeded},
        Case{"SendsWithoutEnd", endless("HTTP/1.1 200 OK\r\n\r\n", std::string(4096, 'x')), ErrorKind::limit_exceeded},
        Case{"SendsChunksWithoutEnd", endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "4\r\nabcd\r\n"),
             ErrorKind::limit_exceeded},
        Case{"SendsHeadersWithoutEnd", endless("HTTP/1.1 200 OK\r\n", "X-Header: yyyyyyyyyyyyyyyyyyyyyyyy\r\n"),
             ErrorKind::limit_exceeded},
        Case{"SendsABadChunk", ScriptedServer::always("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
             ErrorKind::corrupt},
        Case{"RedirectsToAFile", ScriptedServer::always(answer("302 Found", "Location: file:///etc/passwd\r\n", "")),
             ErrorKind::invalid_input},
        Case{"UsesACodingWeDoNotKnow", ScriptedServer::always(answer("200 OK", "Content-Encoding: br\r\n", "xx")),
             ErrorKind::invalid_input}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Faults, AClosedPortIsUnavailable) {
  std::string url;
  {
    const ScriptedServer server(ScriptedServer::always(""));
    url = server.url();
  }
  const Result<Response> response = fetch(url);
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::unavailable);
}

TEST(Faults, TlsToAServerThatSpeaksNoneIsAnError) {
  const ScriptedServer server(ScriptedServer::always("HTTP/1.1 400 Bad Request\r\n\r\n"));
  const Result<Response> response = fetch("https://127.0.0.1:" + std::to_string(server.port()) + "/");
  ASSERT_FALSE(response);
  EXPECT_THAT(to_string(response.error()), testing::HasSubstr("speak TLS with"));
}

}  // namespace
}  // namespace tb::http
