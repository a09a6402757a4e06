// Typing mistakes and what was meant.
#include "rules/nearest.hpp"

#include <gtest/gtest.h>

#include <string>

namespace tb::rules {
namespace {

TEST(EditDistance, CountsEachMistakeOnce) {
  EXPECT_EQ(edit_distance("taiwan", "taiwan"), 0U);
  EXPECT_EQ(edit_distance("taiwn", "taiwan"), 1U);
  EXPECT_EQ(edit_distance("taiwann", "taiwan"), 1U);
  EXPECT_EQ(edit_distance("taivan", "taiwan"), 1U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
}

TEST(EditDistance, CountsASwapAsOne) {
  EXPECT_EQ(edit_distance("tiawan", "taiwan"), 1U);
}

TEST(EditDistance, TakesCapitalsAsTheSame) {
  EXPECT_EQ(edit_distance("Taiwan", "tAIWAN"), 0U);
}

TEST(EditDistance, DoesNotCompareWhatIsTooLongForAName) {
  EXPECT_GT(edit_distance(std::string(1000, 'a'), std::string(1000, 'a')), 1000U);
}

TEST(DidYouMean, NamesTheNearest) {
  EXPECT_EQ(did_you_mean("chna", {"taiwan", "china", "chad"}, "@"), " Did you mean \"@china\"?");
}

TEST(DidYouMean, SaysNothingIfNoneIsNear) {
  EXPECT_EQ(did_you_mean("japan", {"taiwan", "china"}), "");
}

TEST(DidYouMean, SaysNothingWithoutNames) {
  EXPECT_EQ(did_you_mean("japan", {}), "");
}

}  // namespace
}  // namespace tb::rules
