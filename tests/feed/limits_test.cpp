// The bounds of Limits: what is left out, and that it is said.
#include <gmock/gmock.h>

#include "tenbells/feed/feed.hpp"
#include "tenbells/text/utf8.hpp"

namespace tb::feed {
namespace {

Document a_feed_of(const std::string& items) {
  return {.bytes = "<rss><channel>" + items + "</channel></rss>", .url = "https://news.example/"};
}

std::vector<WarningKind> kinds_of(const Feed& feed) {
  std::vector<WarningKind> kinds;
  for (const Warning& warning : feed.warnings) kinds.push_back(warning.kind);
  return kinds;
}

TEST(Limits, ItemsBeyondTheLimitAreLeftOutWithAWarning) {
  std::string items;
  for (int i = 0; i < 5; ++i) items += "<item><title>x</title></item>";
  const Result<Feed> feed = decode(a_feed_of(items), Limits{.items = 3});
  ASSERT_TRUE(feed.has_value());
  EXPECT_EQ(feed->items.size(), 3U);
  EXPECT_THAT(kinds_of(*feed), testing::ElementsAre(WarningKind::limit));
}

TEST(Limits, ExactlyAsManyItemsAsAllowedAreNoExcess) {
  const Result<Feed> feed =
      decode(a_feed_of("<item><title>x</title></item><item><title>y</title></item>"), Limits{.items = 2});
  EXPECT_THAT(feed->warnings, testing::IsEmpty());
}

TEST(Limits, TextIsCutBetweenCodePoints) {
  const Result<Feed> feed = decode(a_feed_of("<item><title>北京北京</title><description>北京北京</description></item>"),
                                   Limits{.text = Bytes{7}});
  ASSERT_TRUE(feed.has_value());
  EXPECT_EQ(feed->items.at(0).title, "北京");
  EXPECT_EQ(feed->items.at(0).summary, "北京");
  EXPECT_EQ(feed->warnings.at(0).count, 2U);
}

TEST(Limits, TagsInASectionAreNoTags) {
  std::string html = "<item><title>x</title><description><![CDATA[";
  for (int i = 0; i < 1'100'000; ++i) html += "<p>";
  EXPECT_TRUE(decode(a_feed_of(html + "]]></description></item>"), Limits{}).has_value());
}

TEST(Limits, MarkupNestedTooDeeplyIsLeftOut) {
  const Result<Feed> feed =
      decode(a_feed_of("<item><title>x</title><description><a><b><c>deep</c></b>flat</a></description></item>"),
             Limits{.xml_depth = 2});
  ASSERT_TRUE(feed.has_value());
  EXPECT_EQ(feed->items.at(0).summary, "flat");
  EXPECT_THAT(kinds_of(*feed), testing::ElementsAre(WarningKind::limit));
}

TEST(Limits, JsonNestedTooDeeplyIsRefused) {
  const Document document{.bytes = R"({"items":[{"a":[[]]}]})", .url = "https://news.example/"};
  const Result<Feed> feed = decode(document, Limits{.json_depth = 4});
  ASSERT_FALSE(feed.has_value());
  EXPECT_EQ(feed.error().kind, ErrorKind::limit_exceeded);
  EXPECT_THAT(feed.error().why, testing::HasSubstr("nested more than 4 levels deep"));
}

TEST(Limits, JsonThatNeedsRepairIsNestedNoDeeper) {
  const Document document{.bytes = R"({"items":[{"a":[[]],},]})", .url = "https://news.example/"};
  const Result<Feed> feed = decode(document, Limits{.json_depth = 4});
  ASSERT_FALSE(feed.has_value());
  EXPECT_EQ(feed.error().kind, ErrorKind::limit_exceeded);
}

TEST(Limits, BracketsInStringsAreNoNesting) {
  const Document document{.bytes = R"({"items":[{"title":"[[[[{{{{\"["}]})", .url = "https://news.example/"};
  EXPECT_TRUE(decode(document, Limits{.json_depth = 3}).has_value());
}

TEST(Limits, ALongBaseDoesNotMultiplyADocument) {
  std::string items;
  for (int i = 0; i < 2'000; ++i) {
    items += "<item><title>x</title>";
    for (int j = 0; j < 20; ++j) items += "<enclosure url='" + std::to_string(j) + "'/>";
    items += "<description>&lt;a href='x'>&lt;img src='y'></description></item>";
  }
  const std::string base = "https://news.example/" + std::string(1'900, 'a') + "/";
  const Document document{.bytes = "<rss xml:base='" + base + "'><channel>" + items + "</channel></rss>"};
  const Result<Feed> feed = decode(document, Limits{.keep_html = true});
  ASSERT_TRUE(feed.has_value());
  std::size_t size = 0;
  for (const Entry& item : feed->items) {
    size += item.html.summary.size();
    for (const Enclosure& enclosure : item.enclosures) size += enclosure.url.size();
  }
  EXPECT_GT(size, 15'000'000U);
  EXPECT_LT(size, 20'000'000U);
  EXPECT_THAT(kinds_of(*feed), testing::Contains(WarningKind::field));
}

TEST(Limits, BasesInsideEachOtherStayShort) {
  std::string document = "<rss xml:base='https://news.example/'>";
  for (int i = 0; i < 200; ++i) document += "<channel xml:base='" + std::string(100, 'a') + "/'>";
  document += "<item><link>x</link></item>";
  for (int i = 0; i < 200; ++i) document += "</channel>";
  const Result<Feed> feed = decode({.bytes = document + "</rss>", .url = "https://news.example/"}, Limits{});
  ASSERT_TRUE(feed.has_value());
  EXPECT_LT(feed->items.at(0).link.size(), 2'100U);
}

TEST(Limits, TheSameFlawIsOneWarningWithACount) {
  std::string items;
  for (int i = 0; i < 100; ++i) items += "<item><title>x</title><pubDate>soon</pubDate></item>";
  const Result<Feed> feed = decode(a_feed_of(items), Limits{});
  ASSERT_EQ(feed->warnings.size(), 1U);
  EXPECT_EQ(feed->warnings[0].count, 100U);
  EXPECT_EQ(feed->warnings[0].message, "a date cannot be read: soon");
}

TEST(Limits, AQuoteInAWarningIsShortAndClean) {
  const Result<Feed> feed =
      decode(a_feed_of("<item><title>x</title><pubDate>\n" + std::string(10'000, 'y') + "</pubDate></item>"), Limits{});
  EXPECT_LT(feed->warnings.at(0).message.size(), 120U);
  EXPECT_THAT(feed->warnings.at(0).message, testing::Not(testing::HasSubstr("\n")));
}

TEST(Limits, AQuoteInAWarningEndsWithAWholeCharacter) {
  for (std::size_t before = 0; before < 8; ++before) {
    const Result<Feed> feed =
        decode(a_feed_of("<item><title>x&" + std::string(before, 'y') + "北京北京北京北京</title></item>"), Limits{});
    ASSERT_TRUE(feed.has_value());
    EXPECT_TRUE(text::is_valid_utf8(feed->warnings.at(0).message));
  }
}

}  // namespace
}  // namespace tb::feed
