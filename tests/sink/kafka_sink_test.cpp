// The Kafka sink against a real broker: every message is a valid CloudEvent with a valid alert, in order, once.
#include "sink/kafka_sink.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/schema.h>

#include <cstdint>
#include <fstream>
#include <sstream>

#include "fakes/an_item.hpp"
#include "fakes/kafka.hpp"
#include "fakes/run_until_done.hpp"

namespace tb::sink {
namespace {

using testing::Each;
using testing::HasSubstr;

std::vector<Outgoing> a_batch(std::size_t count, const std::string& body = "") {
  std::vector<Outgoing> batch;
  for (std::size_t i = 0; i < count; ++i) {
    const Alert alert = fakes::an_alert(fakes::an_item().reading(body), "rule-" + std::to_string(i));
    batch.push_back({.position = static_cast<std::int64_t>(i + 1), .alert = alert, .json = to_json(alert)});
  }
  return batch;
}

// Producers are destroyed on threads of their own; the process must not end before them.
class Farewell final : public testing::Environment {
 public:
  void TearDown() override { EXPECT_EQ(rd_kafka_wait_destroyed(20'000), 0); }
};
[[maybe_unused]] const auto* const kFarewell = testing::AddGlobalTestEnvironment(new Farewell);

class KafkaSinkTest : public testing::Test {
 protected:
  void SetUp() override {
    if (fakes::kafka_brokers().empty()) GTEST_SKIP() << fakes::why_no_kafka();
  }

  std::unique_ptr<Sink> a_sink(KafkaOptions options) {
    options.brokers = fakes::kafka_brokers();
    auto sink = KafkaSink::make("kafka", std::move(options), context_.get_executor());
    EXPECT_TRUE(sink);
    return std::move(*sink);
  }

  // As the courier does: the same batch again until nothing of it is waiting.
  std::vector<Verdict> deliver(Sink& sink, const std::vector<Outgoing>& batch) {
    Delivery delivery;
    for (int attempt = 0; attempt < 5; ++attempt) {
      delivery = fakes::run_until_done(context_, sink.deliver(batch));
      if (!delivery.trouble) break;
    }
    return delivery.verdicts;
  }

  asio::io_context context_;
};

TEST_F(KafkaSinkTest, EveryMessageIsAValidAlertWithItsAttributesAndItsStoryAsTheKey) {
  const std::string topic = fakes::unused_topic("valid");
  const auto sink = a_sink({.brokers = {}, .topic = topic, .create_topics = true, .properties = {}});
  const auto batch = a_batch(3);
  ASSERT_THAT(deliver(*sink, batch), Each(Verdict::delivered));

  std::ifstream file(TB_SOURCE_DIR "/docs/schema/alert.schema.json");
  std::ostringstream text;
  text << file.rdbuf();
  rapidjson::Document schema_text;
  schema_text.Parse(text.str());
  const rapidjson::SchemaDocument schema(schema_text);
  const auto records = fakes::consume(topic, 3);
  ASSERT_EQ(records.size(), 3U);
  for (std::size_t i = 0; i < records.size(); ++i) {
    rapidjson::Document value;
    value.Parse(records[i].value);
    rapidjson::SchemaValidator validator(schema);
    EXPECT_TRUE(value.Accept(validator));
    EXPECT_EQ(records[i].value, batch[i].json);
    EXPECT_EQ(records[i].key, batch[i].alert.story);
    EXPECT_EQ(records[i].headers.at("ce_id"), batch[i].alert.id);
    EXPECT_EQ(records[i].headers.at("ce_specversion"), "1.0");
    EXPECT_EQ(records[i].headers.at("content-type"), "application/json");
  }
}

TEST_F(KafkaSinkTest, KeepsTheOrderOverManyMessages) {
  const std::string topic = fakes::unused_topic("order");
  const auto sink = a_sink({.brokers = {}, .topic = topic, .create_topics = true, .properties = {}});
  const auto batch = a_batch(500);
  ASSERT_THAT(deliver(*sink, batch), Each(Verdict::delivered));
  const auto records = fakes::consume(topic, 500);
  ASSERT_EQ(records.size(), 500U);
  for (std::size_t i = 0; i < records.size(); ++i) EXPECT_EQ(records[i].headers.at("ce_id"), batch[i].alert.id);
}

TEST_F(KafkaSinkTest, SendsEachAlertToTheTopicOfItsTemplate) {
  const std::string prefix = fakes::unused_topic("template");
  const auto sink = a_sink({.brokers = {}, .topic = prefix + ".{rule}", .create_topics = true, .properties = {}});
  ASSERT_THAT(deliver(*sink, a_batch(2)), Each(Verdict::delivered));
  EXPECT_EQ(fakes::consume(prefix + ".rule-0", 1).size(), 1U);
  EXPECT_EQ(fakes::consume(prefix + ".rule-1", 1).size(), 1U);
}

TEST_F(KafkaSinkTest, AMessageTooLargeForEverIsRefusedAndTheOthersGoThrough) {
  const std::string topic = fakes::unused_topic("large");
  const auto sink = a_sink({.brokers = {},
                            .topic = topic,
                            .create_topics = true,
                            .properties = {{"message.max.bytes", Secret("20000", "20000")}}});
  auto batch = a_batch(2);
  const Alert large = fakes::an_alert(fakes::an_item().reading(std::string(60'000, 'x')), "large");
  batch[0].json = to_json(large);
  EXPECT_THAT(deliver(*sink, batch), testing::ElementsAre(Verdict::refused, Verdict::delivered));
}

TEST_F(KafkaSinkTest, ATopicThatIsMissingAndMayNotBeCreatedHoldsAlertsAndSaysSo) {
  const auto sink = a_sink({.brokers = {},
                            .topic = fakes::unused_topic("missing"),
                            .create_topics = false,
                            .properties = {{"topic.metadata.propagation.max.ms", Secret("500", "500")}}});
  const auto batch = a_batch(1);
  Delivery delivery;
  for (int attempt = 0; attempt < 5; ++attempt) {
    delivery = fakes::run_until_done(context_, sink->deliver(batch));
    ASSERT_TRUE(delivery.trouble);
    EXPECT_THAT(delivery.verdicts, Each(Verdict::waiting));
    if (to_string(*delivery.trouble).find("topic") != std::string::npos) break;
  }
  EXPECT_THAT(to_string(*delivery.trouble), HasSubstr("topic"));
}

TEST(KafkaSinkAlone, ABrokerThatIsAwayIsTroubleAndNothingIsHandedOverTwice) {
  asio::io_context context;
  auto sink =
      KafkaSink::make("kafka", {.brokers = "127.0.0.1:1", .topic = "t", .create_topics = false, .properties = {}},
                      context.get_executor());
  ASSERT_TRUE(sink);
  const auto batch = a_batch(2);
  for (int attempt = 0; attempt < 2; ++attempt) {
    const Delivery delivery = fakes::run_until_done(context, (*sink)->deliver(batch));
    EXPECT_THAT(delivery.verdicts, Each(Verdict::waiting));
    ASSERT_TRUE(delivery.trouble);
    EXPECT_THAT(to_string(*delivery.trouble), HasSubstr("127.0.0.1:1"));
  }
}

TEST(KafkaSettings, ASettingThatTheLibraryDoesNotKnowIsNamed) {
  const Result<void> checked = check_settings({.brokers = "127.0.0.1:1",
                                               .topic = "t",
                                               .create_topics = true,
                                               .properties = {{"lingerr.ms", Secret("5", "5")}}});
  ASSERT_FALSE(checked);
  EXPECT_THAT(to_string(checked.error()), HasSubstr("lingerr.ms"));
}

TEST(KafkaSettings, SettingsThatContradictEachOtherAreRefusedBeforeTheStart) {
  EXPECT_FALSE(check_settings({.brokers = "127.0.0.1:1",
                               .topic = "t",
                               .create_topics = true,
                               .properties = {{"max.in.flight", Secret("10", "10")}}}));
}

TEST(KafkaSettings, ASecretValueIsNotRepeated) {
  const Result<void> checked =
      check_settings({.brokers = "127.0.0.1:1",
                      .topic = "t",
                      .create_topics = true,
                      .properties = {{"security.protocol", Secret("hunter2", "${env:PROTOCOL}")}}});
  ASSERT_FALSE(checked);
  EXPECT_EQ(to_string(checked.error()).find("hunter2"), std::string::npos);
}

}  // namespace
}  // namespace tb::sink
