// robots.txt as RFC 9309 has it: groups, the longest match, what an answer means and for how long.
#include "tenbells/source/robots.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes/virtual_time.hpp"

namespace tb::source {
namespace {

using namespace std::chrono_literals;

struct Row {
  std::string name;
  std::string file;
  std::string path;
  bool want;
};

class RobotsRule : public testing::TestWithParam<Row> {};

TEST_P(RobotsRule, DecidesAboutAnAddress) {
  const Robots robots = parse_robots(GetParam().file, "tenbells");
  EXPECT_EQ(allows(robots, "https://herald.example" + GetParam().path), GetParam().want) << GetParam().file;
}

std::vector<Row> groups() {
  return {
      {"NoneAllowsAll", "", "/feed", true},
      {"EverybodysGroupIsForUsToo", "User-agent: *\nDisallow: /feed", "/feed", false},
      {"OursTakesThePlaceOfEverybodys", "User-agent: *\nDisallow: /\n\nUser-agent: tenbells\nDisallow: /x", "/feed",
       true},
      {"OursInAnyCase", "USER-AGENT: TenBells\nDISALLOW: /feed", "/feed", false},
      {"OursWithAVersion", "User-agent: tenbells/1.0\nDisallow: /feed", "/feed", false},
      {"AnothersWhoseNameBeginsWithOurs", "User-agent: tenbells-images\nDisallow: /feed", "/feed", true},
      {"AnothersGroupIsNotForUs", "User-agent: otherbot\nDisallow: /", "/feed", true},
      {"TwoAgentsShareAGroup", "User-agent: a\nUser-agent: tenbells\nDisallow: /feed", "/feed", false},
      {"TwoGroupsOfOursAreOne",
       "User-agent: tenbells\nDisallow: /a\nUser-agent: b\nDisallow: /b\n"
       "User-agent: tenbells\nDisallow: /c",
       "/c", false},
      {"AGroupEndsWhereTheNextBegins", "User-agent: tenbells\nDisallow: /a\nUser-agent: b\nDisallow: /feed", "/feed",
       true},
      {"OtherLinesDoNotEndAGroup", "User-agent: tenbells\nCrawl-delay: 5\nSitemap: https://x/\nDisallow: /feed",
       "/feed", false},
      {"RulesOfNoGroupAreNobodys", "Disallow: /feed\nUser-agent: tenbells\nDisallow: /a", "/feed", true},
      {"AnEmptyRuleSaysNothing", "User-agent: tenbells\nDisallow:\nUser-agent: *\nDisallow: /", "/feed", true},
      {"CommentsAndBlanks", "# all\r\n  user-agent : tenbells # us\r\n\r\n disallow :\t/feed # this\r\n", "/feed",
       false},
      {"LinesMayEndInACarriageReturn", "User-agent: tenbells\rDisallow: /feed\r", "/feed", false},
      {"AByteOrderMark", "\xEF\xBB\xBFUser-agent: tenbells\nDisallow: /feed", "/feed", false},
      {"NoFileAtAll", "<html><body>Welcome: to our page</body></html>", "/feed", true},
  };
}

std::vector<Row> patterns() {
  const std::string ours = "User-agent: tenbells\n";
  return {
      {"APrefix", ours + "Disallow: /news", "/newsroom", false},
      {"CaseCounts", ours + "Disallow: /News", "/news", true},
      {"TheLongestDecides", ours + "Disallow: /news\nAllow: /news/feed", "/news/feed", true},
      {"TheLongestDecidesInAnyOrder", ours + "Allow: /news\nDisallow: /news/feed", "/news/feed", false},
      {"OfEqualOnesTheOneThatAllows", ours + "Allow: /feed\nDisallow: /feed", "/feed", true},
      {"OfEqualOnesTheOneThatAllowsInAnyOrder", ours + "Disallow: /feed\nAllow: /feed", "/feed", true},
      {"AStar", ours + "Disallow: /*/feed", "/news/today/feed", false},
      {"AStarMayBeNothing", ours + "Disallow: /news*feed", "/newsfeed", false},
      {"AStarBacktracks", ours + "Disallow: /*ab*abc", "/abab-abc", false},
      {"ADollarIsTheEnd", ours + "Disallow: /*.xml$", "/feed.xml?x=1", true},
      {"ADollarIsReached", ours + "Disallow: /*.xml$", "/a.xml.xml", false},
      {"ADollarInTheMidstIsALetter", ours + "Disallow: /a$b", "/a$bc", false},
      {"TheQueryCounts", ours + "Disallow: /*?edition=", "/feed?edition=us", false},
      {"EncodedAlike", ours + "Disallow: /caf%c3%a9", "/caf%C3%A9", false},
      {"NotEncodedAlike", ours + "Disallow: /café", "/caf%C3%A9", false},
      {"UnreservedIsNotEncoded", ours + "Disallow: /%66eed", "/feed", false},
      {"ReservedStaysEncoded", ours + "Disallow: /a%2Fb", "/a/b", true},
      {"TheFileItselfIsAlwaysAllowed", ours + "Disallow: /", "/robots.txt", true},
      {"AllDisallowed", ours + "Disallow: /", "/", false},
  };
}

std::string name_of(const testing::TestParamInfo<Row>& info) {
  return info.param.name;
}
INSTANTIATE_TEST_SUITE_P(OfGroups, RobotsRule, testing::ValuesIn(groups()), name_of);
INSTANTIATE_TEST_SUITE_P(OfPatterns, RobotsRule, testing::ValuesIn(patterns()), name_of);

TEST(Robots, OfAFileThatIsTooLongTheRestIsNotRead) {
  const std::string head = "User-agent: tenbells\nDisallow: /a\n";
  const std::string file = head + std::string(kRobotsBytes.count, '#') + "\nDisallow: /b\n";
  const Robots robots = parse_robots(file, "tenbells");
  EXPECT_FALSE(allows(robots, "https://herald.example/a"));
  EXPECT_TRUE(allows(robots, "https://herald.example/b"));
}

TEST(Robots, RulesBeyondAllMeasureAreNotKept) {
  std::string file = "User-agent: *\n";
  for (std::size_t i = 0; i < 2 * kRobotsRules; ++i) file += "Disallow: /a\n";
  EXPECT_EQ(parse_robots(file, "tenbells").rules.size(), kRobotsRules);
}

class RobotsMemoryTest : public testing::Test {
 protected:
  // "allowed", "refused"…, or "unknown" if the file must be asked for.
  [[nodiscard]] std::string verdict() const {
    const std::optional<Result<void>> given = memory_.verdict(request_);
    if (!given) return "unknown";
    return *given ? "allowed" : std::string(to_string(given->error().kind));
  }
  std::string after(unsigned status, std::string body = {}) {
    memory_.learn(request_, http::Response{.status = status, .url = {}, .headers = {}, .body = std::move(body)});
    return verdict();
  }

  fakes::VirtualTime time_;
  RobotsMemory memory_{time_};
  http::Request request_{.url = "https://Herald.example:443/feed", .headers = {}, .credentials = {}, .body = {}};
};

TEST_F(RobotsMemoryTest, TheFileIsAskedOfTheOriginWithoutCredentials) {
  request_.credentials.push_back({"Authorization", "Basic secret"});
  request_.allow_private = true;
  const http::Request file = robots_request(request_);
  EXPECT_EQ(file.url, "https://herald.example/robots.txt");
  EXPECT_TRUE(file.credentials.empty());
  EXPECT_TRUE(file.allow_private);
}

TEST_F(RobotsMemoryTest, WhatWasNotAskedYetIsUnknown) {
  EXPECT_EQ(verdict(), "unknown");
}

TEST_F(RobotsMemoryTest, AFileIsObeyed) {
  EXPECT_EQ(after(200, "User-agent: *\nDisallow: /feed"), "refused");
  EXPECT_EQ(after(200, "User-agent: *\nDisallow: /other"), "allowed");
}

TEST_F(RobotsMemoryTest, WhereThereIsNoneAllIsAllowed) {
  EXPECT_EQ(after(404), "allowed");
  EXPECT_EQ(after(403, "User-agent: *\nDisallow: /"), "allowed");
}

TEST_F(RobotsMemoryTest, WhereItCannotBeHadNothingIsAllowed) {
  EXPECT_EQ(after(500), "unavailable");
  EXPECT_EQ(after(429), "unavailable");
  memory_.learn(request_, fail({.kind = ErrorKind::timeout, .doing = {}, .to = {}, .why = {}, .advice = {}}));
  EXPECT_EQ(verdict(), "unavailable");
}

TEST_F(RobotsMemoryTest, AFileIsAskedForAgainAfterADayAndAFailureAfterAnHour) {
  after(200);
  time_.advance(24h - 1s);
  EXPECT_EQ(verdict(), "allowed");
  time_.advance(1s);
  EXPECT_EQ(verdict(), "unknown");
  after(503);
  time_.advance(1h - 1s);
  EXPECT_EQ(verdict(), "unavailable");
  time_.advance(1s);
  EXPECT_EQ(verdict(), "unknown");
}

}  // namespace
}  // namespace tb::source
