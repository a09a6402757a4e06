// Items that declare no language are given the one they are recognised to be in; the same in every format.
#include "tenbells/feed/detected_language.hpp"

#include <gmock/gmock.h>

#include <string>

#include "tenbells/feed/feed.hpp"

namespace tb::feed {
namespace {

constexpr Limits kDetecting{.detect_languages = true};

const std::string kGerman = "Der Stadtrat will die alte Brücke im kommenden Jahr erneuern und nicht abreißen";

Entry an_entry(std::string title, std::string summary = {}, std::string body = {}) {
  Entry entry;
  entry.title = std::move(title);
  entry.summary = std::move(summary);
  entry.body = std::move(body);
  return entry;
}

std::vector<Entry> detected(Entry entry) {
  std::vector<Entry> items{std::move(entry)};
  detect_languages(items);
  return items;
}

TEST(DetectedLanguage, IsThatOfTheText) {
  const std::vector<Entry> items = detected(an_entry(kGerman));
  EXPECT_EQ(items[0].language, "de");
  EXPECT_TRUE(items[0].language_detected);
}

TEST(DetectedLanguage, IsFoundInTheBodyWhereTheTitleIsShort) {
  EXPECT_EQ(detected(an_entry("Aarau", {}, kGerman))[0].language, "de");
  EXPECT_EQ(detected(an_entry("Aarau", kGerman))[0].language, "de");
}

TEST(DetectedLanguage, NeverReplacesADeclaredOne) {
  Entry entry = an_entry(kGerman);
  entry.language = "gsw";
  const std::vector<Entry> items = detected(std::move(entry));
  EXPECT_EQ(items[0].language, "gsw");
  EXPECT_FALSE(items[0].language_detected);
}

TEST(DetectedLanguage, StaysEmptyWhereTheTextSaysTooLittle) {
  const std::vector<Entry> items = detected(an_entry("OK"));
  EXPECT_EQ(items[0].language, "");
  EXPECT_FALSE(items[0].language_detected);
}

TEST(DetectedLanguage, IsAskedForEachItem) {
  std::vector<Entry> items{an_entry(kGerman), an_entry("The council wants to renew the old bridge and has said so")};
  detect_languages(items);
  EXPECT_EQ(items[0].language, "de");
  EXPECT_EQ(items[1].language, "en");
}

TEST(DetectedLanguage, IsNotAskedForUnlessTheLimitsSaySo) {
  const auto rss = decode({.bytes = "<rss><channel><item><title>" + kGerman + "</title></item></channel></rss>"}, {});
  ASSERT_TRUE(rss);
  EXPECT_EQ(rss->items.at(0).language, "");
  EXPECT_FALSE(rss->items.at(0).language_detected);
  const JsonMapping mapping{.items = "", .fields = {{"title", "/headline"}}};
  const auto api = decode_json({.bytes = R"([{"headline":")" + kGerman + R"("}])"}, mapping, {});
  ASSERT_TRUE(api);
  EXPECT_EQ(api->items.at(0).language, "");
}

TEST(DetectedLanguage, IsFoundForAnyItemWhateverItDeclares) {
  Item item;
  item.title = kGerman;
  item.language = "gsw";
  EXPECT_EQ(detected_language(item), "de");
  EXPECT_EQ(detected_language(Item{}), "");
}

TEST(DetectedLanguage, IsTheLastStepForRss) {
  const auto feed =
      decode({.bytes = "<rss><channel><item><title>" + kGerman + "</title></item></channel></rss>"}, kDetecting);
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->items.at(0).language, "de");
  EXPECT_TRUE(feed->items.at(0).language_detected);
}

TEST(DetectedLanguage, YieldsToTheLanguageOfTheFeed) {
  const auto feed = decode(
      {.bytes = "<rss><channel><language>de-CH</language><item><title>" + kGerman + "</title></item></channel></rss>"},
      kDetecting);
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->items.at(0).language, "de-CH");
  EXPECT_FALSE(feed->items.at(0).language_detected);
}

TEST(DetectedLanguage, IsTheLastStepForJsonFeed) {
  const auto feed = decode(
      {.bytes = R"({"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":")" + kGerman + R"("}]})"},
      kDetecting);
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->items.at(0).language, "de");
  EXPECT_TRUE(feed->items.at(0).language_detected);
}

TEST(DetectedLanguage, IsTheLastStepForAJsonApi) {
  const JsonMapping mapping{.items = "/news", .fields = {{"title", "/headline"}}};
  const auto feed = decode_json({.bytes = R"({"news":[{"headline":")" + kGerman + R"("}]})"}, mapping, kDetecting);
  ASSERT_TRUE(feed);
  EXPECT_EQ(feed->items.at(0).language, "de");
  EXPECT_TRUE(feed->items.at(0).language_detected);
}

}  // namespace
}  // namespace tb::feed
