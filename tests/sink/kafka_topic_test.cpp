// Topic templates.
#include "sink/kafka_topic.hpp"

#include <gtest/gtest.h>

#include "fakes/an_item.hpp"

namespace tb::sink {
namespace {

TEST(TopicFor, FillsTheTemplateIn) {
  EXPECT_EQ(topic_for("alerts.{pack}.{severity}.{rule}", fakes::an_alert()), "alerts.harbour.urgent.ferries");
}

TEST(TopicFor, ARulesOwnTopicGoesBeforeTheSinks) {
  Alert alert = fakes::an_alert();
  alert.rule.topic = "desk.{severity}";
  EXPECT_EQ(topic_for("alerts.{pack}", alert), "desk.urgent");
}

TEST(TopicFor, MakesLegalNamesOfAnyRule) {
  EXPECT_EQ(topic_for("a.{rule}", fakes::an_alert(fakes::an_item(), "渡 x")), "a.----x");
}

TEST(TopicFor, StaysWithinKafkasLength) {
  EXPECT_EQ(topic_for("{rule}", fakes::an_alert(fakes::an_item(), std::string(400, 'r'))).size(), 249U);
}

}  // namespace
}  // namespace tb::sink
