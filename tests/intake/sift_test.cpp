// Which items are new, and which may ring.
#include "tenbells/intake/sift.hpp"

#include <gtest/gtest.h>

#include "fakes/an_item.hpp"

namespace tb::intake {
namespace {

using fakes::an_item;

TEST(Sift, LeavesOutWhatIsKnown) {
  const Sifted sifted = sift({an_item().titled("New"), an_item().titled("Old")}, {false, true}, Baseline::none);
  ASSERT_EQ(sifted.fresh.size(), 1U);
  EXPECT_EQ(sifted.fresh[0].title, "New");
  EXPECT_TRUE(sifted.may_ring);
}

TEST(Sift, PutsTheOldestFirst) {
  const Sifted sifted = sift({an_item().titled("Later"), an_item().titled("Earlier")}, {false, false}, Baseline::none);
  ASSERT_EQ(sifted.fresh.size(), 2U);
  EXPECT_EQ(sifted.fresh[0].title, "Earlier");
}

TEST(Sift, GoesByThePublishersDatesWhereAllHaveOne) {
  Item first = an_item().titled("First");
  Item second = an_item().titled("Second");
  first.published = fakes::kNoon;
  second.published = fakes::kNoon + std::chrono::minutes{1};
  const Sifted sifted = sift({first, second}, {false, false}, Baseline::none);
  EXPECT_EQ(sifted.fresh[0].title, "First");
}

TEST(Sift, ABaselineRecordsAndDoesNotRing) {
  const Sifted sifted = sift({an_item()}, {false}, Baseline::record);
  EXPECT_EQ(sifted.fresh.size(), 1U);
  EXPECT_FALSE(sifted.may_ring);
}

}  // namespace
}  // namespace tb::intake
