// One attempt at a batch: see that the topics exist, hand over what is not on its way yet, wait for the reports a
// while. A broker that is away makes the attempt end with trouble, not the messages: librdkafka keeps them, and the
// next attempt waits on.
#include "kafka_sink.hpp"

#include <algorithm>
#include <utility>

#include "cloud_event.hpp"
#include "kafka_topic.hpp"
#include "tenbells/async/cancelled.hpp"

namespace tb::sink {
namespace {

// How long an attempt waits for reports before it says that something is wrong.
constexpr std::chrono::milliseconds kPatience{5'000};
constexpr std::chrono::milliseconds kLook{250};

}  // namespace

struct KafkaSink::Attempt {
  std::vector<std::optional<Verdict>> verdicts;
  std::vector<std::string> reasons;  // of the refused, by their place in the batch
  std::string held;                  // why librdkafka gave one back unwritten

  [[nodiscard]] bool settled() const {
    return std::ranges::all_of(verdicts, [](const auto& verdict) { return verdict.has_value(); });
  }
};

KafkaSink::KafkaSink(std::string name, KafkaOptions options, asio::any_io_executor executor,
                     std::unique_ptr<KafkaProducer> producer)
    : name_(std::move(name)),
      options_(std::move(options)),
      executor_(std::move(executor)),
      producer_(std::move(producer)) {}

Result<std::unique_ptr<Sink>> KafkaSink::make(std::string name, KafkaOptions options,
                                              const asio::any_io_executor& executor) {
  Result<std::unique_ptr<KafkaProducer>> producer = KafkaProducer::make(options, executor);
  if (!producer) return fail(std::move(producer).error().during("set up the sink " + name));
  return std::unique_ptr<Sink>(new KafkaSink(std::move(name), std::move(options), executor, std::move(*producer)));
}

Error KafkaSink::trouble(ErrorKind kind, std::string why, std::string advice) const {
  return {.kind = kind,
          .doing = "send to " + name_,
          .to = options_.brokers,
          .why = std::move(why),
          .advice = std::move(advice)};
}

asio::awaitable<Delivery> KafkaSink::deliver(std::vector<Outgoing> batch) {
  Attempt attempt;
  attempt.verdicts.resize(batch.size());
  attempt.reasons.resize(batch.size());
  Result<void> able = rebuild_after_fatal();
  if (able) able = co_await ensure_topics(batch);
  if (able) able = hand_over(batch, attempt);
  std::chrono::milliseconds waited{0};
  while (able && !attempt.settled() && waited < kPatience) {
    const bool stop = co_await async::is_cancelled();
    if (stop) break;
    co_await producer_->wait_for_news(kLook);
    const auto before =
        std::ranges::count_if(attempt.verdicts, [](const auto& verdict) { return verdict.has_value(); });
    collect(batch, attempt);
    const auto after = std::ranges::count_if(attempt.verdicts, [](const auto& verdict) { return verdict.has_value(); });
    waited = after > before ? std::chrono::milliseconds{0} : waited + kLook;
  }

  Delivery delivery;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    delivery.verdicts.push_back(attempt.verdicts[i].value_or(Verdict::waiting));
    if (delivery.verdicts.back() == Verdict::refused) delivery.reasons.push_back(std::move(attempt.reasons[i]));
  }
  const bool all_done = std::ranges::count(delivery.verdicts, Verdict::waiting) == 0;
  const std::string broker = producer_->take_broker_trouble();
  if (all_done) co_return delivery;
  if (!able) {
    delivery.trouble = std::move(able).error();
  } else if (!attempt.held.empty()) {
    const std::string words = not_created_.empty() ? "" : "; creating it failed: " + not_created_;
    delivery.trouble = trouble(ErrorKind::refused, attempt.held + words,
                               "See that the topic exists and that this client may write to it.");
  } else {
    delivery.trouble = trouble(ErrorKind::unavailable, broker.empty() ? "no acknowledgement yet" : broker, "");
  }
  co_return delivery;
}

Result<void> KafkaSink::rebuild_after_fatal() {
  if (!producer_->fatal()) return {};
  Result<std::unique_ptr<KafkaProducer>> another = KafkaProducer::make(options_, executor_);
  if (!another) return fail(std::move(another).error());
  producer_ = std::move(*another);
  ensured_.clear();
  return {};
}

asio::awaitable<Result<void>> KafkaSink::ensure_topics(const std::vector<Outgoing>& batch) {
  if (!options_.create_topics) co_return Result<void>();
  std::set<std::string> missing;
  for (const Outgoing& outgoing : batch) {
    std::string topic = topic_for(options_.topic, outgoing.alert);
    if (!ensured_.contains(topic)) missing.insert(std::move(topic));
  }
  for (const std::string& topic : missing) {
    producer_->create_topic(topic);
    std::optional<std::string> answer = producer_->take_topic_answer(topic);
    for (std::chrono::milliseconds waited{0}; !answer && waited < kPatience; waited += kLook) {
      const bool stop = co_await async::is_cancelled();
      if (stop) break;
      co_await producer_->wait_for_news(kLook);
      answer = producer_->take_topic_answer(topic);
    }
    if (!answer) {
      std::string why = producer_->take_broker_trouble();
      co_return fail(trouble(ErrorKind::unavailable, why.empty() ? "no broker answers" : std::move(why), ""));
    }
    // Not allowed to create it, perhaps because an administrator already has: producing will tell.
    not_created_ = std::move(*answer);
    ensured_.insert(topic);
  }
  co_return Result<void>();
}

Result<void> KafkaSink::hand_over(const std::vector<Outgoing>& batch, Attempt& attempt) {
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const Outgoing& outgoing = batch[i];
    if (producer_->on_its_way(outgoing.position)) continue;
    if (attempt.verdicts[i]) continue;
    const std::optional<Report> report = producer_->take_report(outgoing.position);
    if (report && report->fate == Report::Fate::acknowledged) {
      attempt.verdicts[i] = Verdict::delivered;
      continue;
    }
    const KafkaMessage message{.topic = topic_for(options_.topic, outgoing.alert),
                               .key = outgoing.alert.story,
                               .value = outgoing.json,
                               .headers = cloud_event_headers(outgoing.alert)};
    Result<void> sent = producer_->send(outgoing.position, message);
    if (sent) continue;
    if (sent.error().kind != ErrorKind::invalid_input) return fail(std::move(sent).error());
    attempt.verdicts[i] = Verdict::refused;
    attempt.reasons[i] = sent.error().why;
  }
  return {};
}

void KafkaSink::collect(const std::vector<Outgoing>& batch, Attempt& attempt) {
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (attempt.verdicts[i]) continue;
    std::optional<Report> report = producer_->take_report(batch[i].position);
    if (!report) continue;
    switch (report->fate) {
      case Report::Fate::acknowledged:
        attempt.verdicts[i] = Verdict::delivered;
        break;
      case Report::Fate::refused:
        attempt.verdicts[i] = Verdict::refused;
        attempt.reasons[i] = std::move(report->why);
        break;
      case Report::Fate::held:
        attempt.verdicts[i] = Verdict::waiting;
        attempt.held = std::move(report->why);
        ensured_.erase(topic_for(options_.topic, batch[i].alert));  // it may have been deleted: look again
        break;
    }
  }
}

}  // namespace tb::sink
