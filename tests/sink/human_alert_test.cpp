// An alert for a person at a terminal.
#include "sink/human_alert.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes/an_item.hpp"

namespace tb::sink {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(HumanAlert, ShowsWhatWhereAndWhy) {
  const std::string text = human_alert(fakes::an_alert(), Colour::off);
  EXPECT_THAT(text, HasSubstr("12:00:00Z"));
  EXPECT_THAT(text, HasSubstr("URGENT"));
  EXPECT_THAT(text, HasSubstr("Ferries"));
  EXPECT_THAT(text, HasSubstr("from harbour-herald"));
  EXPECT_THAT(text, HasSubstr("Ferry service to the outer islands resumes"));
  EXPECT_THAT(text, HasSubstr("https://herald.example/ferry"));
  EXPECT_THAT(text, HasSubstr("matched: Ferry"));
}

TEST(HumanAlert, HasNoEscapeSequenceWithoutColour) {
  EXPECT_THAT(human_alert(fakes::an_alert(), Colour::off), Not(HasSubstr("\x1b")));
}

TEST(HumanAlert, LetsTheEvidenceStandOutInColour) {
  EXPECT_THAT(human_alert(fakes::an_alert(), Colour::on),
              testing::ContainsRegex("\x1b\\[[0-9;m\x1b\\[]*Ferry\x1b\\[0m"));
}

TEST(HumanAlert, AHeadlineCannotDriveTheTerminal) {
  const Item item = fakes::an_item().titled("Ferry \x1b]0;owned\x07 \x1b[2J").from("a\x1b[31m");
  EXPECT_THAT(human_alert(fakes::an_alert(item), Colour::off), Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace tb::sink
