// The links inside HTML: which are resolved, and that nothing else changes.
#include <gmock/gmock.h>

#include "feed/html_links.hpp"

namespace tb::feed {
namespace {

struct Row {
  std::string name;
  std::string html;
  std::string want;
};

std::string row_name(const testing::TestParamInfo<Row>& row) {
  return row.param.name;
}

class HtmlLinks : public testing::TestWithParam<Row> {};

TEST_P(HtmlLinks, AreResolvedInPlace) {
  std::size_t room = 1000;
  EXPECT_EQ(with_absolute_links(GetParam().html, "https://wire.example/news/1", room), GetParam().want);
}

const Row kRows[] = {
    {"DoubleQuotes", R"(<a href="x">)", R"(<a href="https://wire.example/news/x">)"},
    {"SingleQuotes", "<a href='x'>", R"(<a href="https://wire.example/news/x">)"},
    {"NoQuotes", "<a href=/x>", R"(<a href="https://wire.example/x">)"},
    {"SpaceAround", "<a href = \" x\n\" >", R"(<a href = "https://wire.example/news/x" >)"},
    {"CapitalLetters", R"(<IMG SRC="x">)", R"(<IMG SRC="https://wire.example/news/x">)"},
    {"References", R"(<a href="?a=1&amp;b=2">)", R"(<a href="https://wire.example/news/1?a=1&amp;b=2">)"},
    {"Fragment", R"(<a href="#top">)", R"(<a href="https://wire.example/news/1#top">)"},
    {"SchemeOfTheBase", R"(<a href="//cdn.example/x">)", R"(<a href="https://cdn.example/x">)"},
    {"AbsoluteStays", R"(<a href='HTTPS://Wire.Example/a b'>)", R"(<a href='HTTPS://Wire.Example/a b'>)"},
    {"OtherSchemesStay", R"(<a href="mailto:x@wire.example"><img src="data:image/png,x">)",
     R"(<a href="mailto:x@wire.example"><img src="data:image/png,x">)"},
    {"EmptyStays", R"(<a href="">)", R"(<a href="">)"},
    {"OtherAttributesStay", R"(<a title="href=x" class=src data-src="x">)",
     R"(<a title="href=x" class=src data-src="x">)"},
    {"TextStays", R"(1 < 2 href="x" > 3)", R"(1 < 2 href="x" > 3)"},
    {"CommentsStay", R"(<!-- <a href="x"> -->)", R"(<!-- <a href="x"> -->)"},
    {"QuoteNeverClosed", R"(<a href="x>y)", R"(<a href="https://wire.example/news/%22x">y)"},
    {"CutInTheName", "<a hr", "<a hr"},
    {"CutBehindTheEquals", "<a href=", "<a href="},
    {"SelfClosing", "<img src=x />", R"(<img src="https://wire.example/news/x" />)"},
};

INSTANTIATE_TEST_SUITE_P(Tags, HtmlLinks, testing::ValuesIn(kRows), row_name);

TEST(WithAbsoluteLinks, ChangesNothingWithoutABase) {
  std::size_t room = 1000;
  EXPECT_EQ(with_absolute_links(R"(<a href="x">)", "", room), R"(<a href="x">)");
}

TEST(WithAbsoluteLinks, LeavesLinksAsTheyAreWhereThereIsNoRoom) {
  std::size_t room = 50;
  EXPECT_EQ(with_absolute_links(R"(<a href="x"><a href="y">)", "https://wire.example/news/1", room),
            R"(<a href="https://wire.example/news/x"><a href="y">)");
  EXPECT_LT(room, 50U);
}

TEST(WithAbsoluteLinks, TakesTimeInProportionToAnyText) {
  for (const std::string_view part : {"<a href=\"", "<a href='x\" ", "<", "<a ", "<!--", "<a href=x"}) {
    std::string html;
    while (html.size() < 1'000'000) html += part;
    std::size_t room = 1'000'000;
    EXPECT_GE(with_absolute_links(html, "https://wire.example/", room).size(), html.size() / 2);
  }
}

}  // namespace
}  // namespace tb::feed
