// What servers do wrong, seen from the news desk: whatever comes between, an item that a later poll still shows rings
// once, the fault is said once, and nothing stays open behind it.
#include <gmock/gmock.h>
#include <zlib.h>

#include <atomic>
#include <fstream>
#include <functional>

#include "polling_case.hpp"

namespace tb::app {
namespace {

using fakes::answer;
using fakes::ScriptedServer;
using testing::Contains;
using testing::HasSubstr;

constexpr std::size_t kMebibyte = 1024 * 1024;
constexpr std::size_t kFaults = 12;  // in a row: the third leaves as much open as the twelfth

std::string gzipped_blanks(std::size_t mebibytes) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string blanks(kMebibyte, ' ');
  std::string out(mebibytes * 4096, '\0');
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  for (std::size_t i = 1; i <= mebibytes; ++i) {
    stream.next_in = reinterpret_cast<Bytef*>(blanks.data());
    stream.avail_in = static_cast<uInt>(blanks.size());
    deflate(&stream, i == mebibytes ? Z_FINISH : Z_NO_FLUSH);
  }
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

// The most memory that was resident at once since the last call of forget_peak, in bytes.
void forget_peak() {
  std::ofstream("/proc/self/clear_refs") << "5";
}
std::size_t peak() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::stoul(line.substr(6)) * 1024;
  }
  return 0;
}

std::string cut_in_half(const std::string& whole) {
  return whole.substr(0, whole.size() - rss_of({"New ferry", "Old ferry"}).size() / 2);
}

std::string half_a_chunked_feed() {
  return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n<?xml version=\"1";
}

std::string redirect_to(const std::string& location) {
  return answer("302 Found", "Location: " + location + "\r\n", "");
}

// Sends until the client has had enough.
ScriptedServer::Handler endless(std::string begin, std::string piece) {
  return [begin = std::move(begin), piece = std::move(piece)](ScriptedServer::Socket& socket, const std::string&) {
    boost::system::error_code error;
    boost::asio::write(socket, boost::asio::buffer(begin), error);
    while (!error) boost::asio::write(socket, boost::asio::buffer(piece), error);
  };
}

struct Fault {
  std::string name;
  ScriptedServer::Handler handler;
  std::string reason;
};

void PrintTo(const Fault& fault, std::ostream* out) {
  *out << fault.name;
}

class EachFault : public PollingCase, public testing::WithParamInterface<Fault> {};

TEST_P(EachFault, HidesNoItemIsSaidOnceAndLeavesNothingOpen) {
  std::atomic<bool> is_faulty = false;
  std::atomic<std::size_t> faults = 0;
  std::atomic<bool> has_news = false;
  const ScriptedServer server([&](ScriptedServer::Socket& socket, const std::string& request) {
    if (is_faulty) {
      ++faults;
      return GetParam().handler(socket, request);
    }
    const std::string feed = has_news ? feed_answer({"New ferry", "Old ferry"}, "ETag: \"2\"\r\n")
                                      : feed_answer({"Old ferry"}, "ETag: \"1\"\r\n");
    ScriptedServer::send(socket, feed);
  });
  configure("  - {feed: '" + server.url() + "', id: herald, allow_private: true, backoff_ceiling: 60s}\n",
            "http: {body_limit: 1MiB}\n");
  const Life life(*this);
  ASSERT_NO_FATAL_FAILURE(start());
  ASSERT_TRUE(run_until([&] { return server.requests().size() >= 2; }));

  has_news = true;
  is_faulty = true;
  ASSERT_TRUE(run_until([&] { return faults >= 3; }));
  ASSERT_TRUE(spin_until([&] { return daemon_->polls_under_way() == 0; }));
  const std::size_t open = open_descriptors();
  const std::size_t polls_worth = GetParam().name == "RedirectLoop" ? 6 : 1;
  ASSERT_TRUE(run_until([&] { return faults >= kFaults * polls_worth; }));
  ASSERT_TRUE(spin_until([&] { return daemon_->polls_under_way() == 0; }));
  EXPECT_TRUE(spin_until([&] { return open_descriptors() <= open; })) << open_descriptors() << " after " << open;

  is_faulty = false;
  EXPECT_TRUE(run_until([&] { return rung("New ferry") > 0; }));
  run_for(3min);
  EXPECT_EQ(rung("New ferry"), 1U);
  EXPECT_EQ(rung("Old ferry"), 0U);
  EXPECT_EQ(log_.count("the source fails source=herald"), 1U) << testing::PrintToString(log_.lines());
  EXPECT_THAT(log_.lines(), Contains(HasSubstr("reason=" + GetParam().reason)));
  EXPECT_EQ(log_.count("the source works again source=herald"), 1U);
}

std::vector<Fault> faults() {
  const auto always = [](std::string bytes) { return ScriptedServer::always(std::move(bytes)); };
  const std::string whole = feed_answer({"New ferry", "Old ferry"}, "ETag: \"half\"\r\n");
  const std::string bomb = answer("200 OK", "Content-Encoding: gzip\r\nETag: \"bomb\"\r\n", gzipped_blanks(64));
  std::string chunks;
  for (int i = 0; i < 400; ++i) chunks += "8\r\n<channel\r\n";
  return {
      {"ClosedMidBody", always(cut_in_half(whole)), "protocol"},
      {"ClosedMidChunk", always(half_a_chunked_feed()), "protocol"},
      {"ClosedWithoutAWord", always(""), "protocol"},
      {"BytesThatAreNotHttp", always("\x16\x03\x01garbage\r\n\r\n"), "protocol"},
      {"GarbageInTheBody", always(answer("200 OK", "ETag: \"junk\"\r\n", "\x01\xff\xfe junk, no markup")),
       "not_a_feed"},
      {"EndlessHeaders", endless("HTTP/1.1 200 OK\r\n", "X-More: and more and more and more\r\n"), "limit"},
      {"EndlessChunks", endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", chunks), "limit"},
      {"EndlessBody", endless("HTTP/1.1 200 OK\r\n\r\n<rss>", std::string(4096, ' ')), "limit"},
      {"GzipBomb", always(bomb), "limit"},
      {"RedirectLoop", always(redirect_to("/again")), "limit"},
      {"RedirectToAFile", always(redirect_to("file:///etc/passwd")), "policy"},
      {"RedirectToGopher", always(redirect_to("gopher://127.0.0.1/")), "policy"},
      {"EmptyBody", always(answer("200 OK", "ETag: \"none\"\r\n", "")), "not_a_feed"},
      {"ServerError", always(answer("500 Internal Server Error", "", "")), "http_5xx"},
  };
}

INSTANTIATE_TEST_SUITE_P(PollingFaults, EachFault, testing::ValuesIn(faults()),
                         [](const auto& row) { return row.param.name; });

class PollingFaults : public PollingCase {};

TEST_F(PollingFaults, BombsTakeNoMemoryThatGrowsWithThem) {
  const std::string bomb = answer("200 OK", "Content-Encoding: gzip\r\n", gzipped_blanks(128));
  const ScriptedServer server(ScriptedServer::always(bomb));
  configure("  - {feed: '" + server.url() + "', id: herald, allow_private: true, backoff_ceiling: 60s}\n");
  const Life life(*this);
  ASSERT_NO_FATAL_FAILURE(start());
  ASSERT_TRUE(run_until([&] { return server.requests().size() >= 3; }));
  forget_peak();
  const std::size_t before = peak();
  ASSERT_TRUE(run_until([&] { return server.requests().size() >= 20; }));
  EXPECT_LT(peak(), before + 64 * kMebibyte);
}

TEST_F(PollingFaults, AByteNowAndThenIsGivenUpAndHoldsUpNobody) {
  std::atomic<bool> is_slow = true;
  const ScriptedServer slow([&](ScriptedServer::Socket& socket, const std::string&) {
    if (!is_slow) return ScriptedServer::send(socket, feed_answer({"Slow ferry"}));
    boost::system::error_code error;
    boost::asio::write(socket, boost::asio::buffer(std::string("HTTP/1.1 200 OK\r\n\r\n")), error);
    while (!error) {
      boost::asio::write(socket, boost::asio::buffer(std::string("<")), error);
      std::this_thread::sleep_for(20ms);  // what the fault is
    }
  });
  std::atomic<int> asked = 0;
  const ScriptedServer quick([&](ScriptedServer::Socket& socket, const std::string&) {
    ScriptedServer::send(socket, ++asked < 5 ? feed_answer({}) : feed_answer({"Quick ferry"}));
  });
  configure("  - {feed: '" + slow.url() + "', id: slow, allow_private: true, first_poll: all}\n  - {feed: '" +
                quick.url() + "', id: quick, allow_private: true}\n",
            "http: {rate_window: 1s}\n");
  const Life life(*this);
  ASSERT_NO_FATAL_FAILURE(start());
  EXPECT_TRUE(run_until([&] { return rung("Quick ferry") == 1; }, 24h, 1));
  EXPECT_TRUE(spin_until([&] { return log_.count("the source fails source=slow") == 1; }));
  is_slow = false;
  EXPECT_TRUE(run_until([&] { return rung("Slow ferry") == 1; }));
}

}  // namespace
}  // namespace tb::app
