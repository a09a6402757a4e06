// Alerts to Kafka topics, at least once, in order: what is known to be on its way is not handed over again, however
// often the courier comes back with it.
#pragma once

#include <memory>
#include <set>
#include <string>

#include "kafka_producer.hpp"
#include "tenbells/sink/sink.hpp"

namespace tb::sink {

class KafkaSink final : public Sink {
 public:
  /// Errors: as KafkaProducer::make.
  [[nodiscard]] static Result<std::unique_ptr<Sink>> make(std::string name, KafkaOptions options,
                                                          const asio::any_io_executor& executor);

  asio::awaitable<Delivery> deliver(std::vector<Outgoing> batch) override;
  [[nodiscard]] std::size_t batch_limit() const override { return 500; }

 private:
  struct Attempt;

  KafkaSink(std::string name, KafkaOptions options, asio::any_io_executor executor,
            std::unique_ptr<KafkaProducer> producer);

  Result<void> rebuild_after_fatal();
  asio::awaitable<Result<void>> ensure_topics(const std::vector<Outgoing>& batch);
  Result<void> hand_over(const std::vector<Outgoing>& batch, Attempt& attempt);
  void collect(const std::vector<Outgoing>& batch, Attempt& attempt);
  [[nodiscard]] Error trouble(ErrorKind kind, std::string why, std::string advice) const;

  std::string name_;
  KafkaOptions options_;
  asio::any_io_executor executor_;
  std::unique_ptr<KafkaProducer> producer_;
  std::set<std::string> ensured_;  // topics that exist, as far as we know
  std::string not_created_;        // why the last topic could not be created; empty if it could
};

}  // namespace tb::sink
