// What may be written in a Kafka sink. Checked here because librdkafka would take most of it and fail much later, when
// the first alert rings.
#include "kafka_syntax.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "findings.hpp"
#include "tenbells/core/nearest.hpp"

namespace tb::config {
namespace {

constexpr std::size_t kMaxTopic = 249;  // Kafka: a topic is a folder name, with "-<partition>" behind it

struct Owned {
  std::string_view name;
  std::string_view reason;
};

constexpr std::array kOwned{
    Owned{"bootstrap.servers", "write the brokers under `brokers:`"},
    Owned{"metadata.broker.list", "write the brokers under `brokers:`"},
    Owned{"enable.idempotence", "it is always on, for without it a retry doubles or reorders alerts; remove it"},
    Owned{"acks", "it is always `all`, as idempotence demands; remove it"},
    Owned{"request.required.acks", "it is always `all`, as idempotence demands; remove it"},
    Owned{"message.timeout.ms", "alerts wait as long as it takes, the outbox decides; remove it"},
    Owned{"delivery.timeout.ms", "alerts wait as long as it takes, the outbox decides; remove it"},
    Owned{"transactional.id", "transactions are Tenbells' own, named after the instance; remove it"},
    Owned{"opaque", "it belongs to the program and cannot be written as text; remove it"},
};

bool is_host_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}

bool is_topic_character(char c) {
  return is_host_character(c);
}

bool is_broker(std::string_view broker) {
  const std::size_t colon = broker.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  std::string_view host = broker.substr(0, colon);
  const std::string_view digits = broker.substr(colon + 1);
  unsigned port = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (failed != std::errc() || end != digits.data() + digits.size() || port == 0 || port > 65535) return false;
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
    return !host.empty() && host.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
  }
  return std::ranges::all_of(host, is_host_character);
}

tl::unexpected<Error> wrong(std::string why, std::string advice) {
  return fail(
      {.kind = ErrorKind::invalid_input, .doing = {}, .to = {}, .why = std::move(why), .advice = std::move(advice)});
}

Result<void> check_word(std::string_view word) {
  static const std::vector<std::string> kWords{"pack", "rule", "severity"};
  if (std::ranges::find(kWords, word) != kWords.end()) return {};
  return wrong(
      fmt::format("{} stands for nothing in a topic (pack, rule, severity)", in_quotes(fmt::format("{{{}}}", word))),
      did_you_mean(word, kWords).empty() ? "Correct the word in braces."
                                         : fmt::format("Did you mean \"{{{}}}\"?", nearest(word, kWords).value_or("")));
}

}  // namespace

Result<void> check_brokers(std::string_view brokers) {
  while (true) {
    const std::size_t comma = brokers.find(',');
    std::string_view broker = brokers.substr(0, comma);
    while (broker.starts_with(' ')) broker.remove_prefix(1);
    while (broker.ends_with(' ')) broker.remove_suffix(1);
    if (!is_broker(broker)) {
      return wrong(fmt::format("{} is no broker", in_quotes(broker)),
                   "Write host:port, several with commas between: kafka-1:9092,kafka-2:9092.");
    }
    if (comma == std::string_view::npos) return {};
    brokers.remove_prefix(comma + 1);
  }
}

Result<void> check_topic(std::string_view topic) {
  if (topic == "." || topic == "..") return wrong(fmt::format("{} is no topic", in_quotes(topic)), "Write a name.");
  std::size_t literal = 0;
  for (std::size_t i = 0; i < topic.size(); ++i) {
    if (topic[i] == '{') {
      const std::size_t end = topic.find('}', i);
      if (end == std::string_view::npos) {
        return wrong(fmt::format("in {} a brace is opened and never closed", in_quotes(topic)),
                     "Write {pack}, {rule} or {severity}.");
      }
      if (Result<void> known = check_word(topic.substr(i + 1, end - i - 1)); !known) return known;
      i = end;
    } else if (!is_topic_character(topic[i])) {
      return wrong(fmt::format("{} is no name for a topic", in_quotes(topic)),
                   "Kafka takes the letters A-Z and a-z, digits, and the characters . _ -");
    } else {
      ++literal;
    }
  }
  if (literal <= kMaxTopic) return {};
  return wrong(fmt::format("the topic is longer than {} characters", kMaxTopic), "Shorten it.");
}

std::optional<std::string_view> owned_property(std::string_view name) {
  if (name.ends_with("_cb")) return "it is a callback, which cannot be written as text; remove it";
  const auto* found = std::ranges::find(kOwned, name, &Owned::name);
  if (found == kOwned.end()) return std::nullopt;
  return found->reason;
}

}  // namespace tb::config
