// Links: what a reference becomes on a page, and which are dropped.
#include <gmock/gmock.h>

#include "feed/links.hpp"

namespace tb::feed {
namespace {

struct Row {
  std::string name;
  std::string reference;
  std::string want;
};

std::string row_name(const testing::TestParamInfo<Row>& row) {
  return row.param.name;
}

class Link : public testing::TestWithParam<Row> {};

TEST_P(Link, IsResolvedAgainstThePage) {
  EXPECT_EQ(resolve_link("https://news.example/en/feed.xml?all=1", GetParam().reference), GetParam().want);
}

const Row kRows[] = {
    {"AbsoluteStaysAsItIs", "HTTP://News.Example:80/A/../b?x=%7e#top", "HTTP://News.Example:80/A/../b?x=%7e#top"},
    {"PathOfTheHost", "/kalda", "https://news.example/kalda"},
    {"PathBesideThePage", "kalda", "https://news.example/en/kalda"},
    {"PathAbove", "../kalda", "https://news.example/kalda"},
    {"QueryAlone", "?id=2", "https://news.example/en/feed.xml?id=2"},
    {"SchemeOfThePage", "//cdn.example/a", "https://cdn.example/a"},
    {"SpaceAround", " \n https://news.example/a \t", "https://news.example/a"},
    {"LineBreakWithin", "https://news.example/\n  a", "https://news.example/%20%20a"},
    {"SpaceWithin", "https://news.example/a b", "https://news.example/a%20b"},
    {"OtherScripts", "https://news.example/новости?q=北",
     "https://news.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8?q=%E5%8C%97"},
    {"HostInOtherScripts", "https://порт.example/a", "https://xn--n1abei.example/a"},
    {"ForbiddenCharacters", "https://news.example/a|b{c}\"<>^`\\",
     "https://news.example/a%7Cb%7Bc%7D%22%3C%3E%5E%60%5C"},
    {"Brackets", "https://news.example/?a[]=1", "https://news.example/?a%5B%5D=1"},
    {"StrayPercent", "https://news.example/100%/x%zz%20", "https://news.example/100%25/x%25zz%20"},
    {"AmpersandEncoded", "https://news.example/?a=1&amp;b=2", "https://news.example/?a=1&b=2"},
    {"AmpersandEncodedOftener", "?a=1&amp;amp;#038;b=2&#x26;c=3", "https://news.example/en/feed.xml?a=1&b=2&c=3"},
    {"NameThatBeginsAsAReference", "https://news.example/?a&amp=1&amplitude=2",
     "https://news.example/?a&amp=1&amplitude=2"},
    {"TwoHashes", "https://news.example/#a#b", "https://news.example/#a%23b"},
    {"WithoutScheme", "www.news.example/a", "http://www.news.example/a"},
    {"Ipv6Host", "http://[2001:db8::1]/a", "http://[2001:db8::1]/a"},
    {"SchemeInThePath", "https://archive.example/https://news.example/a",
     "https://archive.example/https://news.example/a"},
    {"Script", "javascript:alert(1)", ""},
    {"ScriptInAnyCase", " JaVaScRiPt:alert(1)", ""},
    {"ScriptSplit", "java\nscript:alert(1)", ""},
    {"Mail", "mailto:desk@news.example", ""},
    {"Data", "data:text/html,x", ""},
    {"File", "file:///etc/hosts", ""},
    {"Tag", "tag:news.example,2026:1", ""},
    {"NoHost", "http:///a", ""},
    {"SchemeAlone", "http://", ""},
    {"Empty", "", ""},
    {"SpaceAlone", "  ", ""},
    {"BadHost", "http://a b/", ""},
};

INSTANTIATE_TEST_SUITE_P(References, Link, testing::ValuesIn(kRows), row_name);

TEST(ResolveLink, NeedsABaseForARelativeReference) {
  EXPECT_EQ(resolve_link("", "/a"), "");
  EXPECT_EQ(resolve_link("no url", "/a"), "");
  EXPECT_EQ(resolve_link("", "https://news.example/a"), "https://news.example/a");
}

TEST(ResolveBase, KeepsTheOuterOneWhereTheOtherGivesNoWebAddress) {
  for (const std::string_view none :
       {"javascript:x", "tag:news.example,2026:a", "ftp://news.example/", "http:///", ""}) {
    EXPECT_EQ(resolve_base("https://news.example/en/", none), "https://news.example/en/") << none;
  }
  EXPECT_EQ(resolve_base("https://news.example/en/", "a/"), "https://news.example/en/a/");
}

TEST(ResolveLink, GivesNothingForWhatNoServerWouldAccept) {
  EXPECT_EQ(resolve_link("https://news.example/", "/" + std::string(100'000, 'a')), "");
}

}  // namespace
}  // namespace tb::feed
