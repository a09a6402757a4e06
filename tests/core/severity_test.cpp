// The wire services' scale.
#include "tenbells/core/severity.hpp"

#include <gtest/gtest.h>

namespace tb {
namespace {

TEST(Severity, EveryNameReadsBackAsItself) {
  for (const Severity severity : kSeverities) EXPECT_EQ(severity_named(to_string(severity)), severity);
}

TEST(Severity, FlashIsTheLoudest) {
  EXPECT_GT(Severity::flash, Severity::bulletin);
}

TEST(Severity, OtherWordsAreNone) {
  EXPECT_EQ(severity_named("Flash"), std::nullopt);
}

}  // namespace
}  // namespace tb
