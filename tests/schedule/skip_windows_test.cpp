// The hours and days at which a publisher does not want to be asked.
#include "schedule/skip_windows.hpp"

#include <gtest/gtest.h>

#include <string>

namespace tb::schedule {
namespace {

using namespace std::chrono_literals;

constexpr auto kMonday = std::chrono::sys_days{2026y / 11 / 23};
constexpr Moment kTuesdayTen = kMonday + 24h + 10h;

constexpr std::uint32_t hours(std::initializer_list<int> set) {
  std::uint32_t bits = 0;
  for (const int hour : set) bits |= 1U << hour;
  return bits;
}

struct Case {
  const char* name;
  Hints hints;
  Moment at;
  Moment allowed;
};

class FirstAllowed : public testing::TestWithParam<Case> {};

TEST_P(FirstAllowed, Is) {
  EXPECT_EQ(first_allowed(GetParam().hints, GetParam().at), GetParam().allowed);
}

constexpr std::uint32_t kAllHours = (1U << 24) - 1;

INSTANTIATE_TEST_SUITE_P(
    SkipWindows, FirstAllowed,
    testing::Values(
        Case{"NowIfNothingIsSkipped", {}, kTuesdayTen + 7us, kTuesdayTen + 7us},
        Case{"NowIfAnotherHourIsSkipped", {.skip_hours = hours({9, 11})}, kTuesdayTen + 1min, kTuesdayTen + 1min},
        Case{"TheNextHour", {.skip_hours = hours({10})}, kTuesdayTen + 1min, kTuesdayTen + 1h},
        Case{"TheHourAfterSeveral", {.skip_hours = hours({10, 11, 12})}, kTuesdayTen, kTuesdayTen + 3h},
        Case{"TheNextMorning", {.skip_hours = hours({22, 23, 0, 1})}, kTuesdayTen + 12h, kTuesdayTen + 16h},
        Case{"TheOnlyHourThatIsLeft", {.skip_hours = kAllHours & ~hours({9})}, kTuesdayTen, kTuesdayTen + 23h},
        Case{"NowIfAllHoursAreSkipped", {.skip_hours = kAllHours}, kTuesdayTen, kTuesdayTen},
        Case{"TheNextDay", {.skip_days = 0b10}, kTuesdayTen, kMonday + 48h},
        Case{"NowIfAnotherDayIsSkipped", {.skip_days = 0b101}, kTuesdayTen, kTuesdayTen},
        Case{"TheOnlyDayThatIsLeft", {.skip_days = 0b1111110}, kTuesdayTen, kMonday + 7 * 24h},
        Case{"NowIfAllDaysAreSkipped", {.skip_days = 0b1111111}, kTuesdayTen, kTuesdayTen},
        Case{"AnHourOfADay",
             {.skip_hours = kAllHours & ~hours({3}), .skip_days = 0b1111110},
             kTuesdayTen,
             kMonday + 7 * 24h + 3h},
        Case{"ThisHourInAWeek",
             {.skip_hours = kAllHours & ~hours({10}), .skip_days = 0b1111101},
             kTuesdayTen + 1h,
             kTuesdayTen + 7 * 24h},
        Case{"NotABitBeyondTheDay", {.skip_hours = 0xff000000U}, kTuesdayTen, kTuesdayTen},
        Case{"BeforeTheEpochToo", {.skip_hours = hours({23})}, Moment{-1us}, Moment{}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(EndOfAllowed, IsTheHourAtWhichSkippingBegins) {
  EXPECT_EQ(end_of_allowed({.skip_hours = hours({12})}, kTuesdayTen + 1min), kTuesdayTen + 2h);
  EXPECT_EQ(end_of_allowed({.skip_days = 0b100}, kTuesdayTen), kMonday + 48h);
}

TEST(EndOfAllowed, IsNeverIfNothingIsSkipped) {
  EXPECT_EQ(end_of_allowed({}, kTuesdayTen), Moment::max());
}

}  // namespace
}  // namespace tb::schedule
