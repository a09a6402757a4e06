// Repair of feeds that are broken in every item: however often the same mistake comes, no item is lost.
#include <gmock/gmock.h>

#include <algorithm>

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
  EXPECT_TRUE(feed->repaired);
}

const Row kRows[] = {
    {"BreaksNeverClosed", "one<br>two<br>three"},          {"EndTagsOfNothing", "one</p>two</b></i>"},
    {"CrossedTags", "<b>one <i>two</b> three</i>"},        {"AttributesWithoutQuotes", "<img src=a.png>"},
    {"AttributesWithoutValue", "<input disabled/>"},       {"LessThanInText", "1 <2, 3 < 4 <"},
    {"AttributesTwice", "<a href='1' href='2'>x</a><br>"}, {"UndeclaredPrefixes", "<o:p>x</o:p></o:q>"},
};

INSTANTIATE_TEST_SUITE_P(Mistakes, Repair, testing::ValuesIn(kRows), row_name);

struct Kept {
  std::string name;
  std::string inside;  // of a description, behind the first mistake of the document
  std::string summary;
};

class TextBehindAMistake : public testing::TestWithParam<Kept> {};

TEST_P(TextBehindAMistake, IsKept) {
  const Result<Feed> feed =
      decode({.bytes = "<rss><channel><title>Wire</titel><item><title>One</title><description>" + GetParam().inside +
                       "</description><link>http://news.example/?a=1&amp;b=%22&quot;</link></item></channel></rss>",
              .url = "https://news.example/"},
             Limits{});
  ASSERT_TRUE(feed.has_value()) << to_string(feed.error());
  ASSERT_EQ(feed->items.size(), 1U);
  EXPECT_EQ(feed->items[0].summary, GetParam().summary);
  EXPECT_EQ(feed->items[0].link, "http://news.example/?a=1&b=%22%22");
}

const Kept kKept[] = {
    {"EscapedMarkup", "&lt;p&gt;One &amp;amp; two&lt;/p&gt;&lt;p&gt;&quot;x&quot; &apos;y&apos;&lt;/p&gt;",
     "One & two\n\"x\" 'y'"},
    {"BareSigns", "a < b & c", "a < b & c"},
    {"Numbers", "&#8217;&#x4E2D;&#60;b>", "’中"},
    {"NamesOfHtml", "caf&eacute;&nbsp;x &bigstar;", "café x ★"},
    {"Sections", "<![CDATA[<b>R&amp;D</b> & co]]>", "R&D & co"},
    {"AttributesOfMarkup", "<a href='/x?a=1&amp;b=2' title='a > b'>link</a>", "link"},
};

INSTANTIATE_TEST_SUITE_P(Texts, TextBehindAMistake, testing::ValuesIn(kKept),
                         [](const auto& row) { return row.param.name; });

Result<Feed> decoded(const std::string& bytes) {
  return decode({.bytes = bytes, .url = "https://news.example/"}, Limits{});
}

TEST(RepairWarning, NamesTheLineOfTheFirstMistakeAndItsPlace) {
  const std::string document =
      "<?xml version='1.0'?>\n<rss>\n<channel><item>\n<title>One</titel></title></item></channel></rss>";
  const Result<Feed> feed = decoded(document);
  ASSERT_TRUE(feed.has_value());
  const Warning& warning = feed->warnings.at(0);
  EXPECT_EQ(warning.message, "not well-formed XML, repaired: line 4: the end tag </titel> does not match");
  ASSERT_TRUE(warning.offset.has_value());
  EXPECT_NEAR(static_cast<double>(*warning.offset), static_cast<double>(document.find("</titel>")), 3);
}

// Controls are removed and entities replaced before the mistake is found: the place is told as it was.
TEST(RepairWarning, CountsTheBytesOfTheDocumentAsItCame) {
  const std::string document = "<rss><channel><item><title>a\x01&nbsp;b\x02\x03&eacute;</title><description>" +
                               std::string(500, 'x') + "</b></description></item></channel></rss>";
  const Result<Feed> feed = decoded(document);
  ASSERT_TRUE(feed.has_value());
  const auto warning =
      std::ranges::find_if(feed->warnings, [](const Warning& w) { return w.kind == WarningKind::repaired; });
  ASSERT_NE(warning, feed->warnings.end());
  EXPECT_NEAR(static_cast<double>(warning->offset.value()), static_cast<double>(document.find("</b>")), 3);
}

std::vector<std::string> titles_of(const Feed& feed) {
  std::vector<std::string> titles;
  for (const Entry& item : feed.items) titles.push_back(item.title);
  return titles;
}

std::string an_item(const std::string& title) {
  return "<item><title>" + title + "</title><link>https://news.example/" + title + "</link></item>";
}

std::string a_feed_of(const std::string& items) {
  return "<rss version='2.0'><channel><title>Wire</title>" + items + "</channel></rss>";
}

struct Salvage {
  std::string name;
  std::string document;
  std::vector<std::string> titles;
};

class Salvaging : public testing::TestWithParam<Salvage> {};

TEST_P(Salvaging, GivesEveryWholeItem) {
  const Result<Feed> feed = decoded(GetParam().document);
  ASSERT_TRUE(feed.has_value()) << to_string(feed.error());
  EXPECT_EQ(titles_of(*feed), GetParam().titles);
  for (const Entry& item : feed->items) EXPECT_EQ(item.link, "https://news.example/" + item.title);
  EXPECT_TRUE(feed->repaired);
}

const Salvage kSalvages[] = {
    {"TitleNeverClosed",
     a_feed_of("<item><title>One<link>https://news.example/One</link></item>" + an_item("Two")),
     {"One", "Two"}},
    {"LinkNeverClosed",
     a_feed_of("<item><link>https://news.example/One<title>One</title></item>" + an_item("Two")),
     {"One", "Two"}},
    {"TitleOfTheFeedNeverClosed",
     "<rss><channel><title>Wire<link>https://news.example/</link>" + an_item("One") + an_item("Two") +
         "</channel></rss>",
     {"One", "Two"}},
    {"ImageOfTheFeedNeverClosed",
     "<rss><channel><title>Wire</title><image><url>https://news.example/i.png</url>" + an_item("One") + an_item("Two") +
         "</channel></rss>",
     {"One", "Two"}},
    {"ItemNeverClosed",
     a_feed_of("<item><title>One</title><link>https://news.example/One</link>" + an_item("Two")),
     {"One", "Two"}},
    {"EndTagsInTheWrongOrder",
     a_feed_of("<item><title>One</title><link>https://news.example/One</item></link>" + an_item("Two")),
     {"One", "Two"}},
    {"ChannelClosedTooEarly",
     "<rss><channel>" + an_item("One") + "</channel></channel>" + an_item("Two") + "</rss>",
     {"One", "Two"}},
    {"QuoteForgotten",
     a_feed_of("<item><title>One</title><link>https://news.example/One</link><category domain=\"x>y</category></item>" +
               an_item("Two")),
     {"One", "Two"}},
    {"TwoFeeds", a_feed_of(an_item("One")) + a_feed_of(an_item("Two")), {"One", "Two"}},
    {"TwoFeedsWithDeclarations",
     "<?xml version='1.0'?>" + a_feed_of(an_item("One")) + "\n<?xml version='1.0'?>" + a_feed_of(an_item("Two")),
     {"One", "Two"}},
    {"TwoFeedsOneBroken", a_feed_of(an_item("One") + "</b>") + a_feed_of(an_item("Two")), {"One", "Two"}},
    {"ErrorOfTheServerInFront",
     "<br />\n<b>Warning</b>: mysql & co: no such host in <b>x.php</b>\n<?xml version='1.0'?>" +
         a_feed_of(an_item("One")),
     {"One"}},
    {"TextBehind", a_feed_of(an_item("One")) + "\nFatal error: out of memory", {"One"}},
    {"MarkupBehind", a_feed_of(an_item("One")) + "<script>track()</script>", {"One"}},
    {"ControlsEverywhere",
     a_feed_of("<it\x01"
               "em><title>O\x02ne</title><link>https://news.example/One</link></item\x03>"),
     {"One"}},
    {"MoreAttributesThanCanBeRead",
     a_feed_of("<item" +
               [] {
                 std::string attributes;
                 for (int i = 0; i < 600; ++i) attributes += " a" + std::to_string(i) + "='x'";
                 return attributes;
               }() +
               "><title>One</title><link>https://news.example/One</link></b></item>" + an_item("Two")),
     {"One", "Two"}},
    {"SignsBeforeOtherLetters",
     a_feed_of("<item><link>https://news.example/One</link><title>One</title><description>a <“b <— <é "
               "c</description></item>" +
               an_item("Two")),
     {"One", "Two"}},
    {"NoticeBehindTheDeclaration",
     "<?xml version='1.0'?>\nNotice: x <br /> &nbsp; ]]> <<\n" + a_feed_of(an_item("One")),
     {"One"}},
    {"DeclarationNeverClosed", "<?xml version='1.0'>\n" + a_feed_of(an_item("One") + an_item("Two")), {"One", "Two"}},
    {"CommentInFrontNeverClosed",
     "<?xml version='1.0'?><!-- x ->" + a_feed_of(an_item("One") + an_item("Two")),
     {"One", "Two"}},
    {"DoctypeNeverClosed", "<?xml version='1.0'?><!DOCTYPE rss SYSTEM \"x>" + a_feed_of(an_item("One")), {"One"}},
    {"CdataNeverClosed",
     a_feed_of(
         "<item><title>One</title><description><![CDATA[x]></description><link>https://news.example/One</link></item>" +
         an_item("Two") + an_item("Three")),
     {"One", "Two", "Three"}},
    {"CdataClosedByTheNextItem",
     a_feed_of("<item><title>One</title><link>https://news.example/One</link><description><![CDATA[x]] "
               "></description></item>" +
               an_item("Two") + "<item><title><![CDATA[Three]]></title><link>https://news.example/Three</link></item>"),
     {"One", "Two", "Three"}},
    {"CommentNeverClosed",
     a_feed_of("<item><title>One</title><!-- x -><link>https://news.example/One</link></item>" + an_item("Two")),
     {"One", "Two"}},
    {"InstructionNeverClosed",
     a_feed_of("<item><title>One</title><?x ><link>https://news.example/One</link></item>" + an_item("Two")),
     {"One", "Two"}},
};

INSTANTIATE_TEST_SUITE_P(Documents, Salvaging, testing::ValuesIn(kSalvages),
                         [](const auto& row) { return row.param.name; });

class TagThatIsBroken : public testing::TestWithParam<Row> {};

TEST_P(TagThatIsBroken, SwallowsNothingOfItsItem) {
  const Result<Feed> feed = decoded(a_feed_of("<item><title>One</title>" + GetParam().inside +
                                              "<link>https://news.example/One</link><description>d</description></item>"
                                              "</b>" +
                                              an_item("Two")));
  ASSERT_TRUE(feed.has_value()) << to_string(feed.error());
  ASSERT_EQ(titles_of(*feed), (std::vector<std::string>{"One", "Two"}));
  EXPECT_EQ(feed->items[0].link, "https://news.example/One");
  EXPECT_EQ(feed->items[0].summary, "d");
  for (const Enclosure& enclosure : feed->items[0].enclosures) EXPECT_EQ(enclosure.url, "https://news.example/a.mp3");
  EXPECT_THAT(feed->items[0].image, testing::AnyOf("", "https://news.example/a.png"));
}

const Row kTags[] = {
    {"NeverClosed", R"(<enclosure url="https://news.example/a.mp3" length="1">)"},
    {"NoQuotesAndASpace", "<enclosure url=https://news.example/a.mp3 length=1 />"},
    {"NoQuotesInOne", "<enclosure url='https://news.example/a.mp3' length=12/>"},
    {"NoSpaceBetween", R"(<enclosure url="https://news.example/a.mp3"length="1"/>)"},
    {"SpaceInItsEnd", R"(<enclosure url="https://news.example/a.mp3" / >)"},
    {"ClosingQuoteForgotten", R"(<enclosure url="https://news.example/a.mp3 length="1" type="audio/mpeg"/>)"},
    {"OpeningQuoteForgotten", R"(<enclosure url=https://news.example/a.mp3" length="1"/>)"},
    {"Thumbnail", "<media:thumbnail url=https://news.example/a.png/>"},
    {"Image", "<itunes:image href=https://news.example/a.png />"},
    {"Source", "<source url=https://other.example/>"},
    {"GroupNeverClosed", "<media:group><media:content url='https://news.example/a.mp3'/>"},
    {"AuthorNeverClosed", "<author>Ada Li"},
    {"BreakWithAnAttribute", "<br clear=all/>"},
    {"AnyName", "<foo><bar>"},
};

INSTANTIATE_TEST_SUITE_P(Tags, TagThatIsBroken, testing::ValuesIn(kTags), row_name);

TEST(Repair, KeepsTheLinksOfAtomWithoutQuotes) {
  const Result<Feed> feed = decoded(
      "<feed><title>Wire</title><entry><title>One</title><link href=https://news.example/1 "
      "/><summary>s</summary></entry>"
      "<entry><title>Two</title><link rel=alternate href=\"https://news.example/2\"/></entry></b></feed>");
  ASSERT_TRUE(feed.has_value());
  ASSERT_EQ(feed->items.size(), 2U);
  EXPECT_EQ(feed->items[0].link, "https://news.example/1");
  EXPECT_EQ(feed->items[0].summary, "s");
  EXPECT_EQ(feed->items[1].link, "https://news.example/2");
}

TEST(Repair, KeepsWhatLooksLikeATagOfAnotherScript) {
  const Result<Feed> feed = decoded(a_feed_of("<item><title><速报> x</title></item></b>"));
  ASSERT_TRUE(feed.has_value());
  EXPECT_EQ(feed->items.at(0).title, "<速报> x");
}

TEST(Salvaging, OfGluedFeedsIsSaidWithItsPlace) {
  const std::string first = a_feed_of(an_item("One"));
  const Result<Feed> feed = decoded(first + "PHP notice");
  ASSERT_TRUE(feed.has_value());
  EXPECT_EQ(feed->warnings.at(0).message, "there is something behind the feed");
  EXPECT_EQ(feed->warnings.at(0).offset, first.size());
}

}  // namespace
}  // namespace tb::feed
