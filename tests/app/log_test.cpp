// Log lines: fields a program can read, and nothing that a headline could forge.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/log_to_stderr.hpp"

namespace tb::app {
namespace {

TEST(LogLine, PutsFieldsBehindTheMessage) {
  EXPECT_EQ(log_line({LogLevel::info, "the source fails", {{"source", "herald"}, {"why", "no answer"}}}),
            "the source fails  source=herald  why=\"no answer\"");
}

TEST(LogLine, EscapesQuotes) {
  EXPECT_EQ(log_line({LogLevel::info, "m", {{"why", "a \"b\" \\ c"}}}), "m  why=\"a \\\"b\\\" \\\\ c\"");
}

TEST(LogLine, IsOneLineWhateverItHolds) {
  const std::string line = log_line({LogLevel::info, "m\nfaked", {{"why", "x\r\n2026 error forged\x1b[31m"}}});
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_EQ(line.find('\x1b'), std::string::npos);
}

TEST(LogLine, CutsWhatIsTooLong) {
  EXPECT_LT(log_line({LogLevel::info, "m", {{"why", std::string(1'000'000, 'x')}}}).size(), 1'200U);
}

}  // namespace
}  // namespace tb::app
