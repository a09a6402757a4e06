// What makes a piece of news the same piece of news.
#include "tenbells/intake/identity.hpp"

#include <gtest/gtest.h>

#include "fakes/an_item.hpp"

namespace tb::intake {
namespace {

using fakes::an_item;
using fakes::kNoon;

TEST(Identity, AnEditedTextUnderTheSameGuidIsTheSameItem) {
  EXPECT_EQ(identity(an_item().known_as("g1").titled("Ferry late")),
            identity(an_item().known_as("g1").titled("Ferry very late").linked("https://herald.example/2")));
}

TEST(Identity, TheSameGuidInAnotherSourceIsAnotherItem) {
  EXPECT_NE(identity(an_item().from("herald")), identity(an_item().from("gazette")));
}

TEST(Identity, WithoutAGuidTheLinkDecides) {
  EXPECT_EQ(identity(an_item().known_as("").titled("One")), identity(an_item().known_as("").titled("Two")));
  EXPECT_NE(identity(an_item().known_as("")), identity(an_item().known_as("").linked("https://herald.example/b")));
}

TEST(Identity, WithoutGuidAndLinkTheTextDecides) {
  EXPECT_EQ(identity(an_item().known_as("").linked("").titled("One")),
            identity(an_item().known_as("").linked("").titled("One")));
  EXPECT_NE(identity(an_item().known_as("").linked("").titled("One")),
            identity(an_item().known_as("").linked("").titled("Two")));
}

TEST(Identity, AGuidIsNeverMistakenForALink) {
  EXPECT_NE(identity(an_item().known_as("https://herald.example/x")),
            identity(an_item().known_as("").linked("https://herald.example/x")));
}

struct Links {
  const char* name;
  const char* input;
  const char* want;
};

class CanonicalLink : public testing::TestWithParam<Links> {};

TEST_P(CanonicalLink, Is) {
  EXPECT_EQ(canonical_link(GetParam().input), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Links, CanonicalLink,
    testing::Values(Links{"SchemeIsFolded", "http://herald.example/a", "https://herald.example/a"},
                    Links{"WwwIsFolded", "https://www.herald.example/a", "https://herald.example/a"},
                    Links{"HostIsLowered", "https://HERALD.example/A", "https://herald.example/A"},
                    Links{"TrackingIsDropped", "https://herald.example/a?utm_source=rss&id=4&fbclid=x",
                          "https://herald.example/a?id=4"},
                    Links{"AQueryOfTrackingAloneGoes", "https://herald.example/a?utm_medium=feed",
                          "https://herald.example/a"},
                    Links{"FragmentIsDropped", "https://herald.example/a#top", "https://herald.example/a"},
                    Links{"EncodedReservedCharactersStay", "https://herald.example/a%2Fb?q=AT%26T&s=x%2By",
                          "https://herald.example/a%2Fb?q=AT%26T&s=x%2By"},
                    Links{"NoPathIsTheRoot", "https://herald.example", "https://herald.example/"},
                    Links{"ATextThatIsNoUrlStays", "not a url", "not a url"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Identify, GivesSourceTagsTimeAndId) {
  const std::vector<Item> items = identify({an_item()}, "gazette", {"local"}, kNoon);
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0].source, "gazette");
  EXPECT_EQ(items[0].tags, std::vector<std::string>{"local"});
  EXPECT_EQ(items[0].first_seen, kNoon);
  EXPECT_EQ(items[0].id, identity(items[0]));
}

TEST(Identify, KeepsTheFirstOfThoseThatRepeatAnId) {
  const std::vector<Item> items =
      identify({an_item().titled("First"), an_item().titled("Again")}, "gazette", {}, kNoon);
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0].title, "First");
}

}  // namespace
}  // namespace tb::intake
