// Wire documents made to hurt: they end in an error or in what is whole, in linear time and bounded memory.
#include "feed/wire_expectation.hpp"

namespace tb::feed {
namespace {

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

constexpr std::size_t kMany = 100'000;

TEST(HostileWire, NestingCostsNoStack) {
  const std::string deep = repeated("<a>", kMany) + "x" + repeated("</a>", kMany);
  const std::string groups = repeated("<group>", kMany) + repeated("</group>", kMany);
  const std::string components = repeated("<NewsComponent>", kMany) + repeated("</NewsComponent>", kMany);
  const std::string nested = repeated("<NewsItem>", kMany) + repeated("</NewsItem>", kMany);
  EXPECT_TRUE(
      decoded_wire("<newsItem guid='g'><contentSet><inlineXML>" + deep + "</inlineXML></contentSet></newsItem>"));
  EXPECT_TRUE(decoded_wire("<packageItem guid='g'><groupSet>" + groups + "</groupSet></packageItem>"));
  EXPECT_TRUE(decoded_wire("<nitf uno='g'><body><body.content>" + deep + "</body.content></body></nitf>"));
  EXPECT_TRUE(decoded_wire("<NewsML><NewsItem>" + components + "</NewsItem></NewsML>"));
  EXPECT_TRUE(decoded_wire("<NewsML>" + nested + "</NewsML>"));
}

TEST(HostileWire, ItemsBeyondTheLimitAreLeftOut) {
  const std::string items = repeated("<newsItem guid='g'/>", 50);
  for (const std::string& document :
       {"<newsMessage><itemSet>" + items + "</itemSet></newsMessage>",
        "<NewsML>" + repeated("<NewsItem><NewsLines><HeadLine>x</HeadLine></NewsLines></NewsItem>", 50) + "</NewsML>",
        repeated("<nitf uno='g'/>", 50),
        "[" + repeated(R"({"uri":"g","headline":"h"},)", 49) + R"({"uri":"g","headline":"h"}])"}) {
    const Result<Feed> feed = decode({.bytes = document, .url = kWireUrl}, {.items = 7});
    ASSERT_TRUE(feed.has_value());
    EXPECT_EQ(feed->items.size(), 7U);
    EXPECT_THAT(kinds_of(feed->warnings), testing::Contains("limit"));
  }
}

TEST(HostileWire, ListsOfOneItemAreBounded) {
  std::string subjects;
  for (std::size_t i = 0; i < kMany; ++i) {
    const std::string number = std::to_string(i);
    subjects += "<subject qcode='a:" + number + "'><name>" + number + "</name></subject><creator><name>" + number +
                "</name></creator>";
  }
  const Entry item = one_item("<newsItem guid='g'><contentMeta>" + subjects + "</contentMeta></newsItem>");
  EXPECT_EQ(item.wire->codes.size(), 100U);
  EXPECT_EQ(item.authors.size(), 100U);
  EXPECT_LE(item.categories.size(), 100U);
}

TEST(HostileWire, ALongBaseDoesNotMultiply) {
  const std::string links = repeated("<a href='x'>y</a>", kMany);
  const Document document{.bytes = "<nitf uno='g'><body><body.content>" + links + "</body.content></body></nitf>",
                          .url = "https://feeds.example/" + std::string(7'000, 'b') + "/"};
  const Result<Feed> feed = decode(document, {.keep_html = true});
  ASSERT_TRUE(feed.has_value());
  EXPECT_EQ(feed->items.at(0).body.size(), kMany);
  EXPECT_LT(feed->items.at(0).html.body.size(), 4'000'000U);
}

TEST(HostileWire, AWireInsideAWireIsNotReadTwice) {
  const std::string nitf =
      repeated("<nitf><body><body.content>", 1'000) + repeated("</body.content></body></nitf>", 1'000);
  EXPECT_TRUE(
      decoded_wire("<newsItem guid='g'><contentSet><inlineXML>" + nitf + "</inlineXML></contentSet></newsItem>"));
  EXPECT_EQ(one_item(R"({"uri":"g","body_nitf":"<nitf><body><p>never closed"})").body, "");
}

}  // namespace
}  // namespace tb::feed
