// Evidence: field, bytes of the text as shipped, and what in the rule they stand for.
#include <gtest/gtest.h>

#include <string>

#include "rules/makers.hpp"

namespace tb::rules {
namespace {

std::vector<Evidence> evidence_of(const std::string& match, const Item& item) {
  const std::vector<Hit> hits = compiled({a_pack(match)})->match(item);
  return hits.empty() ? std::vector<Evidence>{} : hits.front().evidence;
}

TEST(Evidence, NamesTheWordAsTheRuleHasIt) {
  const Evidence want{.field = Field::title, .begin = 3, .end = 8, .text = "talks", .term = "TALKS", .entity = {}};
  EXPECT_EQ(evidence_of("TALKS", titled("no talks")), std::vector{want});
}

TEST(Evidence, NamesThePhraseWithItsQuotes) {
  const Evidence want{.begin = 0, .end = 14, .text = "Export-Control", .term = "\"export control\"", .entity = {}};
  EXPECT_EQ(evidence_of("title:\"export control\"", titled("Export-Control")), std::vector{want});
}

TEST(Evidence, NamesTheRegexWithItsSlashes) {
  const Evidence want{.begin = 4, .end = 8, .text = "J-20", .term = "/j-\\d+/i", .entity = {}};
  EXPECT_EQ(evidence_of("/j-\\d+/i", titled("The J-20")), std::vector{want});
}

TEST(Evidence, NamesThePrefixWithItsStar) {
  EXPECT_EQ(evidence_of("sanction*", titled("Sanctions"))[0].term, "sanction*");
}

TEST(Evidence, NamesTheEntityAndWhichOfItsNames) {
  const Evidence want{.begin = 0, .end = 6, .text = "TAIPEI", .term = "Taipei", .entity = "taiwan"};
  EXPECT_EQ(evidence_of("@taiwan", titled("TAIPEI")), std::vector{want});
}

TEST(Evidence, CountsBytesOfTheShippedText) {
  const std::string before = "Élysée→";
  const Evidence want{
      .begin = before.size(), .end = before.size() + 6, .text = "台湾", .term = "台湾", .entity = "taiwan"};
  EXPECT_EQ(evidence_of("@taiwan", titled(before + "台湾")), std::vector{want});
}

TEST(Evidence, CountsBytesThatFoldingLengthens) {
  EXPECT_EQ(evidence_of("talks", titled("½ ﷺ talks"))[0].begin, std::string("½ ﷺ ").size());
}

TEST(Evidence, ComesInTheOrderOfFieldsThenOfTheText) {
  const Item item{.title = "b a", .summary = "a", .body = "b"};
  std::string order;
  for (const Evidence& e : evidence_of("a AND b", item)) order += std::string(to_string(e.field)) + ":" + e.text + " ";
  EXPECT_EQ(order, "title:b title:a summary:a body:b ");
}

TEST(Evidence, IsNotToldTwiceForTwoNamesOfTheSameWords) {
  EXPECT_EQ(evidence_of("@us", titled("The U.S. Army")).size(), 1U);
}

TEST(Evidence, IsToldForEachTermOfTheSameSpan) {
  EXPECT_EQ(evidence_of("taiwan OR @taiwan", titled("Taiwan")).size(), 2U);
}

TEST(Evidence, StopsAtThirtyTwo) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "war peace ";
  const std::vector<Evidence> found = evidence_of("war AND peace AND /w.r/", titled(text));
  ASSERT_EQ(found.size(), 32U);
  EXPECT_LT(found.back().begin, text.size() / 5) << "the first are kept, not the first of one term";
}

TEST(Evidence, OfNearStopsAtThirtyTwo) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "war peace ";
  const std::vector<Evidence> found = evidence_of("war NEAR/3 peace", titled(text));
  ASSERT_EQ(found.size(), 32U);
  EXPECT_EQ(found.back().text, "peace");
  EXPECT_EQ(found.back().begin, std::string("war peace ").size() * 15 + std::string("war ").size());
}

}  // namespace
}  // namespace tb::rules
