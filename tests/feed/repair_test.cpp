// Repair of feeds that are broken in every item: however often the same mistake comes, no item is lost.
#include <gmock/gmock.h>

#include "tenbells/feed/feed.hpp"

namespace tb::feed {
namespace {

struct Row {
  std::string name;
  std::string inside;  // of every item's description
};

std::string row_name(const testing::TestParamInfo<Row>& row) {
  return row.param.name;
}

class Repair : public testing::TestWithParam<Row> {};

TEST_P(Repair, KeepsEveryItemOfALongFeed) {
  constexpr std::size_t kItems = 1'000;
  std::string bytes = "<rss version=\"2.0\"><channel><title>Wire</title>";
  for (std::size_t i = 0; i < kItems; ++i) {
    bytes += "<item><title>Item " + std::to_string(i) + "</title><description>before " + GetParam().inside +
             " after</description><link>https://news.example/" + std::to_string(i) + "</link></item>";
  }
  const Result<Feed> feed = decode({.bytes = bytes + "</channel></rss>", .url = "https://news.example/"}, Limits{});
  ASSERT_TRUE(feed.has_value()) << to_string(feed.error());
  ASSERT_EQ(feed->items.size(), kItems);
  for (std::size_t i = 0; i < kItems; ++i) {
    EXPECT_EQ(feed->items[i].title, "Item " + std::to_string(i));
    EXPECT_EQ(feed->items[i].link, "https://news.example/" + std::to_string(i));
    EXPECT_THAT(feed->items[i].summary, testing::StartsWith("before"));
  }
  EXPECT_EQ(feed->warnings.at(0).kind, WarningKind::repaired);
}

const Row kRows[] = {
    {"BreaksNeverClosed", "one<br>two<br>three"},          {"EndTagsOfNothing", "one</p>two</b></i>"},
    {"CrossedTags", "<b>one <i>two</b> three</i>"},        {"AttributesWithoutQuotes", "<img src=a.png>"},
    {"AttributesWithoutValue", "<input disabled/>"},       {"LessThanInText", "1 <2, 3 < 4 <"},
    {"AttributesTwice", "<a href='1' href='2'>x</a><br>"}, {"UndeclaredPrefixes", "<o:p>x</o:p></o:q>"},
};

INSTANTIATE_TEST_SUITE_P(Mistakes, Repair, testing::ValuesIn(kRows), row_name);

TEST(RepairWarning, NamesTheLineOfTheFirstMistake) {
  const Result<Feed> feed = decode(
      {.bytes = "<?xml version='1.0'?>\n<rss>\n<channel><item>\n<title>One</titel></title></item></channel></rss>"},
      Limits{});
  ASSERT_TRUE(feed.has_value());
  EXPECT_EQ(feed->warnings.at(0).message, "not well-formed XML, repaired: line 4: the end tag </titel> does not match");
}

}  // namespace
}  // namespace tb::feed
