// Content-codings undone, honest and dishonest ones.
#include "http/inflate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <functional>

#include "coded.hpp"

namespace tb::http {
namespace {

using testing::HasSubstr;

const std::string kText = "The ferry sails at noon, and the ferry sails at one.";

Limits inflated_to(Bytes most, double ratio = 1e9) {
  Limits limits;
  limits.inflated = most;
  limits.inflation_ratio = ratio;
  return limits;
}

// Text that no coding makes much smaller, always the same.
std::string incompressible(std::size_t size) {
  std::string text(size, '\0');
  std::uint32_t state = 1;
  for (char& c : text) {
    state = state * 1664525 + 1013904223;
    c = static_cast<char>(state >> 24);
  }
  return text;
}

// Text as compressible as a feed: words in no order.
std::string feed_like(std::size_t size) {
  static constexpr std::string_view kWords[] = {"<item>", "ferry", "harbour", "noon", "strike", "</item>\n", "<title>"};
  std::string text;
  std::uint32_t state = 7;
  while (text.size() < size) {
    state = state * 1664525 + 1013904223;
    text += std::string(kWords[(state >> 24) % std::size(kWords)]) + std::to_string(state >> 20) + " ";
  }
  return text;
}

// KiB, as the kernel counts them.
long memory(const std::string& what) {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    if (word == what && status >> word) return std::stol(word);
  }
  return 0;
}

struct Coding {
  const char* name;
  const char* label;
  std::function<std::string(std::string_view)> encode;
};

const Coding kCodings[] = {
    {"Gzip", "gzip", &coded::gzip},
    {"XGzip", "x-gzip", &coded::gzip},
    {"ZlibsDeflate", "deflate", &coded::deflate_of_zlib},
    {"BareDeflate", "deflate", &coded::deflate_bare},
    {"Brotli", "br", &coded::brotli},
    {"Zstd", "zstd", &coded::zstd_of_a_stream},
};

class EachCoding : public testing::TestWithParam<Coding> {
 protected:
  static Result<std::string> decode(const std::string& body, const Limits& limits = {}) {
    return decode_content(body, GetParam().label, limits);
  }
  static std::string encode(std::string_view text) { return GetParam().encode(text); }
};

TEST_P(EachCoding, IsUndone) {
  for (const std::string& text : {kText, std::string(), feed_like(52'000), feed_like(600'000), incompressible(200'000),
                                  std::string(900'000, 'x')}) {
    const Result<std::string> body = decode(encode(text));
    ASSERT_TRUE(body) << to_string(body.error());
    EXPECT_EQ(*body, text);
  }
}

TEST_P(EachCoding, MayComeOutExactlyAsLongAsTheLimitAndNoByteLonger) {
  const std::string text = feed_like(100'000);
  EXPECT_EQ(decode(encode(text), inflated_to({text.size()})), text);
  const Result<std::string> body = decode(encode(text), inflated_to({text.size() - 1}));
  ASSERT_FALSE(body);
  EXPECT_EQ(body.error().kind, ErrorKind::limit_exceeded);
  EXPECT_THAT(to_string(body.error()), HasSubstr("http.inflated_limit"));
}

TEST_P(EachCoding, ABombIsStoppedByItsRatio) {
  const Result<std::string> body = decode(encode(std::string(20 << 20, 'x')));
  ASSERT_FALSE(body);
  EXPECT_EQ(body.error().kind, ErrorKind::limit_exceeded);
  EXPECT_THAT(to_string(body.error()), HasSubstr("http.inflation_ratio"));
}

TEST_P(EachCoding, MuchRepetitionIsNoBombBelowAMebibyte) {
  const std::string text(1 << 20, 'x');
  EXPECT_EQ(decode(encode(text)), text);
  EXPECT_FALSE(decode(encode(text + "y")));
}

TEST_P(EachCoding, OneThatEndsEarlyIsCorruptWhereverItIsCut) {
  const std::string whole = encode(feed_like(20'000));
  for (std::size_t size = whole.size() - 1; size > 3; size = size > 64 ? size * 3 / 4 : size - 1) {
    const Result<std::string> body = decode(whole.substr(0, size));
    ASSERT_FALSE(body) << size << " of " << whole.size();
    EXPECT_EQ(body.error().kind, ErrorKind::corrupt);
  }
}

TEST_P(EachCoding, NoFlippedByteEndsInAnythingButAValueOrAnError) {
  const std::string whole = encode(feed_like(2'000));
  for (std::size_t at = 3; at < whole.size(); ++at) {
    std::string flipped = whole;
    flipped[at] = static_cast<char>(~flipped[at]);
    const Result<std::string> body = decode(flipped, inflated_to(1_MiB));
    if (body) {
      EXPECT_LE(body->size(), (1_MiB).count);
    } else {
      EXPECT_THAT(body.error().kind, testing::AnyOf(ErrorKind::corrupt, ErrorKind::limit_exceeded));
    }
  }
}

TEST_P(EachCoding, PaddingBehindItsEndIsIgnored) {
  EXPECT_EQ(decode(encode(kText) + std::string(1, '\0')), kText);
  EXPECT_EQ(decode(encode(kText) + std::string(512, '\0')), kText);
}

TEST_P(EachCoding, AnEmptyBodyIsEmpty) {
  EXPECT_EQ(decode(""), "");
}

TEST_P(EachCoding, ABombCostsNoMoreMemoryThanItsBound) {
  const std::string bomb = encode(std::string(64 << 20, 'x'));
  if (!std::ofstream("/proc/self/clear_refs").write("5", 1).flush()) GTEST_SKIP() << "the peak cannot be set back";
  const long before = memory("VmRSS:");
  EXPECT_FALSE(decode(bomb, inflated_to(16_MiB)));
  EXPECT_LE(memory("VmHWM:") - before, 32 * 1024) << "KiB";
}

INSTANTIATE_TEST_SUITE_P(Codings, EachCoding, testing::ValuesIn(kCodings),
                         [](const auto& row) { return std::string(row.param.name); });

struct Case {
  const char* name;
  const char* label;
  std::string body;
  std::optional<ErrorKind> want;  // nothing: kText
};

class DecodeContent : public testing::TestWithParam<Case> {};

TEST_P(DecodeContent, GivesTheTextOrAnErrorOfItsKind) {
  const Case& row = GetParam();
  const Result<std::string> body = decode_content(row.body, row.label, Limits{});
  if (!row.want) {
    ASSERT_TRUE(body) << to_string(body.error());
    EXPECT_EQ(*body, kText);
    return;
  }
  ASSERT_FALSE(body);
  EXPECT_EQ(body.error().kind, *row.want) << to_string(body.error());
}

INSTANTIATE_TEST_SUITE_P(
    Labels, DecodeContent,
    testing::Values(
        Case{"NoLabel", "", kText, {}}, Case{"Identity", "identity", kText, {}},
        Case{"AWordForNothing", "none", kText, {}}, Case{"ACharsetInTheWrongField", "utf-8", kText, {}},
        Case{"CaseAndSpacesDoNotMatter", " GZip\t", coded::gzip(kText), {}},
        Case{"UnlabelledGzip", "", coded::gzip(kText), {}}, Case{"TextThatClaimsGzip", "gzip", kText, {}},
        Case{"GzippedTwiceAndSaidOnce", "gzip", coded::gzip(coded::gzip(kText)), {}},
        Case{"TwoAreUndoneFromTheLast", "gzip, br", coded::brotli(coded::gzip(kText)), {}},
        Case{"TwoInTheOtherOrder", "br, gzip", coded::gzip(coded::brotli(kText)), {}},
        Case{"TwoInTheWrongOrder", "gzip, br", coded::gzip(coded::brotli(kText)), ErrorKind::corrupt},
        Case{"EmptyElements", ", gzip,, identity,", coded::gzip(kText), {}},
        Case{"Three", "gzip, zstd, br", coded::brotli(coded::zstd(coded::gzip(kText))), {}},
        Case{"Four", "gzip, gzip, gzip, gzip", coded::gzip(coded::gzip(coded::gzip(coded::gzip(kText)))),
             ErrorKind::limit_exceeded},
        Case{"ALabelOfAThousandCodings", "gzip,gzip,gzip,gzip,gzip,gzip,gzip,gzip,gzip,gzip,gzip", kText,
             ErrorKind::limit_exceeded},
        Case{"OneThatWasNotOffered", "compress", kText, ErrorKind::invalid_input},
        Case{"OneThatWasNotOfferedBeforeOneThatWas", "x-unknown, gzip", coded::gzip(kText), ErrorKind::invalid_input},
        Case{"JoinedGzipMembers", "gzip", coded::gzip("The ferry sails at noon, ") + coded::gzip(kText.substr(25)), {}},
        Case{"ASecondMemberThatEndsEarly", "gzip", coded::gzip(kText) + coded::gzip(kText).substr(0, 20),
             ErrorKind::corrupt},
        Case{"JoinedZstdFrames", "zstd", coded::zstd("The ferry sails at noon, ") + coded::zstd(kText.substr(25)), {}},
        Case{"TextThatClaimsBrotli", "br", kText, ErrorKind::corrupt},
        Case{"TextThatClaimsZstd", "zstd", kText, ErrorKind::corrupt},
        Case{"TextThatClaimsDeflate", "deflate", kText, ErrorKind::corrupt},
        Case{"ZstdWithTheLargestWindowAllowed", "zstd", coded::zstd(kText, 23), {}},
        Case{"ZstdWithAWindowTooLarge", "zstd", coded::zstd(kText, 24), ErrorKind::limit_exceeded}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(DecodeContentBounds, ABombInsideABombGainsNothing) {
  const std::string body = coded::gzip(coded::gzip(std::string(64 << 20, 'x')));
  for (const char* label : {"gzip, gzip", "gzip"}) {
    const Result<std::string> decoded = decode_content(body, label, Limits{});
    ASSERT_FALSE(decoded);
    EXPECT_EQ(decoded.error().kind, ErrorKind::limit_exceeded);
  }
}

TEST(DecodeContentBounds, GzipsPromiseOfItsSizeIsOnlyAHint) {
  const std::string text = feed_like(52'000);
  std::string body = coded::gzip(text);
  for (const std::string& promise : {std::string("\xff\xff\xff\xff"), std::string(4, '\0')}) {
    body.replace(body.size() - 4, 4, promise);
    const Result<std::string> decoded = decode_content(body, "gzip", Limits{});
    ASSERT_FALSE(decoded);  // the size is part of the check (RFC 1952 §2.3.1)
    EXPECT_EQ(decoded.error().kind, ErrorKind::corrupt);
  }
}

TEST(DecodeContentBounds, AWrongChecksumIsCorrupt) {
  std::string body = coded::gzip(kText);
  body[body.size() - 6] = static_cast<char>(~body[body.size() - 6]);
  const Result<std::string> decoded = decode_content(body, "gzip", Limits{});
  ASSERT_FALSE(decoded);
  EXPECT_EQ(decoded.error().kind, ErrorKind::corrupt);
}

}  // namespace
}  // namespace tb::http
