// The sinks as the user describes them: a name, what it lets through, and where it goes.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>

#include "tenbells/core/secret.hpp"
#include "tenbells/core/severity.hpp"

namespace tb::sink {

/// A Kafka topic (docs/kafka.md is the contract).
struct KafkaOptions {
  std::string brokers;                       ///< "host:port,host:port"
  std::string topic = "tenbells.alerts.v1";  ///< may hold {pack}, {rule} and {severity}
  bool create_topics = true;                 ///< a missing topic is created with the broker's defaults
  std::map<std::string, Secret> properties;  ///< librdkafka's own settings, verbatim

  friend bool operator==(const KafkaOptions&, const KafkaOptions&) = default;
};

enum class WebhookShape : std::uint8_t {
  generic,  ///< the alert's JSON in a Standard Webhooks 1.0.0 envelope
  slack,    ///< a Slack incoming webhook: `text` and `blocks`
};

struct WebhookOptions {
  WebhookShape shape = WebhookShape::generic;
  Secret url;             ///< for chat services the URL is the credential
  Secret signing_secret;  ///< generic only: `whsec_…`, signs every request; empty: unsigned
  bool allow_private = false;

  friend bool operator==(const WebhookOptions&, const WebhookOptions&) = default;
};

enum class StdoutFormat : std::uint8_t {
  automatic,  ///< human on a terminal, NDJSON elsewhere
  human,
  ndjson,
};

struct StdoutOptions {
  StdoutFormat format = StdoutFormat::automatic;

  friend bool operator==(const StdoutOptions&, const StdoutOptions&) = default;
};

struct Options {
  std::string name;  ///< the key in the configuration; names the outbox's queue, so renaming starts an empty one
  Severity at_least = Severity::routine;
  std::variant<StdoutOptions, KafkaOptions, WebhookOptions> target;

  friend bool operator==(const Options&, const Options&) = default;
};

}  // namespace tb::sink
