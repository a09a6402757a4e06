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

INSTANTIATE_TEST_SUITE_P(
    Values, RetryAfter,
    testing::Values(Case{"Seconds", "120", 120s}, Case{"Zero", "0", 0s}, Case{"TrailingSpace", "120 ", 120s},
                    Case{"ADateCountsFromTheServersClock", "Tue, 24 Nov 2026 12:05:00 GMT", 300s},
                    Case{"ADateInThePastMeansNow", "Tue, 24 Nov 2026 11:00:00 GMT", 0s},
                    Case{"Rfc850Date", "Tuesday, 24-Nov-26 12:05:00 GMT", 300s},
                    Case{"AsctimeDate", "Tue Nov 24 12:05:00 2026", 300s},
                    Case{"AsctimeDateOfOneDigit", "Tue Dec  1 12:00:00 2026", 604'800s},
                    Case{"TheLongestNumber", "4294967295", 4'294'967'295s}, Case{"OneMore", "4294967296", {}},
                    Case{"Fraction", "1.5", {}}, Case{"Plus", "+5", {}}, Case{"NotOnlyANumber", "120 s", {}},
                    Case{"NotOnlyADate", "Tue, 24 Nov 2026 12:05:00 GMT x", {}},
                    Case{"YearZero", "Sat, 01 Jan 0000 00:00:00 GMT", 0s},
                    Case{"Year9999", "Fri, 31 Dec 9999 23:59:59 GMT", 251'606'779'199s}, Case{"Negative", "-5", {}},
                    Case{"Exponent", "1e9", {}}, Case{"Word", "soon", {}}, Case{"Empty", "", {}},
                    Case{"TooManyDigits", "99999999999999999999999", {}},
                    Case{"AnotherZone", "Tue, 24 Nov 2026 12:05:00 CET", {}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(RetryAfterBounds, FourHundredDigitsAreNoWait) {
  EXPECT_FALSE(retry_after(std::string(400, '9'), kServerNow));
  EXPECT_FALSE(retry_after(std::string(400, ' '), kServerNow));
  EXPECT_FALSE(retry_after(std::string(1 << 20, 'x'), kServerNow));
}

TEST(RetryAfterBounds, ANulHidesNothingBehindADate) {
  EXPECT_FALSE(http_date(std::string("Tue, 24 Nov 2026 12:05:00 GMT\0x", 31)));
}

Response answer_with(std::vector<Header> headers) {
  Response response;
  response.headers = std::move(headers);
  return response;
}

TEST(AskedWait, ADateCountsFromTheServersOwnClock) {
  const Moment now = kServerNow + 2h;  // ours is fast
  const Header retry{"Retry-After", "Tue, 24 Nov 2026 12:05:00 GMT"};
  EXPECT_EQ(asked_wait(answer_with({retry, {"Date", "Tue, 24 Nov 2026 12:00:00 GMT"}}), now), 300s);
  EXPECT_EQ(asked_wait(answer_with({retry}), now), 0s);
  EXPECT_EQ(asked_wait(answer_with({retry, {"Date", "yesterday"}}), kServerNow), 300s);
}

TEST(AskedWait, WhatCannotBeUnderstoodAsksForNothing) {
  EXPECT_EQ(asked_wait(answer_with({}), kServerNow), std::nullopt);
  EXPECT_EQ(asked_wait(answer_with({{"Retry-After", ""}}), kServerNow), std::nullopt);
  EXPECT_EQ(asked_wait(answer_with({{"Retry-After", "soon"}}), kServerNow), std::nullopt);
}

}  // namespace
}  // namespace tb::http
