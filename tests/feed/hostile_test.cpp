// Documents made to hurt: they end in an error or in the items that are whole, in linear time and bounded memory. The
// suite's time limit is the measure of time.
#include <gmock/gmock.h>

#include <chrono>
#include <random>
#include <utility>

#include "tenbells/feed/feed.hpp"
#include "tenbells/text/utf8.hpp"

namespace tb::feed {
namespace {

constexpr std::size_t kMany = 100'000;

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

Result<Feed> decoded(std::string bytes) {
  return decode({.bytes = std::move(bytes), .url = "https://news.example/"}, Limits{});
}

std::string a_feed_with(const std::string& inside) {
  return "<rss><channel><item><title>One</title></item>" + inside + "<item><title>Last</title></item></channel></rss>";
}

void expect_first_item(const std::string& bytes) {
  const Result<Feed> feed = decoded(bytes);
  ASSERT_TRUE(feed.has_value()) << to_string(feed.error());
  ASSERT_FALSE(feed->items.empty());
  EXPECT_EQ(feed->items[0].title, "One");
}

void expect_every_item_valid(const Result<Feed>& feed) {
  if (!feed) return;
  for (const Item& item : feed->items) {
    ASSERT_TRUE(text::is_valid_utf8(item.title + item.summary + item.body + item.guid + item.link));
    ASSERT_EQ((item.title + item.guid + item.link).find_first_of(std::string("\0\x1b\n", 3)), std::string::npos);
  }
}

TEST(Hostile, BillionLaughsAreNotExpanded) {
  std::string bomb = "<!DOCTYPE rss [<!ENTITY a0 \"ha\">";
  for (int i = 1; i < 30; ++i) {
    const std::string below = "&a" + std::to_string(i - 1) + ";";
    bomb += "<!ENTITY a" + std::to_string(i) + " \"" + repeated(below, 10) + "\">";
  }
  const Result<Feed> feed =
      decoded("<?xml version='1.0'?>" + bomb + "]>" + a_feed_with("<item><title>&a29;</title></item>"));
  ASSERT_TRUE(feed.has_value());
  EXPECT_EQ(feed->items.at(1).title, "&a29;");
}

TEST(Hostile, BillionLaughsAreNotExpandedInRepairEither) {
  const Result<Feed> feed = decoded("<!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>" +
                                    a_feed_with("<item><title>&b;</title><description>x<br></description></item>"));
  ASSERT_TRUE(feed.has_value());
  EXPECT_EQ(feed->items.at(1).title, "&b;");
}

TEST(Hostile, ExternalEntitiesAreTextOnly) {
  const std::string prolog =
      "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/hostname\"><!ENTITY % p SYSTEM \"http://127.0.0.1:9/\"> %p;]>";
  for (const char* const broken : {"", "<br>"}) {
    const Result<Feed> feed = decoded(prolog + a_feed_with("<item><title>a&x;b</title><description>" +
                                                           std::string(broken) + "</description></item>"));
    ASSERT_TRUE(feed.has_value());
    EXPECT_EQ(feed->items.at(1).title, "a&x;b");
  }
}

TEST(Hostile, DeepNestingCostsNoStack) {
  expect_first_item(a_feed_with(repeated("<a>", kMany) + repeated("</a>", kMany)));
  expect_first_item(a_feed_with("<item><description>" + repeated("<a>", kMany) + "x" + repeated("</a>", kMany) +
                                "</description></item>"));
  expect_first_item(a_feed_with(repeated("<a>", kMany)));
  expect_first_item(a_feed_with("<item><title><![CDATA[" + repeated("<div>", kMany) + "]]></title></item>"));
}

TEST(Hostile, ItemsNestedInItemsAreLinear) {
  expect_first_item(a_feed_with(repeated("<item><title>x</title>", kMany) + repeated("</item>", kMany)));
  expect_first_item(a_feed_with(repeated("<item><title>x</title>", kMany)));
  expect_first_item(a_feed_with(repeated("<channel>", kMany) + repeated("</channel>", kMany)));
  expect_first_item(a_feed_with(repeated("<item><a:title/>", kMany) + repeated("</item>", kMany)));
}

TEST(Hostile, TagsThatNeverMatchAreLinear) {
  expect_first_item(a_feed_with(repeated("<a></b>", kMany)));
  expect_first_item(a_feed_with("<item>" + repeated("<a></b>", kMany) + "</item>"));
  expect_first_item(a_feed_with(repeated("<a b=c>", kMany)));
  expect_first_item(a_feed_with(repeated("<item></b>", kMany)));
}

TEST(Hostile, AMillionAttributesAreLinear) {
  std::string attributes;
  for (std::size_t i = 0; i < 10 * kMany; ++i) attributes += " a" + std::to_string(i) + "='x'";
  expect_first_item(a_feed_with("<item" + attributes + "><title>x</title></item>"));
  expect_first_item(a_feed_with("<item" + attributes + "><title>x</title><br></item>"));
}

TEST(Hostile, ManyNamespacesAreLinear) {
  std::string declarations;
  for (std::size_t i = 0; i < kMany; ++i)
    declarations += " xmlns:n" + std::to_string(i) + "='urn:" + std::to_string(i) + "'";
  expect_first_item("<rss" + declarations + ">" +
                    a_feed_with(repeated("<item><n9:x/><n9:y/><dc:title>t</dc:title></item>", 5'000)).substr(5));
}

TEST(Hostile, ManyOfEverythingIsLinear) {
  for (const std::string_view piece : {"<item/>",
                                       "<item>",
                                       "</item>",
                                       "</p>",
                                       "<title>x</title>",
                                       "<link/>",
                                       "<link>x</link>",
                                       "<?x y?>",
                                       "<!-- x -->",
                                       "<![CDATA[x]]>",
                                       "&nbsp;",
                                       "&",
                                       "&#0;",
                                       "&amp;",
                                       "<",
                                       "< ",
                                       "<a b=\"",
                                       "<author>x</author>",
                                       "<category>x</category>",
                                       "<media:group>",
                                       "<![CDATA[",
                                       "<!--",
                                       "<?",
                                       "<!DOCTYPE [",
                                       "]]>",
                                       "x\"'>"}) {
    SCOPED_TRACE(piece);
    expect_every_item_valid(decoded(a_feed_with(repeated(piece, kMany))));
    expect_every_item_valid(decoded(a_feed_with("<item>" + repeated(piece, kMany) + "</item>")));
    expect_every_item_valid(decoded(a_feed_with("<item><title>" + repeated(piece, kMany) + "</title></item>")));
    expect_every_item_valid(decoded(repeated(piece, kMany) + "<rss><channel/></rss>"));
  }
}

// Five seconds are many times what a linear reading takes, and a small part of what a quadratic one would.
void expect_within_five_seconds(const std::string& bytes) {
  const auto start = std::chrono::steady_clock::now();
  expect_every_item_valid(decoded(bytes));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{5});
}

constexpr std::size_t kFourMegabytes = 4'000'000;

TEST(Hostile, FourMegabytesOfBeginningsOfAFeedAreLinear) {
  for (const std::string_view piece :
       {"<rss", "<rss ", "<rss x='", "<feed", "<rdf:RDF", "<?xml", "<?xml ", "<rss><!--"}) {
    SCOPED_TRACE(piece);
    expect_within_five_seconds(repeated(piece, kFourMegabytes / piece.size()));
    expect_within_five_seconds("junk " + repeated(piece, kFourMegabytes / piece.size()));
  }
}

TEST(Hostile, FourMegabytesOfAPageAreLinear) {
  for (const std::string_view piece :
       {"<link rel=\"alternate\" ", "<link type=", "<link", "<link type=\"application/rss+xml\" ", "<title", "<title>",
        "<", "<!--", "<script>"}) {
    SCOPED_TRACE(piece);
    expect_within_five_seconds("<html><head>" + repeated(piece, kFourMegabytes / piece.size()));
  }
}

TEST(Hostile, AMegabyteOfAnyFragmentAnywhereIsLinear) {
  constexpr std::size_t kMegabyte = 1'000'000;
  for (const std::string_view piece :
       {"<",       "<!--",    "<![CDATA[",  "&",   "&#",     "&amp",    "</", "<a ",     "<a b=\"", "<a b=\"x\" c=\"",
        "<a b='>", "<?",      "<!DOCTYPE ", "]]>", "<item>", "<title>", "[",  "{\"a\":", "\"\\u",   "\"\\ud800",
        "\\",      "\xC4\xE0"}) {
    SCOPED_TRACE(piece);
    const std::string many = repeated(piece, kMegabyte / piece.size());
    expect_within_five_seconds(many);
    expect_within_five_seconds("<html>" + many);
    expect_within_five_seconds(a_feed_with("<item><title><![CDATA[" + many + "]]></title></item>"));
    expect_within_five_seconds(a_feed_with("<item><description><![CDATA[" + many + "]]></description></item>"));
    expect_within_five_seconds("{\"items\":[{\"title\":\"" + many + "\"}]}");
  }
}

TEST(Hostile, ReferencesToSurrogatesBehindABrokenDoctypeAreReplaced) {
  const Result<Feed> feed =
      decoded("<!DOCTYPE rss [<!ENTITY a 6\"'>]>" + a_feed_with("<item><title>x&#xD800;</title></item>"));
  expect_every_item_valid(feed);
  ASSERT_TRUE(feed.has_value());
  EXPECT_EQ(feed->items.at(1).title, "x\uFFFD");
}

TEST(Hostile, ReferencesToBothHalvesOfACharacterAreThatCharacter) {
  const Result<Feed> feed = decoded(
      a_feed_with("<item><title>Port&#55357;&#56832; &#xD83D;&#x41;</title><guid>&#xd83d;&#xDE00;</guid></item>"));
  expect_every_item_valid(feed);
  ASSERT_TRUE(feed.has_value());
  EXPECT_EQ(feed->items.at(1).title, "Port😀 \uFFFDA");
  EXPECT_EQ(feed->items.at(1).guid, "😀");
}

TEST(Hostile, AReferenceCutByControlsIsNone) {
  const std::string controls(3, '\0');
  const Result<Feed> feed =
      decoded("<!DOCTYPE rss [<!ENTITY % p SYSTEM 'u'> %p; <!-- ]> -->]>" +
              a_feed_with("<item><title>x&#xD800" + controls + "; &l" + controls + "t;</title></item>"));
  expect_every_item_valid(feed);
  ASSERT_TRUE(feed.has_value());
  EXPECT_EQ(feed->items.at(1).title.find("\xED"), std::string::npos);
}

TEST(Hostile, ManyDeclaredEntitiesAreLinear) {
  std::string declarations;
  std::string references;
  for (std::size_t i = 0; i < kMany; ++i) {
    declarations += "<!ENTITY a" + std::to_string(i) + " 'x'>";
    references += "&a" + std::to_string(i) + ";";
  }
  expect_within_five_seconds("<!DOCTYPE rss [" + declarations + "]>" + a_feed_with("<item>" + references + "</item>"));
}

TEST(Hostile, FourMegabytesOfOneThingInABrokenFeedAreLinear) {
  for (const auto& [begin, end] : {std::pair{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?x ", "?>"}, {"<b c='", "'/>"}}) {
    SCOPED_TRACE(begin);
    const std::string bytes =
        a_feed_with("</b>" + std::string(begin) + std::string(kFourMegabytes, 'x') + std::string(end));
    expect_within_five_seconds(bytes);
    expect_first_item(bytes);
  }
}

TEST(Hostile, ManyFeedsInOneDocumentAreLinear) {
  expect_within_five_seconds(repeated(a_feed_with(""), kMany / 10));
  expect_within_five_seconds(repeated(a_feed_with("</b>"), kMany / 10));
}

TEST(Hostile, JsonCutAnywhereIsLinear) {
  for (const std::string_view piece : {R"({"id":"1"},)", R"({"a":[],)", "[],", "{},"}) {
    SCOPED_TRACE(piece);
    expect_within_five_seconds("{\"items\":[" + repeated(piece, kMany));
  }
}

TEST(Hostile, MoreTagsOrValuesThanMemoryAllowsAreRefused) {
  EXPECT_EQ(decoded(a_feed_with(repeated("<a/>", 21 * kMany))).error().kind, ErrorKind::limit_exceeded);
  EXPECT_EQ(decoded("[" + repeated("0,", 41 * kMany) + "0]").error().kind, ErrorKind::limit_exceeded);
}

TEST(Hostile, DeepJsonIsRefusedBeforeItIsBuilt) {
  for (const std::string_view piece : {"[", "{\"a\":", "[{\"a\":"}) {
    const Result<Feed> feed = decoded("{\"items\":" + repeated(piece, kMany));
    ASSERT_FALSE(feed.has_value());
    EXPECT_EQ(feed.error().kind, ErrorKind::limit_exceeded);
  }
}

TEST(Hostile, HugeNumbersAreNoDatesAndNoOverflow) {
  const Result<Feed> feed = decoded(
      R"({"version":"https://jsonfeed.org/version/1.1","items":[{"id":1e308,"title":"One","date_published":1e300,"date_modified":-9223372036854775808}]})");
  ASSERT_TRUE(feed.has_value());
  EXPECT_FALSE(feed->items.at(0).published.has_value());
  EXPECT_FALSE(feed->items.at(0).updated.has_value());
}

TEST(Hostile, NulsAreDropped) {
  std::string bytes =
      a_feed_with("<item><title>T" + std::string(3, '\0') + "wo</title></item>" + std::string(1000, '\0'));
  const Result<Feed> feed = decoded(bytes);
  ASSERT_TRUE(feed.has_value());
  EXPECT_EQ(feed->items.size(), 3U);
  EXPECT_EQ(feed->items.at(1).title, "Two");
}

TEST(Hostile, NulsAloneAreBinary) {
  EXPECT_THAT(decoded(std::string(kMany, '\0')).error().why, testing::HasSubstr("binary data"));
}

TEST(Hostile, RandomBytesAreNeverAFeed) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::string bytes(1 + random() % 4096, ' ');
    for (char& byte : bytes) byte = static_cast<char>(random());
    EXPECT_FALSE(decoded(bytes).has_value());
  }
}

// Every mutation of a good feed ends in items or an error, and what comes out is clean.
TEST(Hostile, MutationsOfAFeedGiveValidItems) {
  const std::string good =
      "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE rss [<!ENTITY a 'b'>]><rss "
      "xmlns:dc='http://purl.org/dc/elements/1.1/'>" +
      a_feed_with(
          "<item><title>&#x4E2D; <![CDATA[<b>x</b>]]> "
          "&amp;</title><link>/a?b=1&amp;c</link><dc:date>2026-11-24</dc:date><guid a='1'>é</guid></item>")
          .substr(5);
  std::mt19937 random(11);
  constexpr std::string_view kPieces = "<>&;\"'/!?[]-=\x80\xFF\x01 a";
  for (int round = 0; round < 5'000; ++round) {
    std::string bytes = good;
    for (int change = 0; change < 3; ++change) {
      const std::size_t place = random() % bytes.size();
      if (random() % 2 == 0) bytes.erase(place, 1 + random() % 5);
      bytes.insert(std::min(place, bytes.size()), 1, kPieces[random() % kPieces.size()]);
    }
    expect_every_item_valid(decoded(bytes));
  }
}

}  // namespace
}  // namespace tb::feed
