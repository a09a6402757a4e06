// What publishers promise about asking again, in all the ways they write it.
#include "tenbells/http/freshness.hpp"

#include <gtest/gtest.h>

namespace tb::http {
namespace {

using namespace std::chrono_literals;
using std::chrono::seconds;

constexpr Moment kNow{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 12h};
constexpr auto kNothing = std::nullopt;

struct Case {
  const char* name;
  std::vector<Header> headers;
  std::optional<seconds> fresh_for;
};

Header cc(std::string value) {
  return {.name = "Cache-Control", .value = std::move(value)};
}

Response answer_with(std::vector<Header> headers) {
  Response response;
  response.headers = std::move(headers);
  return response;
}

class FreshFor : public testing::TestWithParam<Case> {};

TEST_P(FreshFor, Is) {
  EXPECT_EQ(freshness(answer_with(GetParam().headers), kNow).fresh_for, GetParam().fresh_for);
}

const Header kDate{"Date", "Tue, 24 Nov 2026 10:00:00 GMT"};  // two hours behind us
const Header kExpires{"Expires", "Tue, 24 Nov 2026 10:10:00 GMT"};

INSTANTIATE_TEST_SUITE_P(
    CacheControl, FreshFor,
    testing::Values(
        Case{"SaysNothing", {}, kNothing}, Case{"MaxAge", {cc("max-age=600")}, 600s},
        Case{"CaseDoesNotMatter", {{"cache-CONTROL", "Max-Age=600"}}, 600s},
        Case{"Among", {cc("public, max-age=600, must-revalidate")}, 600s},
        Case{"Quoted", {cc("max-age=\"600\"")}, 600s}, Case{"Spaces", {cc("\tmax-age = 600 , public")}, 600s},
        Case{"NoSpaces", {cc("private,max-age=600")}, 600s}, Case{"EmptyElements", {cc(",,max-age=600,")}, 600s},
        Case{"SecondHeader", {cc("public"), cc("max-age=600")}, 600s},
        Case{"OfTwoTheSmaller", {cc("max-age=600, max-age=60")}, 60s},
        Case{"OfTwoHeadersTheSmaller", {cc("max-age=60"), cc("max-age=600")}, 60s},
        Case{"Zero", {cc("max-age=0")}, kNothing}, Case{"OneOfTwoZero", {cc("max-age=600, max-age=0")}, kNothing},
        Case{"NoCache", {cc("no-cache, max-age=600")}, kNothing},
        Case{"NoCacheInAnotherHeader", {cc("max-age=600"), cc("No-Cache")}, kNothing},
        Case{"NoCacheOfOneField", {cc("no-cache=\"Set-Cookie, max-age=5\", max-age=600")}, 600s},
        Case{"NoStoreAloneSaysNothingOfTime", {cc("no-store, max-age=600")}, 600s},
        Case{"SharedCachesAreNotWe", {cc("s-maxage=3600")}, kNothing},
        Case{"SharedCachesAreNotWeBesideMaxAge", {cc("s-maxage=3600, max-age=600")}, 600s},
        Case{"AnotherName", {cc("x-max-age=600")}, kNothing},
        Case{"InsideQuotes", {cc("x=\", max-age=600\"")}, kNothing},
        Case{"EscapedQuote", {cc("x=\"\\\", max-age=5\", max-age=600")}, 600s},
        Case{"QuoteThatNeverEnds", {cc("x=\"a, max-age=600")}, kNothing},
        Case{"QuoteThatEndsInABackslash", {cc("max-age=600, x=\"\\")}, 600s},
        Case{"NoValue", {cc("max-age")}, kNothing}, Case{"EmptyValue", {cc("max-age=")}, kNothing},
        Case{"Negative", {cc("max-age=-5")}, kNothing}, Case{"Fraction", {cc("max-age=1.5")}, kNothing},
        Case{"Exponent", {cc("max-age=1e30")}, kNothing}, Case{"Word", {cc("max-age=soon")}, kNothing},
        Case{"OneOfTwoMalformed", {cc("max-age=600, max-age=soon")}, kNothing},
        Case{"MoreThanFits", {cc("max-age=99999999999999999999999")}, seconds{1LL << 31}},
        Case{"FourHundredDigits", {cc("max-age=" + std::string(400, '9'))}, seconds{1LL << 31}},
        Case{"FourHundredZeros", {cc("max-age=" + std::string(400, '0') + "600")}, 600s}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Expires, FreshFor,
    testing::Values(
        Case{"CountsFromTheServersClock", {kDate, kExpires}, 600s},
        Case{"WithoutDateFromNow", {{"Expires", "Tue, 24 Nov 2026 12:05:00 GMT"}}, 300s},
        Case{"AMalformedDateCountsAsNone", {{"Date", "?"}, {"Expires", "Tue, 24 Nov 2026 12:05:00 GMT"}}, 300s},
        Case{"InThePast", {kDate, {"Expires", "Tue, 24 Nov 2026 09:00:00 GMT"}}, kNothing},
        Case{"Now", {kDate, {"Expires", "Tue, 24 Nov 2026 10:00:00 GMT"}}, kNothing},
        Case{"Zero", {kDate, {"Expires", "0"}}, kNothing}, Case{"MinusOne", {{"Expires", "-1"}}, kNothing},
        Case{"Empty", {{"Expires", ""}}, kNothing}, Case{"Word", {{"Expires", "never"}}, kNothing},
        Case{"Rfc850", {kDate, {"Expires", "Tuesday, 24-Nov-26 10:10:00 GMT"}}, 600s},
        Case{"Asctime", {kDate, {"Expires", "Tue Nov 24 10:10:00 2026"}}, 600s},
        Case{"OfTwoTheEarlier", {kDate, {"Expires", "Tue, 24 Nov 2026 11:00:00 GMT"}, kExpires}, 600s},
        Case{"OneOfTwoMalformed", {kDate, kExpires, {"Expires", "0"}}, kNothing},
        Case{"TheLastYear", {{"Expires", "Fri, 31 Dec 9999 23:59:59 GMT"}}, seconds{1LL << 31}},
        Case{"MaxAgeWins", {kDate, kExpires, cc("max-age=60")}, 60s},
        Case{"MaxAgeWinsAlsoIfItIsLonger", {kDate, kExpires, cc("max-age=6000")}, 6000s},
        Case{"MaxAgeOfZeroWins", {kDate, kExpires, cc("max-age=0")}, kNothing},
        Case{"AMalformedMaxAgeWins", {kDate, kExpires, cc("max-age=soon")}, kNothing},
        Case{"NoCacheWins", {kDate, kExpires, cc("no-cache")}, kNothing},
        Case{"SharedCachesAreNotWe", {kDate, kExpires, cc("s-maxage=60")}, 600s}),
    [](const auto& row) { return std::string(row.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Age, FreshFor,
    testing::Values(Case{"IsSubtracted", {cc("max-age=600"), {"Age", "100"}}, 500s},
                    Case{"IsSubtractedFromExpires", {kDate, kExpires, {"Age", "100"}}, 500s},
                    Case{"OlderThanFreshLeavesNothingOfIt", {cc("max-age=600"), {"Age", "700"}}, 0s},
                    Case{"TheFirstOfAList", {cc("max-age=600"), {"Age", "100, 500"}}, 500s},
                    Case{"Negative", {cc("max-age=600"), {"Age", "-100"}}, 600s},
                    Case{"Word", {cc("max-age=600"), {"Age", "old"}}, 600s},
                    Case{"FourHundredDigits", {cc("max-age=600"), {"Age", std::string(400, '9')}}, 0s},
                    Case{"WithoutAPromise", {{"Age", "100"}}, kNothing}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Freshness, SaysNoStore) {
  EXPECT_TRUE(freshness(answer_with({cc("private, NO-STORE")}), kNow).no_store);
  EXPECT_FALSE(freshness(answer_with({cc("no-storey, max-age=600")}), kNow).no_store);
}

TEST(Freshness, SaysHowLongErrorsAreExcused) {
  EXPECT_EQ(freshness(answer_with({cc("max-age=600, stale-if-error=86400")}), kNow).stale_if_error, 86400s);
  EXPECT_EQ(freshness(answer_with({cc("no-cache, stale-if-error=0")}), kNow).stale_if_error, 0s);
  EXPECT_EQ(freshness(answer_with({cc("stale-if-error=9, stale-if-error=5")}), kNow).stale_if_error, 5s);
  EXPECT_EQ(freshness(answer_with({cc("stale-if-error=soon")}), kNow).stale_if_error, std::nullopt);
  EXPECT_EQ(freshness(answer_with({cc("max-age=600")}), kNow).stale_if_error, std::nullopt);
}

TEST(Freshness, ALongHeaderIsReadInOnePass) {
  std::string value;
  for (int i = 0; i < 20'000; ++i) value += "x=\"\\\",";
  EXPECT_EQ(freshness(answer_with({cc(value), cc("max-age=600")}), kNow).fresh_for, 600s);
}

}  // namespace
}  // namespace tb::http
