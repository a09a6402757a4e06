// How errors are passed up and how they read.
#include "tenbells/core/error.hpp"

#include <gtest/gtest.h>

namespace tb {
namespace {

Error refused() {
  return {.kind = ErrorKind::refused, .doing = "connect to", .to = "herald.example", .why = "no", .advice = "Ask."};
}

TEST(Error, SaysWhatWasDoneToWhatWhyAndWhatToDo) {
  EXPECT_EQ(to_string(refused()), "connect to (herald.example): no. Ask.");
}

TEST(Error, KeepsTheInnerStoryWhenItIsPassedUp) {
  EXPECT_EQ(to_string(refused().during("poll herald", "https://herald.example/")),
            "poll herald (https://herald.example/): connect to herald.example: no. Ask.");
}

TEST(Error, TakesTheOuterStoryWhenItHasNone) {
  EXPECT_EQ(to_string(Error{.why = "no"}.during("poll herald")), "poll herald: no");
}

TEST(Error, KeepsItsKindOnTheWay) {
  EXPECT_EQ(refused().during("poll").kind, ErrorKind::refused);
}

}  // namespace
}  // namespace tb
