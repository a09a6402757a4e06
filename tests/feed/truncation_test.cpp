// A feed cut after any of its bytes: never a crash, never an item that is not whole, never the loss of one that is.
#include <gmock/gmock.h>

#include <algorithm>

#include "tenbells/feed/feed.hpp"

namespace tb::feed {
namespace {

std::size_t whole_items_in(std::string_view document, std::string_view end_tag) {
  std::size_t count = 0;
  for (std::size_t pos = document.find(end_tag); pos != std::string_view::npos; pos = document.find(end_tag, pos + 1))
    ++count;
  return count;
}

void expect_whole_items_after_every_cut(const std::string& whole, std::string_view end_tag) {
  const Result<Feed> complete = decode({.bytes = whole, .url = "https://news.example/"}, Limits{});
  ASSERT_TRUE(complete.has_value());
  for (std::size_t length = 0; length < whole.size(); ++length) {
    SCOPED_TRACE(length);
    const std::string cut = whole.substr(0, length);
    const std::size_t items = whole_items_in(cut, end_tag);
    const Result<Feed> feed = decode({.bytes = cut, .url = "https://news.example/"}, Limits{});
    ASSERT_EQ(feed.has_value() ? feed->items.size() : 0, items);
    for (std::size_t i = 0; i < items; ++i) ASSERT_EQ(feed->items[i], complete->items[i]);
    const std::string why = feed ? "ends early" : feed.error().why;
    ASSERT_THAT(why, testing::AnyOf(testing::HasSubstr("ends early"), testing::HasSubstr("is empty"),
                                    testing::HasSubstr("root element")));
  }
}

TEST(Truncation, OfRssKeepsTheWholeItems) {
  expect_whole_items_after_every_cut(
      R"(<?xml version="1.0" encoding="utf-8"?><!-- a > b --><rss version="2.0"><channel><title>Wire é</title>
<item><title><![CDATA[One <b>é</b> ]] > ]]></title><guid isPermaLink="false">1</guid><link>https://news.example/?a=1&amp;b=2</link></item>
<item><title>Two &#x2014; 北</title><description>a &lt;p&gt; <!-- c --> b</description></item>
<item><title>Three</title></item>
</channel></rss>)",
      "</item>");
}

TEST(Truncation, OfAtomKeepsTheWholeItems) {
  expect_whole_items_after_every_cut(R"(<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>
<entry><id>1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">One <b>two</b></div></title><link href='/a'/></entry>
<entry><id>2</id><title>Two</title><content type="html">&lt;p&gt;x</content></entry>
</feed>)",
                                     "</entry>");
}

TEST(Truncation, OfJsonKeepsTheWholeItems) {
  const std::string whole =
      R"({"version":"https://jsonfeed.org/version/1.1","authors":[{"name":"Ada"}],"items":[)"
      R"({"id":"1","title":"a\u00e9 \ud83d\udd14 ]}","tags":["x","y"]},{"id":"2","authors":[{"name":"B"}]},)"
      R"({"id":"3","title":"Three"}],"expired":false})";
  const Result<Feed> complete = decode({.bytes = whole, .url = "https://news.example/"}, Limits{});
  ASSERT_TRUE(complete.has_value());
  const std::vector<std::size_t> ends{whole.find(R"(,{"id":"2")"), whole.find(R"(,{"id":"3")"),
                                      whole.find(R"(],"exp)")};
  for (std::size_t length = 1; length < whole.size(); ++length) {
    SCOPED_TRACE(whole.substr(0, length));
    const Result<Feed> feed = decode({.bytes = whole.substr(0, length), .url = "https://news.example/"}, Limits{});
    const auto items = std::ranges::count_if(ends, [&](std::size_t end) { return end <= length; });
    ASSERT_EQ(feed.has_value() ? feed->items.size() : 0, static_cast<std::size_t>(items));
    for (std::size_t i = 0; feed && i < feed->items.size(); ++i) ASSERT_EQ(feed->items[i], complete->items[i]);
    ASSERT_TRUE(!feed || feed->repaired);
  }
}

}  // namespace
}  // namespace tb::feed
