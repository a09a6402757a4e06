// Durations and sizes, read and written.
#include <gtest/gtest.h>

#include <ostream>

#include "config/quantity.hpp"

namespace tb::config {
namespace {

struct QuantityRow {
  std::string name;
  std::string text;
  long long want;  // -1: none
  friend std::ostream& operator<<(std::ostream& out, const QuantityRow& row) { return out << row.name; }
};

class DurationText : public testing::TestWithParam<QuantityRow> {};

TEST_P(DurationText, IsANumberAndAUnit) {
  const auto parsed = parse_duration(GetParam().text);
  EXPECT_EQ(parsed ? parsed->count() : -1, GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(Texts, DurationText,
                         testing::Values(QuantityRow{"Milliseconds", "500ms", 500},
                                         QuantityRow{"Seconds", "30s", 30'000}, QuantityRow{"Minutes", "5m", 300'000},
                                         QuantityRow{"Hours", "1h", 3'600'000}, QuantityRow{"Days", "2d", 172'800'000},
                                         QuantityRow{"Zero", "0s", 0}, QuantityRow{"LeadingZero", "05s", 5'000},
                                         QuantityRow{"NoUnit", "5", -1}, QuantityRow{"NoNumber", "s", -1},
                                         QuantityRow{"Empty", "", -1}, QuantityRow{"Blank", "5 s", -1},
                                         QuantityRow{"Fraction", "1.5s", -1}, QuantityRow{"Negative", "-5s", -1},
                                         QuantityRow{"UnknownUnit", "5w", -1}, QuantityRow{"Capital", "5S", -1},
                                         QuantityRow{"OverflowOfTheNumber", "18446744073709551616ms", -1},
                                         QuantityRow{"OverflowByTheUnit", "9223372036854775807d", -1}),
                         [](const auto& row) { return row.param.name; });

class SizeText : public testing::TestWithParam<QuantityRow> {};

TEST_P(SizeText, IsANumberAndAUnit) {
  const auto parsed = parse_size(GetParam().text);
  EXPECT_EQ(parsed ? static_cast<long long>(parsed->count) : -1, GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(Texts, SizeText,
                         testing::Values(QuantityRow{"Bytes", "512B", 512}, QuantityRow{"Kibibytes", "64KiB", 65'536},
                                         QuantityRow{"Mebibytes", "15MiB", 15'728'640},
                                         QuantityRow{"Gibibytes", "1GiB", 1'073'741'824},
                                         QuantityRow{"DecimalUnit", "15MB", -1}, QuantityRow{"NoUnit", "15", -1},
                                         QuantityRow{"Overflow", "9223372036854775807GiB", -1}),
                         [](const auto& row) { return row.param.name; });

TEST(QuantityInWords, TakesTheLargestUnitThatDivides) {
  EXPECT_EQ(to_text(std::chrono::milliseconds(90'000)), "90s");
  EXPECT_EQ(to_text(std::chrono::milliseconds(3'600'000)), "1h");
  EXPECT_EQ(to_text(std::chrono::milliseconds(1)), "1ms");
  EXPECT_EQ(to_text(15_MiB), "15MiB");
  EXPECT_EQ(to_text(1500_B), "1500B");
}

}  // namespace
}  // namespace tb::config
