// What is an answer, and what only looks like one. Every row is also taken byte by byte: it must make no difference.
#include "http/answer_parser.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace tb::http {
namespace {

using testing::HasSubstr;
using namespace std::chrono_literals;

enum class Pieces { whole, bytes };

Result<Response> parsed(const std::string& bytes, Pieces pieces, Limits limits = {},
                        Expected expected = Expected::a_body) {
  AnswerParser parser(limits, expected);
  const std::size_t step = pieces == Pieces::whole ? std::max<std::size_t>(bytes.size(), 1) : 1;
  for (std::size_t at = 0; at < bytes.size() && !parser.is_done(); at += step) {
    const Result<void> taken = parser.take(std::string_view(bytes).substr(at, step));
    if (!taken) return fail(taken.error());
  }
  const Result<void> ended = parser.take(Ending::closed);
  if (!ended) return fail(ended.error());
  return parser.release();
}

struct GoodRow {
  const char* name;
  std::string bytes;
  const char* body;
};

class GoodAnswer : public testing::TestWithParam<GoodRow> {};

TEST_P(GoodAnswer, IsUnderstood) {
  for (const Pieces pieces : {Pieces::whole, Pieces::bytes}) {
    const Result<Response> response = parsed(GetParam().bytes, pieces);
    ASSERT_TRUE(response) << to_string(response.error());
    EXPECT_EQ(response->body, GetParam().body);
    EXPECT_EQ(response->transferred, response->body.size());
  }
}

const std::string kOk = "HTTP/1.1 200 OK\r\n";
const std::string kChunked = kOk + "Transfer-Encoding: chunked\r\n\r\n";

INSTANTIATE_TEST_SUITE_P(
    Rows, GoodAnswer,
    testing::Values(GoodRow{"OfALength", kOk + "Content-Length: 5\r\n\r\nferry", "ferry"},
                    GoodRow{"OfTheSameLengthTwice", kOk + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nferry",
                            "ferry"},
                    GoodRow{"OfChunks", kChunked + "3\r\nfer\r\n2\r\nry\r\n0\r\n\r\n", "ferry"},
                    GoodRow{"OfNoChunks", kChunked + "0\r\n\r\n", ""},
                    GoodRow{"OfNoChunksWithATrailer", kChunked + "0\r\nX: y\r\n\r\n", ""},
                    GoodRow{"WithChunkExtensions", kChunked + "5;a=\"b\"\r\nferry\r\n0;c\r\n\r\n", "ferry"},
                    GoodRow{"WithTrailers", kChunked + "5\r\nferry\r\n0\r\nX-Late: 1\r\n\r\n", "ferry"},
                    GoodRow{"ThatEndsWithTheConnection", kOk + "\r\nferry", "ferry"},
                    GoodRow{"AfterHints", "HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n" + kOk + "\r\nferry", "ferry"},
                    GoodRow{"WithoutAReason", "HTTP/1.1 200 \r\nContent-Length: 1\r\n\r\nx", "x"},
                    GoodRow{"WithoutABody", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", ""}),
    [](const auto& row) { return std::string(row.param.name); });

struct BadRow {
  const char* name;
  std::string bytes;
  ErrorKind want = ErrorKind::corrupt;
};

class BadAnswer : public testing::TestWithParam<BadRow> {};

TEST_P(BadAnswer, IsRefused) {
  Limits limits;
  limits.headers = 1_KiB;
  limits.header_fields = 20;
  limits.body = 1_KiB;
  for (const Pieces pieces : {Pieces::whole, Pieces::bytes}) {
    const Result<Response> response = parsed(GetParam().bytes, pieces, limits);
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind, GetParam().want) << to_string(response.error());
  }
}

std::string times(int count, const std::string& text) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}

constexpr auto kTooMuch = ErrorKind::limit_exceeded;

INSTANTIATE_TEST_SUITE_P(
    Rows, BadAnswer,
    testing::Values(
        BadRow{"ThatIsNothing", "", ErrorKind::unavailable}, BadRow{"ThatIsNotHttp", "SSH-2.0-OpenSSH_9.2\r\n\r\n"},
        BadRow{"OfHttp09", "<html>"}, BadRow{"OfHttp20", "HTTP/2.0 200 OK\r\n\r\n"},
        BadRow{"BrokenOffInTheStatus", "HTTP/1.1 20"}, BadRow{"BrokenOffInTheHeaders", kOk + "X: y\r\n"},
        BadRow{"BrokenOffInTheBody", kOk + "Content-Length: 5\r\n\r\nfer"},
        BadRow{"BrokenOffInAChunk", kChunked + "5\r\nfer"},
        BadRow{"BrokenOffBeforeTheLastChunk", kChunked + "1\r\nx\r\n"},
        BadRow{"BrokenOffAfterAHint", "HTTP/1.1 103 Early Hints\r\n\r\n"},
        BadRow{"FoldedOverLines", kOk + "X: a\r\n b\r\n\r\n"},
        BadRow{"WithASpaceBeforeTheColon", kOk + "Content-Length : 5\r\n\r\nferry"},
        BadRow{"WithANul", kOk + std::string("X: a\0b\r\n\r\n", 10)},
        BadRow{"WithABareReturn", kOk + "X: a\rb\r\n\r\n"},
        BadRow{"OfALengthAndACoding", kOk + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
        BadRow{"OfACodingAndALength", kOk + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"},
        BadRow{"OfAnotherCodingAndALength", kOk + "Transfer-Encoding: gzip\r\nContent-Length: 5\r\n\r\nferry"},
        BadRow{"OfTwoLengths", kOk + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nferry!"},
        BadRow{"OfTwoLengthsInOneLine", kOk + "Content-Length: 5, 6\r\n\r\nferry!"},
        BadRow{"OfANegativeLength", kOk + "Content-Length: -5\r\n\r\nferry"},
        BadRow{"OfALengthThatIsNone", kOk + "Content-Length: many\r\n\r\nferry"},
        BadRow{"OfALengthBeyondNumbers", kOk + "Content-Length: 99999999999999999999999\r\n\r\nferry"},
        BadRow{"OfANegativeChunk", kChunked + "-1\r\nx\r\n"},
        BadRow{"OfAChunkThatIsNoNumber", kChunked + "zz\r\nx\r\n"},
        BadRow{"OfAChunkLongerThanItSays", kChunked + "2\r\nferry\r\n0\r\n\r\n"},
        BadRow{"ThatChangesTheProtocol", "HTTP/1.1 101 Switching Protocols\r\n\r\n"},
        BadRow{"OfAChunkBeyondNumbers", kChunked + "fffffffffffffffff\r\nx\r\n"},
        BadRow{"OfAHugeChunk", kChunked + "7fffffffffffffff\r\nx\r\n", kTooMuch},
        BadRow{"OfAHugeLength", kOk + "Content-Length: 1025\r\n\r\n", kTooMuch},
        BadRow{"OfTooManyBytes", kOk + "\r\n" + times(1025, "x"), kTooMuch},
        BadRow{"OfTooManyChunks", kChunked + times(1025, "1\r\nx\r\n"), kTooMuch},
        BadRow{"OfTooManyHeaders", kOk + times(21, "X: y\r\n") + "\r\n", kTooMuch},
        BadRow{"OfALongHeader", kOk + "X: " + times(1100, "y") + "\r\n\r\n", kTooMuch},
        BadRow{"OfALongStatus", "HTTP/1.1 200 " + times(1100, "y") + "\r\n\r\n", kTooMuch},
        BadRow{"OfALongChunkExtension", kChunked + "1;" + times(1100, "y") + "\r\nx\r\n0\r\n\r\n", kTooMuch},
        BadRow{"OfLongTrailers", kChunked + "0\r\n" + times(300, "X: yyyy\r\n") + "\r\n", kTooMuch},
        BadRow{"ThatIsOnlyEverAnnounced", times(30, "HTTP/1.1 103 Early Hints\r\n\r\n"), kTooMuch}),
    [](const auto& row) { return std::string(row.param.name); });

// A kilobyte of zeros is a length, too: sent with each byte of the body it would make a thousand bodies of one.
TEST(AnswerParser, WhatStandsBetweenChunksCountsAsWell) {
  const Limits limits{.body = 1_KiB, .headers = 4_KiB};
  const auto response =
      parsed(kChunked + times(100, times(1000, "0") + "1\r\nx\r\n") + "0\r\n\r\n", Pieces::whole, limits);
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, kTooMuch);
  EXPECT_TRUE(parsed(kChunked + times(1000, "1\r\nx\r\n") + "0\r\n\r\n", Pieces::whole, limits));
}

TEST(AnswerParser, ATrailerIsNoHeader) {
  const auto response = parsed(kChunked + "1\r\nx\r\n0\r\nETag: \"forged\"\r\n\r\n", Pieces::whole);
  ASSERT_TRUE(response);
  EXPECT_EQ(response->header("ETag"), "");
}

TEST(AnswerParser, A304KeepsItsHeaders) {
  const auto response =
      parsed("HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\nCache-Control: max-age=5\r\n\r\n", Pieces::bytes);
  ASSERT_TRUE(response);
  EXPECT_EQ(response->header("etag"), "\"a\"");
  EXPECT_EQ(response->header("cache-control"), "max-age=5");
}

TEST(AnswerParser, AnAnswerToHeadHasNoBodyWhateverItSays) {
  const auto response = parsed(kOk + "Content-Length: 5\r\n\r\n", Pieces::whole, {}, Expected::no_body);
  ASSERT_TRUE(response) << to_string(response.error());
  EXPECT_EQ(response->body, "");
}

TEST(AnswerParser, AnEndThatNobodyVouchesForIsNone) {
  AnswerParser parser({}, Expected::a_body);
  ASSERT_TRUE(parser.take(kOk + "\r\nferr"));
  EXPECT_FALSE(parser.take(Ending::truncated));
}

// Whatever comes, in whatever pieces, is an answer or an error: Beast's assertions and the sanitizers are the judges.
TEST(AnswerParser, BytesChangedAtRandomBreakNothing) {
  const std::vector<std::string> seeds = {
      kChunked + "5;a=b\r\nferry\r\n0;c\r\nX-Late: 1\r\n\r\n",
      "HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n" + kOk + "A: b\r\n c\r\n\r\nferry",
      kOk + "Content-Length: 5\r\nConnection: close\r\n\r\nferry"};
  constexpr std::string_view kLetters = "\r\n :;,0159afX\t\"";
  Limits limits;
  limits.headers = 128_B;
  limits.body = 64_B;
  std::mt19937 random(7);
  const auto below = [&](std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random); };
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = seeds[below(seeds.size())];
    for (std::size_t changes = below(4); changes > 0; --changes) {
      const std::size_t at = below(bytes.size());
      switch (below(3)) {
        case 0:
          bytes[at] = kLetters[below(kLetters.size())];
          break;
        case 1:
          bytes.insert(at, 1, kLetters[below(kLetters.size())]);
          break;
        default:
          bytes.erase(at, 1 + below(3));
      }
    }
    AnswerParser parser(limits, Expected::a_body);
    bool good = true;
    for (std::size_t at = 0; good && at < bytes.size() && !parser.is_done();) {
      const std::size_t size = 1 + below(8);
      good = parser.take(std::string_view(bytes).substr(at, size)).has_value();
      at += size;
    }
    good = good && parser.take(Ending::closed).has_value();
    EXPECT_TRUE(!good || parser.is_done());
    EXPECT_LE(parser.release().body.size(), 64U);
  }
}

struct KeepRow {
  const char* name;
  std::string bytes;
  std::optional<std::chrono::milliseconds> want;
};

class KeptFor : public testing::TestWithParam<KeepRow> {};

TEST_P(KeptFor, AsLongAsTheServerSaysAtMost) {
  AnswerParser parser({}, Expected::a_body);
  ASSERT_TRUE(parser.take(GetParam().bytes));
  EXPECT_EQ(parser.kept_for(90s), GetParam().want);
}

const std::string kEmpty = "Content-Length: 0\r\n";

INSTANTIATE_TEST_SUITE_P(
    Rows, KeptFor,
    testing::Values(KeepRow{"UnlessItSays", kOk + kEmpty + "\r\n", 90s},
                    KeepRow{"FiveSeconds", kOk + kEmpty + "Keep-Alive: timeout=5, max=100\r\n\r\n", 5s},
                    KeepRow{"NotMoreThanWeLike", kOk + kEmpty + "Keep-Alive: timeout=3600\r\n\r\n", 90s},
                    KeepRow{"ANumberBeyondNumbers", kOk + kEmpty + "Keep-Alive: timeout=99999999999999\r\n\r\n", 90s},
                    KeepRow{"NotAtAll", kOk + kEmpty + "Connection: foo, Close\r\n\r\n", std::nullopt},
                    KeepRow{"WithSomethingBehind", kOk + kEmpty + "\r\nx", std::nullopt},
                    KeepRow{"BeforeItsEnd", kOk + "Content-Length: 2\r\n\r\nx", std::nullopt}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace tb::http
