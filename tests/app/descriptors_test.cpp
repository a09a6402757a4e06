// How many polls at the same time a limit of open files allows.
#include "app/descriptors.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace tb::app {
namespace {

struct Row {
  const char* name;
  std::size_t limit;
  std::size_t wanted;
  std::size_t want;
};

class PollsWithin : public testing::TestWithParam<Row> {};

TEST_P(PollsWithin, ALimitOf) {
  EXPECT_EQ(polls_within(GetParam().limit, GetParam().wanted), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(Descriptors, PollsWithin,
                         testing::Values(Row{"AThousandIsEnoughForTheDefault", 1'024, 64, 64},
                                         Row{"SixtyFourLeavesEight", 64, 64, 8},
                                         Row{"NextToNothingLeavesOne", 41, 64, 1}, Row{"NothingLeavesOne", 0, 64, 1},
                                         Row{"NoneAtAllAllowsWhatIsWanted", SIZE_MAX, 10'000, 10'000}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace tb::app
