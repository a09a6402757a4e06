// KafkaProducer: librdkafka's producer as one coroutine sees it. Its own threads talk to the brokers; what they have to
// tell (delivery reports, errors, topics created) is taken on the I/O thread, when a pipe says that there is something.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cloud_event.hpp"
#include "tenbells/core/result.hpp"
#include "tenbells/sink/options.hpp"

struct rd_kafka_s;
struct rd_kafka_queue_s;
struct rd_kafka_message_s;

namespace tb::sink {

namespace asio = boost::asio;

/// Errors: invalid_input, naming the setting that librdkafka refuses and why.
[[nodiscard]] Result<void> check_settings(const KafkaOptions& options);

/// What became of a message.
struct Report {
  enum class Fate : std::uint8_t {
    acknowledged,  ///< by all in-sync replicas
    refused,       ///< for good: too large, invalid
    held,          ///< not written, and may be later: unknown topic, not authorised, purged
  };
  Fate fate = Fate::held;
  std::string why;  ///< librdkafka's words, unless acknowledged
};

struct KafkaMessage {
  std::string topic;
  std::string key;
  std::string value;
  std::vector<EventHeader> headers;
};

/// Idempotent (acks=all, order kept over retries), waits for a broker as long as it takes. Lives on one single-threaded
/// executor.
class KafkaProducer final {
 public:
  /// Errors: as check_settings; internal.
  [[nodiscard]] static Result<std::unique_ptr<KafkaProducer>> make(const KafkaOptions& options,
                                                                   const asio::any_io_executor& executor);
  ~KafkaProducer();
  KafkaProducer(const KafkaProducer&) = delete;
  KafkaProducer& operator=(const KafkaProducer&) = delete;

  /// Hands a message over; its report comes under `ticket`.
  /// Errors: limit_exceeded (its queue is full: wait for reports first), invalid_input (this message never),
  /// unavailable (the topic is not known or another local failure: later).
  [[nodiscard]] Result<void> send(std::int64_t ticket, const KafkaMessage& message);

  /// Whether a message is handed over and not yet reported.
  [[nodiscard]] bool on_its_way(std::int64_t ticket) const { return on_its_way_.contains(ticket); }

  /// The report of a ticket, once; nothing if there is none yet.
  [[nodiscard]] std::optional<Report> take_report(std::int64_t ticket);

  /// Asks the cluster to create a topic, with its own defaults for partitions and replicas.
  void create_topic(const std::string& topic);
  /// The answer to create_topic, once: empty if the topic exists now, else why not.
  [[nodiscard]] std::optional<std::string> take_topic_answer(const std::string& topic);

  /// Waits until something was reported, or at most that long.
  asio::awaitable<void> wait_for_news(std::chrono::milliseconds at_most);

  /// The last thing that went wrong with a broker since the last call; empty if nothing did.
  [[nodiscard]] std::string take_broker_trouble();

  /// Set once librdkafka cannot go on (a fatal error of the idempotent producer): make another.
  [[nodiscard]] const std::optional<std::string>& fatal() const { return fatal_; }

 private:
  explicit KafkaProducer(const asio::any_io_executor& executor);

  Result<void> start(const KafkaOptions& options);
  void take_news();
  void take_topic_events();
  void on_report(const rd_kafka_message_s& message);
  void on_error(int code, const char* reason);

  rd_kafka_s* producer_ = nullptr;
  rd_kafka_queue_s* main_queue_ = nullptr;
  rd_kafka_queue_s* topic_queue_ = nullptr;
  int pipe_writer_ = -1;
  asio::posix::stream_descriptor pipe_;
  std::set<std::int64_t> on_its_way_;
  std::map<std::int64_t, Report> reports_;
  std::map<std::string, std::string> topic_answers_;
  std::string broker_trouble_;
  std::optional<std::string> fatal_;
};

}  // namespace tb::sink
