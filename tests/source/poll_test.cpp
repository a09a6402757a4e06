// What is asked of a source and what its answers mean.
#include "tenbells/source/poll.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes/an_item.hpp"

namespace tb::source {
namespace {

using fakes::kNoon;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using namespace std::chrono_literals;

constexpr const char* kUrl = "https://herald.example/feed.xml";

Options a_source() {
  Options source;
  source.id = "herald";
  source.url = kUrl;
  return source;
}

http::Response a_response(unsigned status, std::vector<http::Header> headers = {}, std::string body = {}) {
  http::Response response;
  response.status = status;
  response.url = kUrl;
  response.headers = std::move(headers);
  response.body = std::move(body);
  return response;
}

// Judged as the answer to the request that the source makes in that state.
Polled judged(const Options& source, const SourceState& before, const http::Response& response) {
  return judge(source, before, request_for(source, before), response, kNoon, 3);
}

TEST(RequestFor, ANewSourceIsAskedWithoutConditions) {
  EXPECT_EQ(request_for(a_source(), {}).validators, std::nullopt);
}

TEST(RequestFor, ValidatorsGoBackAsTheyCame) {
  const auto request = request_for(a_source(), {.url = kUrl, .etag = "W/\"x\"", .last_modified = "odd date"});
  ASSERT_TRUE(request.validators);
  EXPECT_EQ(request.validators->url, kUrl);
  EXPECT_EQ(request.validators->etag, "W/\"x\"");
  EXPECT_EQ(request.validators->last_modified, "odd date");
}

TEST(RequestFor, TheQueryIsPercentEncoded) {
  Options source = a_source();
  source.query = {{"q", Secret("china OR taiwan & more+", "")}};
  EXPECT_EQ(request_for(source, {}).url, std::string(kUrl) + "?q=china%20OR%20taiwan%20%26%20more%2B");
}

TEST(RequestFor, HeadersOfTheUsersAreCredentials) {
  Options source = a_source();
  source.headers = {{"X-Api-Key", Secret("hunter2", "${env:KEY}")}};
  const auto request = request_for(source, {});
  ASSERT_EQ(request.credentials.size(), 1U);
  EXPECT_EQ(request.credentials[0].value, "hunter2");
}

TEST(RequestFor, AUsersAcceptTakesThePlaceOfOurs) {
  Options source = a_source();
  source.headers = {{"accept", Secret("application/vnd.herald+xml", "")}};
  EXPECT_TRUE(request_for(source, {}).headers.empty());
  EXPECT_EQ(request_for(a_source(), {}).headers.front().name, "Accept");
}

TEST(Judge, ADocumentBringsItsOwnValidatorsAndNoneFromBefore) {
  const SourceState before{
      .url = kUrl, .etag = "\"old\"", .last_modified = "old", .body_digest = "old", .baselined_at = kNoon};
  const Polled polled = judged(a_source(), before, a_response(200, {{"ETag", "\"new\""}}, "<rss/>"));
  EXPECT_EQ(polled.outcome, Outcome::fresh);
  ASSERT_TRUE(polled.document);
  EXPECT_EQ(polled.document->bytes, "<rss/>");
  EXPECT_EQ(polled.state.etag, "\"new\"");
  EXPECT_EQ(polled.state.last_modified, "");
  EXPECT_EQ(polled.state.baselined_at, kNoon);
}

TEST(Judge, TheSameBytesAgainAreUnchangedAndNotReadAgain) {
  const Polled once = judged(a_source(), {}, a_response(200, {}, "<rss/>"));
  const Polled again = judged(a_source(), once.state, a_response(200, {{"ETag", "\"new\""}}, "<rss/>"));
  EXPECT_EQ(again.outcome, Outcome::unchanged);
  EXPECT_FALSE(again.document);
  EXPECT_EQ(again.state.etag, "\"new\"");
}

TEST(Judge, NotModifiedKeepsEverything) {
  const SourceState before{
      .url = kUrl, .etag = "\"x\"", .last_modified = {}, .body_digest = "d", .baselined_at = kNoon};
  const Polled polled = judged(a_source(), before, a_response(304));
  EXPECT_EQ(polled.outcome, Outcome::not_modified);
  EXPECT_EQ(polled.state, before);
}

struct Case {
  const char* name;
  unsigned status;
  std::vector<http::Header> headers;
  Outcome outcome;
  ErrorKind kind;
  std::optional<std::chrono::seconds> retry_after;
};

class Refusal : public testing::TestWithParam<Case> {};

TEST_P(Refusal, MeansAndChangesNothingRemembered) {
  const SourceState before{
      .url = kUrl, .etag = "\"x\"", .last_modified = {}, .body_digest = "d", .baselined_at = kNoon};
  const Polled polled = judged(a_source(), before, a_response(GetParam().status, GetParam().headers, "no"));
  EXPECT_EQ(polled.outcome, GetParam().outcome);
  ASSERT_TRUE(polled.error);
  EXPECT_EQ(polled.error->kind, GetParam().kind);
  EXPECT_EQ(polled.retry_after, GetParam().retry_after);
  EXPECT_EQ(polled.state, before);
  EXPECT_FALSE(polled.document);
}

INSTANTIATE_TEST_SUITE_P(
    Statuses, Refusal,
    testing::Values(
        Case{"Unauthorised", 401, {}, Outcome::failed, ErrorKind::refused, {}},
        Case{"Forbidden", 403, {}, Outcome::failed, ErrorKind::refused, {}},
        Case{"NotFound", 404, {}, Outcome::failed, ErrorKind::not_found, {}},
        Case{"Gone", 410, {}, Outcome::gone, ErrorKind::gone, {}},
        Case{"TooMany", 429, {{"Retry-After", "120"}}, Outcome::throttled, ErrorKind::throttled, 120s},
        Case{"TooManyWithoutAWord", 429, {}, Outcome::throttled, ErrorKind::throttled, {}},
        Case{"BusyUntil",
             503,
             {{"Retry-After", "Tue, 24 Nov 2026 12:02:00 GMT"}, {"Date", "Tue, 24 Nov 2026 12:00:00 GMT"}},
             Outcome::throttled,
             ErrorKind::throttled,
             120s},
        Case{"Busy", 503, {}, Outcome::failed, ErrorKind::unavailable, {}},
        Case{"Broken", 500, {}, Outcome::failed, ErrorKind::unavailable, {}},
        Case{"AGarbledRetryAfter", 429, {{"Retry-After", "soon"}}, Outcome::throttled, ErrorKind::throttled, {}},
        Case{"NoContent", 204, {}, Outcome::failed, ErrorKind::corrupt, {}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Judge, ValidatorsBelongToTheAddressThatGaveThem) {
  http::Response response = a_response(200, {{"ETag", "\"x\""}}, "<rss/>");
  response.url = "https://mirror.example/feed.xml";
  const Polled polled = judged(a_source(), {}, response);
  EXPECT_EQ(polled.state.url, "https://mirror.example/feed.xml");
  EXPECT_EQ(request_for(a_source(), polled.state).validators->url, "https://mirror.example/feed.xml");
}

TEST(Judge, ASecretInTheQueryIsNeverRemembered) {
  Options source = a_source();
  source.query = {{"key", Secret("hunter2", "${env:KEY}")}};
  http::Response response = a_response(200, {{"ETag", "\"x\""}}, "<rss/>");
  response.url = request_for(source, {}).url;
  const Polled direct = judged(source, {}, response);
  EXPECT_THAT(direct.state.url, Not(HasSubstr("hunter2")));
  EXPECT_EQ(request_for(source, direct.state).validators->url, response.url);
  response.url = "https://mirror.example/?key=hunter2";
  const Polled redirected = judged(source, {}, response);
  EXPECT_THAT(redirected.state.url, Not(HasSubstr("hunter2")));
  EXPECT_EQ(request_for(source, redirected.state).validators, std::nullopt);
}

// At one address as many documents may lie as there are queries, and languages that are asked for.
TEST(Judge, ValidatorsOfOneQuestionAreNotSentWithAnother) {
  Options world = a_source();
  world.query = {{"section", Secret("world", "")}};
  Options sport = world;
  sport.query = {{"section", Secret("sport", "")}};
  Options german = world;
  german.headers = {{"Accept-Language", Secret("de", "")}};
  http::Response response = a_response(200, {{"ETag", "\"x\""}, {"Last-Modified", "noon"}}, "<rss/>");
  response.url = request_for(world, {}).url;
  const SourceState known = judged(world, {}, response).state;
  EXPECT_EQ(request_for(world, known).validators->url, request_for(world, {}).url);
  for (const Options& other : {a_source(), sport, german}) {
    const http::Request request = request_for(other, known);
    EXPECT_TRUE(!request.validators || request.validators->url != request.url) << request.url;
  }
}

TEST(Judge, ASecretInTheQueryIsNoBaseForLinks) {
  Options source = a_source();
  source.query = {{"key", Secret("p&w x", "${env:KEY}")}};
  http::Response response = a_response(200, {}, "<rss/>");
  response.url = request_for(source, {}).url;
  const Polled polled = judged(source, {}, response);
  ASSERT_TRUE(polled.document);
  EXPECT_EQ(polled.document->url, kUrl);
}

TEST(Judge, APermanentMoveIsSaid) {
  http::Response response = a_response(200, {}, "<rss/>");
  response.moved_permanently = true;
  EXPECT_EQ(judged(a_source(), {}, response).outcome, Outcome::moved);
}

}  // namespace
}  // namespace tb::source
