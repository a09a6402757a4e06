// Servers that misbehave: each gets its connection closed and the caller an error of the right kind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/read.hpp>
#include <filesystem>
#include <functional>
#include <thread>

#include "coded.hpp"
#include "fakes/run_until_done.hpp"
#include "fakes/scripted_server.hpp"
#include "tenbells/http/client.hpp"

namespace tb::http {
namespace {

using fakes::answer;
using fakes::ScriptedServer;
using testing::HasSubstr;
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

// A client with its own world.
struct World {
  explicit World(const Options& options) : client(std::move(*Client::make(options, resolver, pool))) {}

  Result<Response> fetch(const std::string& url) {
    Request request;
    request.url = url;
    request.allow_private = true;
    return fakes::run_until_done(context, client->fetch(std::move(request)));
  }

  asio::io_context context;
  SystemResolver resolver{1};
  async::CpuPool pool{1};
  std::unique_ptr<Client> client;
};

Result<Response> fetch(const std::string& url, const Options& options = tight()) {
  return World(options).fetch(url);
}

ScriptedServer::Handler says(const std::string& bytes) {
  return ScriptedServer::always(bytes);
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

// Sends until the client has had enough.
ScriptedServer::Handler endless(const std::string& head, const std::string& piece) {
  std::string many;
  while (many.size() < 4096) many += piece;
  return [=](ScriptedServer::Socket& socket, const std::string&) {
    boost::system::error_code error;
    boost::asio::write(socket, boost::asio::buffer(head), error);
    while (!error) boost::asio::write(socket, boost::asio::buffer(many), error);
  };
}

// Sends byte after byte with a pause before each, until the client has had enough.
ScriptedServer::Handler drips(const std::string& head, const std::string& bytes) {
  return [=](ScriptedServer::Socket& socket, const std::string&) {
    boost::system::error_code error;
    boost::asio::write(socket, boost::asio::buffer(head), error);
    for (std::size_t i = 0; !error; i = (i + 1) % bytes.size()) {
      std::this_thread::sleep_for(10ms);
      boost::asio::write(socket, boost::asio::buffer(&bytes[i], 1), error);
    }
  };
}

std::string redirect_to(const std::string& location) {
  return answer("302 Found", "Location: " + location + "\r\n", "");
}

std::string labelled(const std::string& coding, const std::string& body) {
  return answer("200 OK", "Content-Encoding: " + coding + "\r\n", body);
}

// Eight times as many zeros as may come out. Packed when they are asked for: most tests need none.
ScriptedServer::Handler bomb(const std::string& label, std::function<std::string(std::string_view)> pack) {
  return [=](ScriptedServer::Socket& socket, const std::string&) {
    ScriptedServer::send(socket, labelled(label, pack(std::string(1 << 20, '\0'))));
  };
}

const std::string kHello = "HTTP/1.1 200 OK\r\n";
const std::string kChunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

struct Case {
  const char* name;
  ScriptedServer::Handler handler;
  ErrorKind want;
};

void PrintTo(const Case& row, std::ostream* out) {
  *out << row.name;
}

std::vector<Case> ends_too_soon() {
  return {
      {"ClosesWithoutAWord", says(""), ErrorKind::unavailable},
      {"ClosesInTheStatusLine", says("HTTP/1.1 20"), ErrorKind::corrupt},
      {"ClosesInTheHeaders", says(kHello + "Content-Length: 1"), ErrorKind::corrupt},
      {"ClosesInTheBody", says(kHello + "Content-Length: 100\r\n\r\nabc"), ErrorKind::corrupt},
      {"ClosesInAChunk", says(kChunked + "9\r\nabc"), ErrorKind::corrupt},
      {"ClosesBetweenChunks", says(kChunked + "3\r\nabc\r\n"), ErrorKind::corrupt},
      {"ClosesInTheGzip", says(labelled("gzip", coded::gzip("The ferry sails at noon.").substr(0, 20))),
       ErrorKind::corrupt},
  };
}

std::vector<Case> takes_its_time() {
  return {
      {"NeverAnswers", falls_silent_after(""), ErrorKind::timeout},
      {"StopsInTheHeaders", falls_silent_after(kHello + "X: "), ErrorKind::timeout},
      {"StopsInTheBody", falls_silent_after(kHello + "Content-Length: 100\r\n\r\nabc"), ErrorKind::timeout},
      {"StopsBetweenChunks", falls_silent_after(kChunked + "3\r\nabc\r\n"), ErrorKind::timeout},
      {"DripsItsHeaders", drips(kHello, "X-Header: y\r\n"), ErrorKind::timeout},
      {"DripsItsBody", drips(kHello + "Content-Length: 60000\r\n\r\n", "x"), ErrorKind::timeout},
      {"DripsItsChunks", drips(kChunked, "1\r\nx\r\n"), ErrorKind::timeout},
  };
}

std::vector<Case> never_ends() {
  return {
      {"AnnouncesTooMuch", says(kHello + "Content-Length: 10000000000\r\n\r\n"), ErrorKind::limit_exceeded},
      {"EndlessBody", endless(kHello + "\r\n", "x"), ErrorKind::limit_exceeded},
      {"EndlessChunks", endless(kChunked, "4\r\nabcd\r\n"), ErrorKind::limit_exceeded},
      {"EndlessChunkSize", endless(kChunked, "0"), ErrorKind::limit_exceeded},
      {"EndlessChunkExtension", endless(kChunked + "4;", "x"), ErrorKind::limit_exceeded},
      {"EndlessTrailers", endless(kChunked + "0\r\n", "X-Trailer: y\r\n"), ErrorKind::limit_exceeded},
      {"OneGreatChunk", endless(kChunked + "7fffffff\r\n", "x"), ErrorKind::limit_exceeded},
      {"EndlessHeaders", endless(kHello, "X-Header: yyyyyyyyyyyyyyyyyyyyyyyy\r\n"), ErrorKind::limit_exceeded},
      {"EndlessTinyHeaders", endless(kHello, "a:\r\n"), ErrorKind::limit_exceeded},
      {"EndlessHeaderLine", endless(kHello + "X-Header: ", "y"), ErrorKind::limit_exceeded},
      {"EndlessHeaderName", endless(kHello, "y"), ErrorKind::limit_exceeded},
      {"EndlessStatusLine", endless("HTTP/1.1 200 ", "O"), ErrorKind::limit_exceeded},
      {"EndlessAnnouncements", endless("", "HTTP/1.1 102 Processing\r\n\r\n"), ErrorKind::limit_exceeded},
      {"GzipBomb", bomb("gzip", &coded::gzip), ErrorKind::limit_exceeded},
      {"UnlabelledGzipBomb", bomb("identity", &coded::gzip), ErrorKind::limit_exceeded},
      {"DeflateBomb", bomb("deflate", &coded::deflate_of_zlib), ErrorKind::limit_exceeded},
      {"BrotliBomb", bomb("br", &coded::brotli), ErrorKind::limit_exceeded},
      {"ZstdBomb", bomb("zstd", &coded::zstd_of_a_stream), ErrorKind::limit_exceeded},
      {"BombInABomb", bomb("gzip, gzip", [](std::string_view text) { return coded::gzip(coded::gzip(text)); }),
       ErrorKind::limit_exceeded},
  };
}

std::vector<Case> speaks_another_language() {
  using namespace std::string_literals;
  return {
      {"AnotherProtocol", says("SSH-2.0-OpenSSH_9.2\r\n\r\n"), ErrorKind::corrupt},
      {"Garbage", says("\xff\xfe\x00\x01\x80garbage\r\n\r\n"s), ErrorKind::corrupt},
      {"EndlessGarbage", endless("", "\x80\xff"), ErrorKind::corrupt},
      {"OldHttp", says("HTTP/0.9 200 OK\r\n\r\n"), ErrorKind::corrupt},
      {"NewHttp", says("HTTP/2.0 200 OK\r\n\r\n"), ErrorKind::corrupt},
      {"StatusOfOneDigit", says("HTTP/1.1 2 OK\r\n\r\n"), ErrorKind::corrupt},
      {"ChangesTheProtocol", says("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n"), ErrorKind::corrupt},
      {"FoldedHeader", says(kHello + "X: a\r\n b\r\nContent-Length: 0\r\n\r\n"), ErrorKind::corrupt},
      {"NulInAHeader", says(kHello + "X: a\0b\r\nContent-Length: 0\r\n\r\n"s), ErrorKind::corrupt},
      {"NulInTheStatusLine", says("HTTP/1.1 200 O\0K\r\nContent-Length: 0\r\n\r\n"s), ErrorKind::corrupt},
      {"SpaceBeforeTheColon", says(kHello + "Content-Length : 0\r\n\r\n"), ErrorKind::corrupt},
      {"HeaderWithoutAName", says(kHello + ": x\r\n\r\n"), ErrorKind::corrupt},
      {"HeaderWithoutAColon", says(kHello + "Content-Length\r\n\r\n"), ErrorKind::corrupt},
      {"BareCarriageReturn", says(kHello + "X: a\rContent-Length: 0\r\n\r\n"), ErrorKind::corrupt},
  };
}

std::vector<Case> lies_about_its_length() {
  return {
      {"TwoLengths", says(kHello + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"), ErrorKind::corrupt},
      {"TwoLengthsInOneHeader", says(kHello + "Content-Length: 3, 4\r\n\r\nabcd"), ErrorKind::corrupt},
      {"NegativeLength", says(kHello + "Content-Length: -1\r\n\r\n"), ErrorKind::corrupt},
      {"LengthWithASign", says(kHello + "Content-Length: +3\r\n\r\nabc"), ErrorKind::corrupt},
      {"LengthThatIsNone", says(kHello + "Content-Length: abc\r\n\r\n"), ErrorKind::corrupt},
      {"LengthInHexadecimal", says(kHello + "Content-Length: 0x3\r\n\r\nabc"), ErrorKind::corrupt},
      {"LengthBeyondNumbers", says(kHello + "Content-Length: 99999999999999999999999\r\n\r\n"), ErrorKind::corrupt},
      {"LengthAndChunks", says(kHello + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"),
       ErrorKind::corrupt},
      {"ChunksAndLength", says(kHello + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n3\r\nabc\r\n0\r\n\r\n"),
       ErrorKind::corrupt},
      {"ChunkSizeThatIsNone", says(kChunked + "zz\r\n"), ErrorKind::corrupt},
      {"NegativeChunkSize", says(kChunked + "-1\r\nabc\r\n"), ErrorKind::corrupt},
      {"ChunkSizeBeyondNumbers", says(kChunked + "10000000000000000\r\nabc\r\n"), ErrorKind::corrupt},
      {"ChunkLongerThanItSays", says(kChunked + "3\r\nabcdef\r\n0\r\n\r\n"), ErrorKind::corrupt},
      {"ACodingWeDoNotKnow", says(labelled("x-unknown", "xx")), ErrorKind::invalid_input},
      {"ACodingItDoesNotUse", says(labelled("br", "<rss/>")), ErrorKind::corrupt},
  };
}

std::vector<Case> redirects_elsewhere() {
  return {
      {"ToAFile", says(redirect_to("file:///etc/passwd")), ErrorKind::invalid_input},
      {"ToGopher", says(redirect_to("gopher://127.0.0.1/1")), ErrorKind::invalid_input},
      {"ToFtp", says(redirect_to("ftp://127.0.0.1/feed")), ErrorKind::invalid_input},
      {"ToAJar", says(redirect_to("jar:http://127.0.0.1/a!/b")), ErrorKind::invalid_input},
      {"ToData", says(redirect_to("data:text/xml,<rss/>")), ErrorKind::invalid_input},
      {"ToAUser", says(redirect_to("http://user:password@127.0.0.1/")), ErrorKind::invalid_input},
      {"ToNoUrl", says(redirect_to("http://[")), ErrorKind::invalid_input},
      {"ToNoHost", says(redirect_to("http:///feed")), ErrorKind::invalid_input},
      {"ToAScope", says(redirect_to("http://[fe80::1%25lo]/")), ErrorKind::invalid_input},
      {"ToItself", says(redirect_to("/")), ErrorKind::limit_exceeded},
  };
}

class Misbehaviour : public testing::TestWithParam<Case> {};

TEST_P(Misbehaviour, IsAnErrorOfItsKind) {
  const ScriptedServer server(GetParam().handler);
  const Result<Response> response = fetch(server.url());
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, GetParam().want) << to_string(response.error());
}

std::string name_of(const testing::TestParamInfo<Case>& row) {
  return row.param.name;
}

INSTANTIATE_TEST_SUITE_P(EndsTooSoon, Misbehaviour, testing::ValuesIn(ends_too_soon()), name_of);
INSTANTIATE_TEST_SUITE_P(TakesItsTime, Misbehaviour, testing::ValuesIn(takes_its_time()), name_of);
INSTANTIATE_TEST_SUITE_P(NeverEnds, Misbehaviour, testing::ValuesIn(never_ends()), name_of);
INSTANTIATE_TEST_SUITE_P(SpeaksAnotherLanguage, Misbehaviour, testing::ValuesIn(speaks_another_language()), name_of);
INSTANTIATE_TEST_SUITE_P(LiesAboutItsLength, Misbehaviour, testing::ValuesIn(lies_about_its_length()), name_of);
INSTANTIATE_TEST_SUITE_P(Redirects, Misbehaviour, testing::ValuesIn(redirects_elsewhere()), name_of);

TEST(Faults, ATransferThatIsTooSlowIsGivenUpLongBeforeItsTimeIsOver) {
  Options options = tight();
  options.limits.total = 60s;
  options.limits.least_rate = 10_KiB;
  options.limits.rate_window = 200ms;
  const ScriptedServer server(drips(kHello + "Content-Length: 60000\r\n\r\n", "x"));
  const auto begin = std::chrono::steady_clock::now();
  const Result<Response> response = fetch(server.url(), options);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s);
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::timeout);
}

TEST(Faults, ARedirectLoopCostsSixRequests) {
  const ScriptedServer server(says(redirect_to("/again")));
  const Result<Response> response = fetch(server.url());
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::limit_exceeded);
  EXPECT_EQ(server.requests().size(), 6U);
}

TEST(Faults, MoreHeadersThanAllowedAreRefusedHoweverShort) {
  std::string headers;
  for (int i = 0; i < 100; ++i) headers += "a:\r\n";
  const ScriptedServer enough(says(kHello + headers + "\r\n"));
  EXPECT_TRUE(fetch(enough.url()));
  const ScriptedServer too_many(says(kHello + headers + "a:\r\n\r\n"));
  const Result<Response> response = fetch(too_many.url());
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::limit_exceeded);
}

TEST(Faults, TheSameLengthTwiceIsOneLength) {
  const ScriptedServer server(says(kHello + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"));
  const Result<Response> response = fetch(server.url());
  ASSERT_TRUE(response) << to_string(response.error());
  EXPECT_EQ(response->body, "abc");
}

// What stands behind an answer is no answer to the next request (response splitting).
TEST(Faults, BytesBehindTheAnswerAreNeverTheNextAnswer) {
  const std::string smuggled = kHello + "Content-Length: 4\r\n\r\nevil";
  const ScriptedServer server(falls_silent_after(kHello + "Content-Length: 3\r\n\r\nabc" + smuggled));
  World world(tight());
  for (int i = 0; i < 2; ++i) {
    const Result<Response> response = world.fetch(server.url());
    ASSERT_TRUE(response) << to_string(response.error());
    EXPECT_EQ(response->body, "abc");
  }
  EXPECT_EQ(server.requests().size(), 2U);
}

TEST(Faults, BytesBehindANotModifiedAreNeverTheNextAnswer) {
  const ScriptedServer server(falls_silent_after("HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n<rss>evil</rss>"));
  World world(tight());
  for (int i = 0; i < 2; ++i) {
    const Result<Response> response = world.fetch(server.url());
    ASSERT_TRUE(response) << to_string(response.error());
    EXPECT_EQ(response->status, 304U);
    EXPECT_EQ(response->body, "");
  }
}

TEST(Faults, AClosedPortIsUnavailable) {
  std::string url;
  {
    const ScriptedServer server(says(""));
    url = server.url();
  }
  const Result<Response> response = fetch(url);
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::unavailable);
}

TEST(Faults, TlsToAServerThatSpeaksNoneIsAnError) {
  const ScriptedServer server(says("HTTP/1.1 400 Bad Request\r\n\r\n"));
  const Result<Response> response = fetch("https://127.0.0.1:" + std::to_string(server.port()) + "/");
  ASSERT_FALSE(response);
  EXPECT_THAT(to_string(response.error()), HasSubstr("speak TLS with"));
}

std::ptrdiff_t open_descriptors() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), std::filesystem::directory_iterator());
}

TEST(Faults, NoneLeavesADescriptorOpenOrTheClientUnableToGoOn) {
  World world(tight());
  const ScriptedServer honest(says(answer("200 OK", "", "ferry")));
  ASSERT_TRUE(world.fetch(honest.url()));
  const std::ptrdiff_t before = open_descriptors();
  for (const auto& cases :
       {ends_too_soon(), never_ends(), speaks_another_language(), lies_about_its_length(), redirects_elsewhere()}) {
    for (const Case& row : cases) {
      SCOPED_TRACE(row.name);
      const ScriptedServer server(row.handler);
      EXPECT_FALSE(world.fetch(server.url()));
    }
  }
  EXPECT_EQ(open_descriptors(), before);
  EXPECT_TRUE(world.fetch(honest.url()));
}

}  // namespace
}  // namespace tb::http
