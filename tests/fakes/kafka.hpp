// A real Kafka for a test: the broker that scripts/test has started, a topic of the test's own, and a plain consumer
// that shares no code with the sink.
#pragma once

#include <librdkafka/rdkafka.h>

#include <chrono>
#include <cstdlib>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace tb::fakes {

struct KafkaRecord {
  std::string key;
  std::string value;
  std::map<std::string, std::string> headers;
};

/// "127.0.0.1:port", or empty if there is none to be had.
inline std::string kafka_brokers() {
  const char* brokers = std::getenv("TB_KAFKA");
  return brokers == nullptr ? "" : brokers;
}

/// For GTEST_SKIP: why there is no broker.
inline std::string why_no_kafka() {
  const char* why = std::getenv("TB_KAFKA_UNAVAILABLE");
  return why == nullptr ? "TB_KAFKA is not set: scripts/test starts a broker and sets it" : why;
}

inline std::string unused_topic(const std::string& prefix) {
  return prefix + "-" + std::to_string(std::random_device{}()) + std::to_string(std::random_device{}());
}

/// Reads a topic's partition 0 from its beginning until it has that many records or the time is over.
inline std::vector<KafkaRecord> consume(const std::string& topic, std::size_t count,
                                        std::chrono::seconds at_most = std::chrono::seconds{20}) {
  char why[512];
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  rd_kafka_conf_set(conf, "bootstrap.servers", kafka_brokers().c_str(), why, sizeof(why));
  rd_kafka_conf_set(conf, "group.id", "tenbells-test", why, sizeof(why));
  rd_kafka_conf_set(conf, "topic.metadata.refresh.interval.ms", "200", why, sizeof(why));
  const std::unique_ptr<rd_kafka_t, void (*)(rd_kafka_t*)> consumer(
      rd_kafka_new(RD_KAFKA_CONSUMER, conf, why, sizeof(why)), &rd_kafka_destroy);
  rd_kafka_poll_set_consumer(consumer.get());
  rd_kafka_topic_partition_list_t* from = rd_kafka_topic_partition_list_new(1);
  rd_kafka_topic_partition_list_add(from, topic.c_str(), 0)->offset = RD_KAFKA_OFFSET_BEGINNING;
  rd_kafka_assign(consumer.get(), from);
  rd_kafka_topic_partition_list_destroy(from);

  std::vector<KafkaRecord> records;
  const auto end = std::chrono::steady_clock::now() + at_most;
  while (records.size() < count && std::chrono::steady_clock::now() < end) {
    rd_kafka_message_t* message = rd_kafka_consumer_poll(consumer.get(), 200);
    if (message == nullptr) continue;
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
      KafkaRecord record{.key = {static_cast<const char*>(message->key), message->key_len},
                         .value = {static_cast<const char*>(message->payload), message->len},
                         .headers = {}};
      rd_kafka_headers_t* headers = nullptr;
      rd_kafka_message_headers(message, &headers);
      const char* name = nullptr;
      const void* value = nullptr;
      std::size_t size = 0;
      for (std::size_t i = 0; headers != nullptr &&
                              rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR;
           ++i) {
        record.headers[name] = std::string(static_cast<const char*>(value), size);
      }
      records.push_back(std::move(record));
    }
    rd_kafka_message_destroy(message);
  }
  rd_kafka_consumer_close(consumer.get());
  return records;
}

}  // namespace tb::fakes
