// Retry-After in all the forms that servers send.
#include "tenbells/http/retry_after.hpp"

#include <gtest/gtest.h>

namespace tb::http {
namespace {

using namespace std::chrono_literals;
constexpr std::chrono::sys_seconds kServerNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 12h};

struct Case {
  const char* name;
  const char* input;
  std::optional<std::chrono::seconds> want;
};

class RetryAfter : public testing::TestWithParam<Case> {};

TEST_P(RetryAfter, Means) {
  const Result<std::chrono::seconds> wait = retry_after(GetParam().input, kServerNow);
  EXPECT_EQ(wait.has_value(), GetParam().want.has_value());
  if (wait && GetParam().want) {
    EXPECT_EQ(*wait, *GetParam().want);
  }
}

INSTANTIATE_TEST_SUITE_P(Values, RetryAfter,
                         testing::Values(Case{"Seconds", "120", 120s}, Case{"Zero", "0", 0s},
                                         Case{"TrailingSpace", "120 ", 120s},
                                         Case{"ADateCountsFromTheServersClock", "Tue, 24 Nov 2026 12:05:00 GMT", 300s},
                                         Case{"ADateInThePastMeansNow", "Tue, 24 Nov 2026 11:00:00 GMT", 0s},
                                         Case{"Negative", "-5", {}}, Case{"Exponent", "1e9", {}},
                                         Case{"Word", "soon", {}}, Case{"Empty", "", {}},
                                         Case{"TooManyDigits", "99999999999999999999999", {}},
                                         Case{"AnotherZone", "Tue, 24 Nov 2026 12:05:00 CET", {}}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace tb::http
