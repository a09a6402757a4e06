// Texts of items on a terminal: what matched stands out, and nothing drives the terminal.
#include "app/shown_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/hit_text.hpp"

namespace tb::app {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(Excerpt, OfAShortTextIsAllOfItWithTheSpansMarked) {
  EXPECT_EQ(excerpt("Arms sale to Taiwan", {{13, 19}, {0, 9}}, Colour::off), "[Arms sale] to [Taiwan]");
  EXPECT_EQ(excerpt("Taiwan", {{0, 6}}, Colour::on), "\x1b[1m\x1b[4mTaiwan\x1b[0m");
}

TEST(Excerpt, MarksOverlappingSpansOnceAndPassesOverWhatIsNotThere) {
  EXPECT_EQ(excerpt("arms sale", {{0, 9}, {5, 9}, {7, 70}, {3, 3}}, Colour::off), "[arms sale]");
}

TEST(Excerpt, OfALongTextIsWhatStandsAroundTheFirstSpans) {
  const std::string far(1000, 'x');
  const std::string shown = excerpt(far + " ferry " + far, {{1001, 1006}}, Colour::off);
  EXPECT_THAT(shown, AllOf(testing::StartsWith("…x"), HasSubstr(" [ferry] "), testing::EndsWith("x…")));
  EXPECT_LT(shown.size(), 200U);
}

TEST(Excerpt, CutsNoCharacterInTwo) {
  std::string text;
  for (int i = 0; i < 400; ++i) text += "台";
  EXPECT_THAT(excerpt(text, {{600, 603}}, Colour::off), Not(HasSubstr("\xEF\xBF\xBD")));
}

TEST(Excerpt, MakesWhatDrivesATerminalHarmless) {
  const std::string shown = excerpt("a\x1b[2Jb\x1b]0;x\x07 \xE2\x80\xAE", {{1, 5}}, Colour::off);
  EXPECT_THAT(shown, AllOf(Not(HasSubstr("\x1b")), Not(HasSubstr("\x07")), Not(HasSubstr("\xE2\x80\xAE"))));
}

TEST(NamedSpans, NameEachTextOnceWithItsEntityAndField) {
  const std::vector<Evidence> evidence{
      {.field = Field::title, .begin = 0, .end = 6, .text = "Taiwan", .entity = "taiwan"},
      {.field = Field::title, .begin = 9, .end = 15, .text = "Taiwan", .entity = "taiwan"},
      {.field = Field::body, .begin = 0, .end = 4, .text = "arms"}};
  EXPECT_EQ(named_spans(evidence, 6), "Taiwan (@taiwan), arms in body");
  EXPECT_EQ(named_spans(evidence, 1), "Taiwan (@taiwan), …");
}

TEST(ShownItem, IsTheFirstTextThereIs) {
  EXPECT_EQ(shown_item({.title = "", .summary = "Fog", .body = "x"}, 10), "Fog");
  EXPECT_EQ(shown_item({}, 10), "(no text)");
}

Hit a_hit() {
  Hit hit;
  hit.rule = {.id = "ferries", .title = "Ferries\x1b[31m", .severity = Severity::flash};
  hit.evidence = {{.field = Field::title, .begin = 0, .end = 5, .text = "Ferry", .term = "ferry"},
                  {.field = Field::body, .begin = 4, .end = 9, .text = "ferry", .term = "ferry"}};
  hit.score = 7.5;
  return hit;
}

TEST(HitsText, ShowsTheTitleTheRuleAndThePassages) {
  const Item item{.link = "https://x.example/\x1b", .title = "Ferry late", .body = "The ferry waits."};
  const std::string text = hits_text(item, {a_hit()}, Colour::off);
  EXPECT_THAT(text, AllOf(HasSubstr("[Ferry] late\n"), HasSubstr(" FLASH  ferries  Ferries"), HasSubstr("score 7.5"),
                          HasSubstr("body: The [ferry] waits.\n"), HasSubstr("matched: Ferry, ferry in body\n"),
                          Not(HasSubstr("\x1b"))));
}

TEST(HitsText, OfAnItemWithoutHitsSaysSo) {
  EXPECT_EQ(hits_text({.title = "Quiet day"}, {}, Colour::off), "no hit: Quiet day\n");
}

TEST(MissJson, HasNoRule) {
  EXPECT_EQ(miss_json({.source = "wire", .id = "1", .title = "Quiet\nday"}),
            R"({"rule":null,"item":{"id":"1","source":"wire","title":"Quiet\nday"}})");
}

}  // namespace
}  // namespace tb::app
