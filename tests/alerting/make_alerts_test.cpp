// From hits to alerts and their sinks.
#include "tenbells/alerting/make_alerts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes/an_item.hpp"

namespace tb::alerting {
namespace {

using fakes::an_item;
using fakes::kNoon;
using testing::ElementsAre;
using testing::IsEmpty;

Hit a_hit(const std::string& rule, Severity severity, std::vector<std::string> sinks = {}) {
  Hit hit;
  hit.rule = {.id = rule, .title = rule, .pack = "p", .severity = severity, .labels = {}, .sinks = std::move(sinks)};
  hit.evidence = {{.field = Field::title, .begin = 0, .end = 5, .text = "Ferry", .term = "ferry", .entity = {}}};
  return hit;
}

const std::vector<Route> kRoutes{{"screen", Severity::routine}, {"desk", Severity::bulletin}};

TEST(MakeAlerts, TheSameHitAlwaysMakesTheSameId) {
  const Item item = an_item();
  const auto once = make_alerts(item, {a_hit("r", Severity::urgent)}, kRoutes, kNoon);
  const auto again = make_alerts(item, {a_hit("r", Severity::urgent)}, kRoutes, kNoon + std::chrono::hours{5});
  EXPECT_EQ(once[0].alert.id, again[0].alert.id);
}

TEST(MakeAlerts, AnotherRuleOrRevisionMakesAnotherId) {
  Item item = an_item();
  const std::string id = make_alerts(item, {a_hit("r", Severity::urgent)}, kRoutes, kNoon)[0].alert.id;
  EXPECT_NE(make_alerts(item, {a_hit("s", Severity::urgent)}, kRoutes, kNoon)[0].alert.id, id);
  item.revision = 2;
  EXPECT_NE(make_alerts(item, {a_hit("r", Severity::urgent)}, kRoutes, kNoon)[0].alert.id, id);
}

TEST(MakeAlerts, RingsTheSinksWhoseThresholdIsReached) {
  const auto alerts =
      make_alerts(an_item(), {a_hit("low", Severity::urgent), a_hit("high", Severity::bulletin)}, kRoutes, kNoon);
  EXPECT_THAT(alerts[0].sinks, ElementsAre("screen"));
  EXPECT_THAT(alerts[1].sinks, ElementsAre("screen", "desk"));
}

TEST(MakeAlerts, ARuleThatNamesSinksRingsThoseAlone) {
  const auto alerts = make_alerts(an_item(), {a_hit("r", Severity::flash, {"desk"})}, kRoutes, kNoon);
  EXPECT_THAT(alerts[0].sinks, ElementsAre("desk"));
}

TEST(MakeAlerts, KeepsAnAlertThatNoSinkWants) {
  const auto alerts = make_alerts(an_item(), {a_hit("r", Severity::routine, {"desk"})}, kRoutes, kNoon);
  ASSERT_EQ(alerts.size(), 1U);
  EXPECT_THAT(alerts[0].sinks, IsEmpty());
}

TEST(MakeAlerts, TheStoryIsTheItemUntilThereAreStories) {
  const Item item = an_item();
  EXPECT_EQ(make_alerts(item, {a_hit("r", Severity::urgent)}, kRoutes, kNoon)[0].alert.story, item.id);
}

}  // namespace
}  // namespace tb::alerting
