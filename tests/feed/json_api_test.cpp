// A JSON API's answer, read where the mapping says; and what people are told when it does not fit.
#include <gmock/gmock.h>

#include "tenbells/feed/feed.hpp"

namespace tb::feed {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Document an_answer(std::string bytes) {
  return {.bytes = std::move(bytes), .url = "https://api.example/v1/search"};
}

JsonMapping a_mapping() {
  return {.items = "/response/results",
          .fields = {{"id", "/id"},
                     {"title", "/headline"},
                     {"link", "/web/url"},
                     {"summary", "/abstract"},
                     {"body", "/paragraphs"},
                     {"author", "/byline"},
                     {"category", "/tags"},
                     {"language", "/lang"},
                     {"published", "/at"},
                     {"updated", "/changed"}}};
}

Feed decoded(const std::string& element) {
  Result<Feed> feed = decode_json(an_answer(R"({"response":{"results":[)" + element + "]}}"), a_mapping(), Limits{});
  return feed ? *std::move(feed) : Feed{};
}

std::string error_of(const std::string& bytes, const JsonMapping& mapping = a_mapping()) {
  const Result<Feed> feed = decode_json(an_answer(bytes), mapping, Limits{});
  return feed ? "no error" : to_string(feed.error());
}

TEST(DecodeJson, ReadsEveryField) {
  const Feed feed =
      decoded(R"({"id":"a/1","headline":"Port &amp; quay","web":{"url":"/kalda"},"abstract":"<p>Short.</p>",
      "paragraphs":["One.","<b>Two</b>."],"byline":"Ada Li","tags":["x","y"],"lang":"en","at":"2026-11-24T05:29:43Z",
      "changed":1795498183})");
  ASSERT_EQ(feed.items.size(), 1U);
  const Item& item = feed.items[0];
  EXPECT_EQ(item.guid, "a/1");
  EXPECT_EQ(item.title, "Port & quay");
  EXPECT_EQ(item.link, "https://api.example/kalda");
  EXPECT_EQ(item.summary, "Short.");
  EXPECT_EQ(item.body, "One.\nTwo.");
  EXPECT_THAT(item.authors, ElementsAre("Ada Li"));
  EXPECT_THAT(item.categories, ElementsAre("x", "y"));
  EXPECT_EQ(item.language, "en");
  EXPECT_EQ(to_rfc3339(*item.published), "2026-11-24T05:29:43.000Z");
  EXPECT_EQ(item.updated, item.published);
  EXPECT_THAT(feed.warnings, testing::IsEmpty());
}

TEST(DecodeJson, ReadsNumbersAsIdsAndDates) {
  const Feed feed = decoded(R"({"id":18446744073709551615,"headline":2026,"at":1795498183120,"changed":1795498183.9})");
  EXPECT_EQ(feed.items.at(0).guid, "18446744073709551615");
  EXPECT_EQ(feed.items.at(0).title, "2026");
  EXPECT_EQ(to_rfc3339(*feed.items.at(0).published), "2026-11-24T05:29:43.120Z");
  EXPECT_EQ(to_rfc3339(*feed.items.at(0).updated), "2026-11-24T05:29:43.000Z");
}

TEST(DecodeJson, ReadsTheNamesOfObjects) {
  const Feed feed = decoded(
      R"({"headline":"x","byline":[{"name":"Ada Li","role":"desk"},{"name":"Tomas Ek"}],"tags":[{"webTitle":"Ports"},{"id":1}]})");
  EXPECT_THAT(feed.items.at(0).authors, ElementsAre("Ada Li", "Tomas Ek"));
  EXPECT_THAT(feed.items.at(0).categories, ElementsAre("Ports"));
}

TEST(DecodeJson, TakesNullAndEmptyAsAbsent) {
  const Feed feed =
      decoded(R"({"headline":"x","abstract":null,"paragraphs":"","tags":[],"byline":[null,""],"web":{"url":null}})");
  EXPECT_EQ(feed.items.at(0).summary, "");
  EXPECT_EQ(feed.items.at(0).body, "");
  EXPECT_THAT(feed.items.at(0).authors, testing::IsEmpty());
  EXPECT_EQ(feed.items.at(0).link, "");
}

TEST(DecodeJson, CountsElementsWithoutTitle) {
  const Feed feed = decoded(R"({"abstract":"a","headline":""},{"abstract":"b"},{"headline":"c"})");
  EXPECT_EQ(feed.items.size(), 3U);
  const auto warning = std::ranges::find(feed.warnings, 2U, &Warning::count);
  ASSERT_NE(warning, feed.warnings.end());
  EXPECT_THAT(warning->message, HasSubstr("no title"));
}

TEST(DecodeJson, LeavesOutWhatIsNoItem) {
  const Feed feed = decoded(R"("text",null,{},{"other":1},{"headline":"c"})");
  EXPECT_EQ(feed.items.size(), 1U);
}

TEST(DecodeJson, WarnsOfAFieldThatNoElementHas) {
  const Feed feed = decoded(R"({"headline":"x","id":1},{"headline":"y","id":2})");
  ASSERT_FALSE(feed.warnings.empty());
  EXPECT_THAT(feed.warnings.back().message, HasSubstr("no item has a value where the mapping looks for it"));
}

TEST(DecodeJson, TakesTheDocumentItselfAsTheArray) {
  const JsonMapping mapping{.items = "", .fields = {{"title", "/t"}}};
  const Result<Feed> feed = decode_json(an_answer(R"([{"t":"one"},{"t":"two"}])"), mapping, Limits{});
  ASSERT_TRUE(feed.has_value());
  EXPECT_EQ(feed->items.at(1).title, "two");
}

TEST(DecodeJson, TakesAnEmptyArrayAsNoNews) {
  const Result<Feed> feed = decode_json(an_answer(R"({"response":{"results":[]}})"), a_mapping(), Limits{});
  ASSERT_TRUE(feed.has_value());
  EXPECT_THAT(feed->items, testing::IsEmpty());
  EXPECT_THAT(feed->warnings, testing::IsEmpty());
}

TEST(DecodeJson, ReadsEscapedPointers) {
  const JsonMapping mapping{.items = "/a~1b", .fields = {{"title", "/t~0"}}};
  const Result<Feed> feed = decode_json(an_answer(R"({"a/b":[{"t~":"one"}]})"), mapping, Limits{});
  ASSERT_TRUE(feed.has_value()) << to_string(feed.error());
  EXPECT_EQ(feed->items.at(0).title, "one");
}

TEST(DecodeJson, ShowsWhichKeysExistWhereTheArrayIsMissing) {
  EXPECT_EQ(
      error_of(R"({"response":{"status":"ok","docs":[]}})"),
      "decode the API's answer (https://api.example/v1/search): no array of items at “/response/results”; there is "
      "nothing: /response is an object with the keys status, docs. If the API changed its answer, change the "
      "mapping's `items`.");
}

TEST(DecodeJson, ShowsWhatIsThereInsteadOfTheArray) {
  EXPECT_THAT(error_of(R"({"response":{"results":{"a":1}}})"), HasSubstr("there is an object with the key a"));
  EXPECT_THAT(error_of(R"({"response":{"results":"x"}})"), HasSubstr("there is a string"));
  EXPECT_THAT(error_of("null"), HasSubstr("the document is null"));
}

TEST(DecodeJson, QuotesWhatTheApiSaysInsteadOfTheArray) {
  for (const char* const answer :
       {R"({"error":"no key"})", R"({"message":"no key"})", R"({"error":{"code":7,"message":"no key"}})",
        R"({"errors":[{"message":"no key"}]})", R"({"errors":["no key"]})", R"({"status":"no key"})",
        R"({"status":403,"statusText":"no key"})", R"({"error":true,"message":"no key","status":"x"})"}) {
    EXPECT_THAT(error_of(answer), HasSubstr("; the API says “no key”.")) << answer;
  }
  EXPECT_THAT(error_of(R"({"error":null,"status":403})"), testing::Not(HasSubstr("says")));
  EXPECT_THAT(error_of(R"(["error"])"), testing::Not(HasSubstr("says")));
}

TEST(DecodeJson, QuotesTheApiInOneShortPrintableLine) {
  const std::string error = error_of(R"({"message":"a\u001b[31m\n b)" + std::string(10'000, 'x') + R"("})");
  EXPECT_THAT(error, HasSubstr("“a[31m bx"));
  EXPECT_LT(error.size(), 600U);
}

TEST(DecodeJson, NamesTheMistakeOfTheMapping) {
  EXPECT_THAT(error_of("[]", {.items = "results", .fields = {}}),
              HasSubstr("the mapping of items is “results”, which is no JSON Pointer"));
  EXPECT_THAT(error_of("[]", {.items = "", .fields = {{"title", "t"}}}), HasSubstr("the mapping of title is “t”"));
  EXPECT_THAT(error_of("[]", {.items = "", .fields = {{"headline", "/t"}}}),
              HasSubstr("a field “headline”, which items do not have"));
}

TEST(DecodeJson, NamesLineAndColumnOfAMistake) {
  EXPECT_THAT(error_of("{\"response\":\n  {\"ü\" 1}}"), HasSubstr("not JSON at line 2, column 8"));
  EXPECT_THAT(error_of("{\"response\":"), HasSubstr("the JSON ends early"));
  EXPECT_THAT(error_of(""), HasSubstr("the document is empty"));
}

TEST(DecodeJson, SaysThatAPageIsAPage) {
  EXPECT_THAT(error_of("<!DOCTYPE html><html>"), HasSubstr("an HTML or XML page, not JSON"));
}

}  // namespace
}  // namespace tb::feed
