// How moments are written.
#include "tenbells/core/clock.hpp"

#include <gtest/gtest.h>

namespace tb {
namespace {

using namespace std::chrono;

TEST(Rfc3339, HasMillisecondsAndUtc) {
  EXPECT_EQ(to_rfc3339(Moment{sys_days{year{2026} / 11 / 24}} + hours{5} + minutes{9} + milliseconds{7}),
            "2026-11-24T05:09:00.007Z");
}

TEST(Rfc3339, KnowsMomentsBefore1970) {
  EXPECT_EQ(to_rfc3339(Moment{} - seconds{1}), "1969-12-31T23:59:59.000Z");
}

}  // namespace
}  // namespace tb
