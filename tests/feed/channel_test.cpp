// What a feed says of itself: the values one by one, and what must hold whatever a document says.
#include <gmock/gmock.h>

#include "feed/channel_values.hpp"
#include "tenbells/feed/feed.hpp"

namespace tb::feed {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using testing::IsEmpty;
using testing::SizeIs;

Feed decoded(std::string bytes, const Limits& limits = {}) {
  Result<Feed> feed = decode({.bytes = std::move(bytes), .url = "https://feeds.example/wire.xml"}, limits);
  EXPECT_TRUE(feed.has_value());
  return feed.value_or(Feed{});
}

std::string an_atom_feed_with(const std::string& head) {
  return R"(<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0">)" + head +
         "<entry><id>1</id><title>x</title></entry></feed>";
}

TEST(Ttl, IsAPositiveNumberOfMinutes) {
  EXPECT_EQ(ttl_of("60"), minutes{60});
  EXPECT_EQ(ttl_of("\n 1\t"), minutes{1});
  EXPECT_EQ(ttl_of("4294967295"), minutes{4'294'967'295});
  for (const std::string_view junk : {"", " ", "0", "-1", "+5", "1.5", "60 min", "4294967296", "1e3", "0x10"}) {
    EXPECT_EQ(ttl_of(junk), std::nullopt) << junk;
  }
}

TEST(SkippedHour, IsItsBit) {
  EXPECT_EQ(hour_bit("0"), 1U);
  EXPECT_EQ(hour_bit("24"), 1U) << "RSS 0.91 counts from 1 to 24";
  EXPECT_EQ(hour_bit("07"), 1U << 7);
  EXPECT_EQ(hour_bit("23"), 1U << 23);
  for (const std::string_view junk : {"", "25", "-1", "noon", "7:00", "4294967296"}) EXPECT_EQ(hour_bit(junk), 0U);
}

TEST(SkippedDay, IsItsBitFromMonday) {
  EXPECT_EQ(day_bit("Monday"), 1U);
  EXPECT_EQ(day_bit(" SUNDAY "), 1U << 6);
  for (const std::string_view junk : {"", "Mon", "Mondays", "lundi", "1"}) EXPECT_EQ(day_bit(junk), 0U);
}

TEST(UpdatePeriod, IsOneOfFiveWords) {
  EXPECT_EQ(period_of("hourly"), hours{1});
  EXPECT_EQ(period_of(" Daily\n"), hours{24});
  EXPECT_EQ(period_of("weekly"), hours{24 * 7});
  EXPECT_EQ(period_of("monthly"), hours{24 * 30});
  EXPECT_EQ(period_of("yearly"), hours{24 * 365});
  for (const std::string_view junk : {"", "hour", "minutely", "3600"}) EXPECT_EQ(period_of(junk), std::nullopt);
}

TEST(UpdateFrequency, IsOnceWhereItCannotBeRead) {
  EXPECT_EQ(frequency_of(" 12 "), 12U);
  for (const std::string_view junk : {"", "0", "-2", "often", "4294967296"}) EXPECT_EQ(frequency_of(junk), 1U);
}

TEST(UpdatePeriod, IsNeverLessThanASecond) {
  const Feed feed = decoded(an_atom_feed_with(
      "<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4000000000</sy:updateFrequency>"));
  EXPECT_EQ(feed.channel.polling.update_period, std::chrono::seconds{1});
}

TEST(CompleteFeed, IsNotTakenForOneWhereItsItemsMayBeMissing) {
  const std::string whole = an_atom_feed_with("<fh:complete/>");
  EXPECT_TRUE(decoded(whole).channel.is_complete);
  EXPECT_FALSE(decoded(whole.substr(0, whole.size() - 7)).channel.is_complete) << "cut short";
  EXPECT_FALSE(decoded(an_atom_feed_with("<fh:complete/><title>a < b</title>")).channel.is_complete) << "repaired";
  EXPECT_FALSE(
      decoded(an_atom_feed_with("<fh:complete/><entry><id>2</id></entry>"), Limits{.items = 1}).channel.is_complete)
      << "more items than the limit allows";
}

TEST(Channel, OfSeveralFeedsInADocumentIsThatOfTheFirst) {
  const Feed feed = decoded(an_atom_feed_with(R"(<link rel="self" href="https://feeds.example/a"/>)") +
                            an_atom_feed_with(R"(<link rel="next" href="https://feeds.example/b"/>)"));
  EXPECT_EQ(feed.channel, Channel{.self = "https://feeds.example/a"});
}

TEST(Hubs, AreNoMoreThanAnyoneNeeds) {
  std::string links;
  for (int i = 0; i < 100; ++i) links += R"(<link rel="hub" href="https://hub.example/)" + std::to_string(i) + R"("/>)";
  EXPECT_THAT(decoded(an_atom_feed_with(links)).channel.hubs, SizeIs(kMostHubs));
}

TEST(Tombstones, BeyondTheLimitAreLeftOutWithAWarning) {
  std::string deleted;
  for (int i = 0; i < 5; ++i) deleted += R"(<at:deleted-entry ref="tag:a" when="2026-11-24T14:03:00Z"/>)";
  const Feed feed = decoded(an_atom_feed_with(deleted), Limits{.items = 3});
  EXPECT_THAT(feed.tombstones, SizeIs(3));
  ASSERT_THAT(feed.warnings, SizeIs(1));
  EXPECT_EQ(feed.warnings.front().kind, WarningKind::limit);
}

TEST(Tombstones, AreAtomsAlone) {
  const Feed feed =
      decoded(R"(<rss><channel><at:deleted-entry ref="tag:a"/><item><title>x</title></item></channel></rss>)");
  EXPECT_THAT(feed.tombstones, IsEmpty());
}

}  // namespace
}  // namespace tb::feed
