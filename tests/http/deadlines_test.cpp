// What an exchange may take: the values, and the words of each limit against servers that exceed it.
#include "http/deadlines.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "fakes/black_hole.hpp"
#include "fakes/fake_resolver.hpp"
#include "fakes/keeping_server.hpp"
#include "fakes/run_until_done.hpp"
#include "tenbells/http/client.hpp"

namespace tb::http {
namespace {

using fakes::KeepingServer;
using testing::HasSubstr;
using namespace std::chrono_literals;

constexpr Instant kStart = Instant(1h);

Limits kilobyte_a_second() {
  Limits limits;
  limits.least_rate = 1_KiB;
  limits.rate_window = 10s;
  return limits;
}

TEST(Deadlines, NothingRunsOutBeforeItsTime) {
  Deadlines deadlines;
  deadlines.total = kStart + 60s;
  begin_phase(deadlines, "", "", 20s, kStart);
  EXPECT_EQ(look_at(deadlines, 0, {}, kStart + 19s), Overrun::none);
  EXPECT_EQ(look_at(deadlines, 0, {}, kStart + 20s), Overrun::phase);
}

TEST(Deadlines, TheWholeEndsAPhaseThatWouldOutlastIt) {
  Deadlines deadlines;
  deadlines.total = kStart + 5s;
  begin_phase(deadlines, "", "", 20s, kStart);
  EXPECT_EQ(look_at(deadlines, 0, {}, kStart + 5s), Overrun::total);
}

TEST(Deadlines, ATransferOfTheLeastRateGoesOn) {
  const Limits limits = kilobyte_a_second();
  Deadlines deadlines;
  begin_transfer(deadlines, 0, limits, kStart);
  for (unsigned window = 1; window < 100; ++window) {
    EXPECT_EQ(look_at(deadlines, 10'240 * window, limits, kStart + 10s * window), Overrun::none);
  }
}

TEST(Deadlines, ASlowerOneIsGivenUpAfterTheWindow) {
  const Limits limits = kilobyte_a_second();
  Deadlines deadlines;
  begin_transfer(deadlines, 500, limits, kStart);
  EXPECT_EQ(look_at(deadlines, 500, limits, kStart + 9s), Overrun::none);
  EXPECT_EQ(look_at(deadlines, 500 + 10'239, limits, kStart + 10s), Overrun::rate);
}

TEST(Deadlines, AFastBeginningDoesNotExcuseASilentEnd) {
  const Limits limits = kilobyte_a_second();
  Deadlines deadlines;
  begin_transfer(deadlines, 0, limits, kStart);
  EXPECT_EQ(look_at(deadlines, 1'000'000, limits, kStart + 10s), Overrun::none);
  EXPECT_EQ(look_at(deadlines, 1'000'100, limits, kStart + 20s), Overrun::rate);
}

struct LateRow {
  const char* name;
  std::string scheme;
  std::string bytes;  // said before it falls silent
  Limits limits;
  const char* phase;
  const char* limit;
};

class Late : public testing::TestWithParam<LateRow> {};

TEST_P(Late, IsATimeoutThatNamesPhaseAndLimit) {
  const LateRow& row = GetParam();
  const KeepingServer server(KeepingServer::always(row.bytes, KeepingServer::Then::hang));
  asio::io_context context;
  fakes::FakeResolver resolver({"127.0.0.1"});
  async::CpuPool pool(1);
  Options options;
  options.limits = row.limits;
  auto client = Client::make(options, resolver, pool);
  Request request;
  request.url = row.scheme + "://herald.example:" + std::to_string(server.port()) + "/";
  request.allow_private = true;
  const Result<Response> response = fakes::run_until_done(context, (*client)->fetch(std::move(request)));
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::timeout);
  EXPECT_EQ(response.error().doing, row.phase);
  EXPECT_THAT(response.error().why, HasSubstr(row.limit));
}

const std::string kHalf = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nferr";

INSTANTIATE_TEST_SUITE_P(
    Servers, Late,
    testing::Values(
        LateRow{
            "InTheHandshake", "https", "", {.handshake = 100ms}, "speak TLS with", "100 ms (http.handshake_timeout)"},
        LateRow{"WithTheFirstByte",
                "http",
                "",
                {.first_byte = 100ms},
                "read the answer of",
                "100 ms (http.first_byte_timeout)"},
        LateRow{"InTheHeaders",
                "http",
                "HTTP/1.1 200 OK\r\nX: ",
                {.first_byte = 100ms},
                "read the answer of",
                "100 ms (http.first_byte_timeout)"},
        LateRow{
            "InTheBody", "http", kHalf, {.rate_window = 100ms}, "read the answer of", "over 100 ms (http.least_rate)"},
        LateRow{"Altogether", "http", kHalf, {.total = 100ms}, "read the answer of", "100 ms (http.total_timeout)"},
        LateRow{"AltogetherInTheHandshake",
                "https",
                "",
                {.total = 100ms},
                "speak TLS with",
                "100 ms (http.total_timeout)"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(BlackHole, IsATimeoutThatNamesTheConnection) {
  const fakes::BlackHole hole("127.0.0.1", 0);
  asio::io_context context;
  fakes::FakeResolver resolver({"127.0.0.1"});
  async::CpuPool pool(1);
  Options options;
  options.limits.connect = 100ms;
  auto client = Client::make(options, resolver, pool);
  Request request;
  request.url = "http://herald.example:" + std::to_string(hole.port()) + "/";
  request.allow_private = true;
  const Result<Response> response = fakes::run_until_done(context, (*client)->fetch(std::move(request)));
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::timeout);
  EXPECT_EQ(response.error().doing, "connect to");
  EXPECT_THAT(response.error().why, HasSubstr("http.connect_timeout"));
}

}  // namespace
}  // namespace tb::http
