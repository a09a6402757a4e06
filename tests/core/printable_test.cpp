// Text from outside, made harmless and short.
#include "tenbells/core/printable.hpp"

#include <gtest/gtest.h>

namespace tb {
namespace {

struct Case {
  const char* name;
  std::string input;
  std::string want;
};

class Printable : public testing::TestWithParam<Case> {};

TEST_P(Printable, IsHarmless) {
  EXPECT_EQ(printable(GetParam().input), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(Texts, Printable,
                         testing::Values(Case{"PlainTextStays", "Ferry — 渡轮 🚢", "Ferry — 渡轮 🚢"},
                                         Case{"EscapeSequences", "a\x1b[31mb", "a\xEF\xBF\xBD[31mb"},
                                         Case{"LineBreaksBecomeSpaces", "a\r\nb\tc", "a  b c"},
                                         Case{"Nul", std::string("a\0b", 3),
                                              "a\xEF\xBF\xBD"
                                              "b"},
                                         Case{"C1Controls",
                                              "a\xC2\x9B"
                                              "b",
                                              "a\xEF\xBF\xBD"
                                              "b"},
                                         Case{"BidiOverride",
                                              "a\xE2\x80\xAE"
                                              "b",
                                              "a\xEF\xBF\xBD"
                                              "b"},
                                         Case{"BidiIsolate",
                                              "a\xE2\x81\xA6"
                                              "b",
                                              "a\xEF\xBF\xBD"
                                              "b"},
                                         Case{"LoneContinuation", "a\x80", "a\xEF\xBF\xBD"},
                                         Case{"TruncatedSequence", "a\xE5\x8F", "a\xEF\xBF\xBD\xEF\xBF\xBD"},
                                         Case{"Overlong", "\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},
                                         Case{"Surrogate", "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"}),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Shortened, CountsCodePointsAndShowsTheCut) {
  EXPECT_EQ(shortened("渡轮服务恢复", 4), "渡轮服…");
  EXPECT_EQ(shortened("渡轮服务", 4), "渡轮服务");
  EXPECT_EQ(shortened("abc", 1), "…");
  EXPECT_EQ(shortened("abc", 0), "");
}

}  // namespace
}  // namespace tb
