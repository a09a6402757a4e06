// librdkafka's C interface ends in this file. Callbacks run inside rd_kafka_poll, which only take_news() calls: they
// are on our thread and need no lock.
#include "kafka_producer.hpp"

#include <fcntl.h>
#include <librdkafka/rdkafka.h>
#include <unistd.h>

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdint>
#include <thread>
#include <utility>

#include "tenbells/async/deadline.hpp"

namespace tb::sink {
namespace {

using Conf = std::unique_ptr<rd_kafka_conf_t, decltype(&rd_kafka_conf_destroy)>;

constexpr std::size_t kTextSize = 512;
using Text = std::array<char, kTextSize>;

struct Setting {
  const char* name;
  const char* value;
};

// The outbox is the buffer and decides when to give up (never), so librdkafka holds little and for as long as it takes.
constexpr std::array kSettings{
    Setting{"enable.idempotence", "true"},
    Setting{"message.timeout.ms", "0"},
    Setting{"partitioner", "murmur2_random"},  // as Java clients partition, so that their streams join ours
    Setting{"compression.type", "lz4"},
    Setting{"linger.ms", "5"},
    Setting{"queue.buffering.max.messages", "10000"},
    Setting{"queue.buffering.max.kbytes", "65536"},
    Setting{"socket.keepalive.enable", "true"},
    Setting{"client.id", "tenbells"},
    Setting{"log_level", "0"},  // what matters arrives as errors; its own lines would go to standard error past our log
};

Error refused_setting(const std::string& name, const char* why) {
  return {.kind = ErrorKind::invalid_input,
          .doing = "set " + name,
          .to = {},
          .why = why,
          .advice = "See librdkafka's CONFIGURATION.md for its settings."};
}

Result<void> set(rd_kafka_conf_t* conf, const std::string& name, const std::string& value, const std::string& shown) {
  Text why{};
  if (rd_kafka_conf_set(conf, name.c_str(), value.c_str(), why.data(), why.size()) == RD_KAFKA_CONF_OK) return {};
  // The library's words may repeat the value, which may be a password.
  std::string words = why.data();
  if (value != shown) words = "librdkafka refuses the name or the value of " + shown;
  return fail(refused_setting(name, words.c_str()));
}

Result<Conf> conf_for(const KafkaOptions& options) {
  Conf conf(rd_kafka_conf_new(), &rd_kafka_conf_destroy);
  for (const Setting& setting : kSettings) {
    if (Result<void> done = set(conf.get(), setting.name, setting.value, setting.value); !done) {
      return fail(std::move(done).error());
    }
  }
  for (const auto& [name, value] : options.properties) {
    if (Result<void> done = set(conf.get(), name, value.reveal(), value.shown()); !done) {
      return fail(std::move(done).error());
    }
  }
  if (options.brokers.empty()) return conf;
  if (Result<void> done = set(conf.get(), "bootstrap.servers", options.brokers, options.brokers); !done) {
    return fail(std::move(done).error());
  }
  return conf;
}

Report::Fate fate_of(rd_kafka_resp_err_t code) {
  switch (code) {
    case RD_KAFKA_RESP_ERR_NO_ERROR:
      return Report::Fate::acknowledged;
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
    case RD_KAFKA_RESP_ERR_INVALID_MSG:
    case RD_KAFKA_RESP_ERR_INVALID_RECORD:
      return Report::Fate::refused;
    default:
      return Report::Fate::held;
  }
}

void* opaque_of(std::int64_t ticket) {
  return reinterpret_cast<void*>(static_cast<std::intptr_t>(ticket));
}

}  // namespace

Result<void> check_settings(const KafkaOptions& options) {
  // Some mistakes only show when a producer is made of the settings; one without brokers connects to nobody.
  KafkaOptions alone = options;
  alone.brokers.clear();
  Result<Conf> conf = conf_for(alone);
  if (!conf) return fail(std::move(conf).error());
  Text why{};
  rd_kafka_t* producer = rd_kafka_new(RD_KAFKA_PRODUCER, conf->get(), why.data(), why.size());
  if (producer == nullptr) return fail(refused_setting("its properties together", why.data()));
  (void)conf->release();
  rd_kafka_destroy(producer);
  return {};
}

KafkaProducer::KafkaProducer(const asio::any_io_executor& executor) : pipe_(executor) {}

Result<std::unique_ptr<KafkaProducer>> KafkaProducer::make(const KafkaOptions& options,
                                                           const asio::any_io_executor& executor) {
  std::unique_ptr<KafkaProducer> made(new KafkaProducer(executor));
  if (Result<void> started = made->start(options); !started) return fail(std::move(started).error());
  return made;
}

Result<void> KafkaProducer::start(const KafkaOptions& options) {
  Result<Conf> conf = conf_for(options);
  if (!conf) return fail(std::move(conf).error());
  rd_kafka_conf_set_opaque(conf->get(), this);
  rd_kafka_conf_set_dr_msg_cb(conf->get(), [](rd_kafka_t*, const rd_kafka_message_t* message, void* self) {
    static_cast<KafkaProducer*>(self)->on_report(*message);
  });
  rd_kafka_conf_set_error_cb(conf->get(), [](rd_kafka_t*, int code, const char* reason, void* self) {
    static_cast<KafkaProducer*>(self)->on_error(code, reason);
  });
  Text why{};
  producer_ = rd_kafka_new(RD_KAFKA_PRODUCER, conf->get(), why.data(), why.size());
  if (producer_ == nullptr) return fail(refused_setting("the producer up", why.data()));
  (void)conf->release();  // the producer owns it now

  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
    return fail(
        {.kind = ErrorKind::internal, .doing = "open a pipe", .to = {}, .why = "no descriptors left", .advice = {}});
  }
  pipe_.assign(ends[0]);
  pipe_writer_ = ends[1];
  main_queue_ = rd_kafka_queue_get_main(producer_);
  topic_queue_ = rd_kafka_queue_new(producer_);
  rd_kafka_queue_io_event_enable(main_queue_, pipe_writer_, "m", 1);
  rd_kafka_queue_io_event_enable(topic_queue_, pipe_writer_, "t", 1);
  return {};
}

KafkaProducer::~KafkaProducer() {
  if (main_queue_ != nullptr) rd_kafka_queue_io_event_enable(main_queue_, -1, nullptr, 0);
  if (topic_queue_ != nullptr) rd_kafka_queue_io_event_enable(topic_queue_, -1, nullptr, 0);
  if (producer_ != nullptr) {
    // What is still on its way stays in the outbox and goes out again. The library's own threads may be inside the
    // resolver, and destroying waits for them: not on the I/O thread.
    rd_kafka_purge(producer_, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT | RD_KAFKA_PURGE_F_NON_BLOCKING);
    std::thread([producer = producer_, main_queue = main_queue_, topic_queue = topic_queue_] {
      if (topic_queue != nullptr) rd_kafka_queue_destroy(topic_queue);
      if (main_queue != nullptr) rd_kafka_queue_destroy(main_queue);
      rd_kafka_destroy(producer);
    }).detach();
  }
  if (pipe_writer_ >= 0) ::close(pipe_writer_);
}

Result<void> KafkaProducer::send(std::int64_t ticket, const KafkaMessage& message) {
  rd_kafka_headers_t* headers = rd_kafka_headers_new(message.headers.size());
  for (const EventHeader& header : message.headers) {
    rd_kafka_header_add(headers, header.name, -1, header.value.data(), static_cast<ssize_t>(header.value.size()));
  }
  const rd_kafka_resp_err_t code =
      rd_kafka_producev(producer_, RD_KAFKA_V_TOPIC(message.topic.c_str()), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
                        RD_KAFKA_V_KEY(message.key.data(), message.key.size()),
                        RD_KAFKA_V_VALUE(const_cast<char*>(message.value.data()), message.value.size()),
                        RD_KAFKA_V_HEADERS(headers), RD_KAFKA_V_OPAQUE(opaque_of(ticket)), RD_KAFKA_V_END);
  if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
    on_its_way_.insert(ticket);
    return {};
  }
  rd_kafka_headers_destroy(headers);
  ErrorKind kind = ErrorKind::unavailable;
  if (code == RD_KAFKA_RESP_ERR__QUEUE_FULL) kind = ErrorKind::limit_exceeded;
  if (fate_of(code) == Report::Fate::refused) kind = ErrorKind::invalid_input;
  return fail(
      {.kind = kind, .doing = "hand over to Kafka", .to = message.topic, .why = rd_kafka_err2str(code), .advice = {}});
}

std::optional<Report> KafkaProducer::take_report(std::int64_t ticket) {
  const auto found = reports_.find(ticket);
  if (found == reports_.end()) return std::nullopt;
  Report report = std::move(found->second);
  reports_.erase(found);
  return report;
}

void KafkaProducer::create_topic(const std::string& topic) {
  Text why{};
  rd_kafka_NewTopic_t* wanted = rd_kafka_NewTopic_new(topic.c_str(), -1, -1, why.data(), why.size());
  if (wanted == nullptr) {
    topic_answers_[topic] = why.data();
    return;
  }
  rd_kafka_CreateTopics(producer_, &wanted, 1, nullptr, topic_queue_);
  rd_kafka_NewTopic_destroy(wanted);
}

std::optional<std::string> KafkaProducer::take_topic_answer(const std::string& topic) {
  const auto found = topic_answers_.find(topic);
  if (found == topic_answers_.end()) return std::nullopt;
  std::string answer = std::move(found->second);
  topic_answers_.erase(found);
  return answer;
}

asio::awaitable<void> KafkaProducer::wait_for_news(std::chrono::milliseconds at_most) {
  using asio::experimental::awaitable_operators::operator||;
  asio::steady_timer timer(pipe_.get_executor());
  timer.expires_after(at_most);
  auto expiry = timer.async_wait(asio::as_tuple(asio::use_awaitable));
  auto news = pipe_.async_wait(asio::posix::stream_descriptor::wait_read, asio::as_tuple(asio::use_awaitable));
  co_await (std::move(news) || std::move(expiry));
  take_news();
}

std::string KafkaProducer::take_broker_trouble() {
  return std::exchange(broker_trouble_, {});
}

void KafkaProducer::take_news() {
  std::array<char, 256> marks{};
  boost::system::error_code code;
  pipe_.non_blocking(true, code);
  while (!code) pipe_.read_some(asio::buffer(marks), code);
  while (rd_kafka_poll(producer_, 0) > 0) {
  }
  take_topic_events();
}

void KafkaProducer::take_topic_events() {
  while (rd_kafka_event_t* event = rd_kafka_queue_poll(topic_queue_, 0)) {
    if (const rd_kafka_CreateTopics_result_t* result = rd_kafka_event_CreateTopics_result(event)) {
      std::size_t count = 0;
      const rd_kafka_topic_result_t** topics = rd_kafka_CreateTopics_result_topics(result, &count);
      for (std::size_t i = 0; i < count; ++i) {
        const rd_kafka_resp_err_t code = rd_kafka_topic_result_error(topics[i]);
        const bool exists = code == RD_KAFKA_RESP_ERR_NO_ERROR || code == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS;
        const char* words = rd_kafka_topic_result_error_string(topics[i]);
        std::string answer;
        if (!exists) answer = words != nullptr ? words : rd_kafka_err2str(code);
        topic_answers_[rd_kafka_topic_result_name(topics[i])] = std::move(answer);
      }
      if (count == 0) {
        const char* words = rd_kafka_event_error_string(event);
        broker_trouble_ = words != nullptr ? words : "the cluster did not answer";
      }
    }
    rd_kafka_event_destroy(event);
  }
}

void KafkaProducer::on_report(const rd_kafka_message_s& message) {
  const auto ticket = static_cast<std::int64_t>(reinterpret_cast<std::intptr_t>(message._private));
  on_its_way_.erase(ticket);
  const Report::Fate fate = fate_of(message.err);
  reports_[ticket] = {.fate = fate, .why = fate == Report::Fate::acknowledged ? "" : rd_kafka_err2str(message.err)};
}

void KafkaProducer::on_error(int code, const char* reason) {
  broker_trouble_ = reason;
  if (code != RD_KAFKA_RESP_ERR__FATAL) return;
  Text why{};
  rd_kafka_fatal_error(producer_, why.data(), why.size());
  fatal_ = why.data();
}

}  // namespace tb::sink
