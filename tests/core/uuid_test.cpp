// Deterministic ids.
#include "tenbells/core/uuid.hpp"

#include <gtest/gtest.h>

namespace tb {
namespace {

TEST(Uuid, TheSamePartsAlwaysMakeTheSameId) {
  // Fixed for ever: journals and consumers hold such ids.
  EXPECT_EQ(uuid_of({"alert", "ferries", "1"}), uuid_of({"alert", "ferries", "1"}));
  EXPECT_EQ(uuid_of({"fixed"}), "68580d23-14c4-5831-83c7-49806346d666");
}

TEST(Uuid, HowThePartsAreCutMatters) {
  EXPECT_NE(uuid_of({"ab", "c"}), uuid_of({"a", "bc"}));
}

TEST(Uuid, IsOfVersionFive) {
  EXPECT_EQ(uuid_of({"x"})[14], '5');
}

}  // namespace
}  // namespace tb
