// `sinks:` → the options of every sink. The key that says where alerts go is the kind: brokers, webhook, slack, stdout.
// No message here shows a URL or a secret: for chat services the URL is the credential.
#include "sinks.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "address.hpp"
#include "kafka_syntax.hpp"
#include "references.hpp"

namespace tb::config {
namespace {

constexpr std::string_view kDefaultSink = "stdout";

bool is_sink_name(std::string_view name) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; };
  return !name.empty() && name.size() <= 64 && name[0] != '_' && name[0] != '-' && std::ranges::all_of(name, fits);
}

// Standard Webhooks 1.0.0: `whsec_` and the base64 of 24 to 64 bytes.
bool is_signing_secret(std::string_view secret) {
  constexpr std::string_view kPrefix = "whsec_";
  if (!secret.starts_with(kPrefix)) return false;
  secret.remove_prefix(kPrefix.size());
  if (secret.size() % 4 != 0) return false;
  const std::size_t padding = secret.ends_with("==") ? 2 : secret.ends_with('=') ? 1 : 0;
  const std::size_t bytes = secret.size() / 4 * 3 - padding;
  secret.remove_suffix(padding);
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
  };
  return bytes >= 24 && bytes <= 64 && std::ranges::all_of(secret, fits);
}

// The error quotes the value, which must not happen to what a reference stands for.
void report(const Node& node, const Result<void>& checked, Findings& findings) {
  if (checked) return;
  findings.add(node, node.written.empty() ? to_string(checked.error())
                                          : fmt::format("{} stands for no such value", shown(node)));
}

sink::KafkaOptions read_kafka(const Node& map, Findings& findings) {
  sink::KafkaOptions kafka;
  if (const Node* brokers = member(map, "brokers")) {
    kafka.brokers = brokers->text;
    report(*brokers, check_brokers(brokers->text), findings);
  }
  if (const Node* topic = member(map, "topic")) {
    kafka.topic = topic->text;
    report(*topic, check_topic(topic->text), findings);
  }
  if (const Node* create = member(map, "create_topics")) kafka.create_topics = is_true(*create);
  for (const Node* property : children_of(map, "properties")) {
    if (const auto reason = owned_property(property->key)) {
      findings.add_at_key(*property, fmt::format("this property of librdkafka is not to be set: {}", *reason));
    }
    kafka.properties.emplace(property->key, secret_of(*property));
  }
  return kafka;
}

sink::WebhookOptions read_webhook(const Node& map, sink::WebhookShape shape, Findings& findings) {
  sink::WebhookOptions webhook{.shape = shape};
  if (const Node* allow = member(map, "allow_private")) webhook.allow_private = is_true(*allow);
  if (const Node* url = member(map, shape == sink::WebhookShape::slack ? "slack" : "webhook")) {
    webhook.url = secret_of(*url);
    const Result<WebAddress> address = parse_web_address(url->text);
    if (!address) {
      findings.add(*url, to_string(address.error()));
    } else if (is_internal(address->host) && !webhook.allow_private) {
      findings.add(*url,
                   "this is an address of this machine or a private network. If that is meant, add "
                   "`allow_private: true` to the sink.");
    }
  }
  const Node* secret = member(map, "signing_secret");
  if (secret != nullptr && shape == sink::WebhookShape::generic) {
    webhook.signing_secret = secret_of(*secret);
    if (!is_signing_secret(secret->text)) {
      findings.add(*secret, "this is no signing secret: it is `whsec_` and the base64 of 24 to 64 random bytes");
    }
  }
  return webhook;
}

sink::StdoutOptions read_stdout(const Node& map) {
  sink::StdoutOptions options;
  if (const Node* format = member(map, "stdout")) {
    if (format->text == "human") options.format = sink::StdoutFormat::human;
    if (format->text == "ndjson") options.format = sink::StdoutFormat::ndjson;
  }
  return options;
}

sink::Options read_sink(const Node& map, Findings& findings) {
  sink::Options options{.name = map.key, .at_least = Severity::routine, .target = sink::StdoutOptions{}};
  if (!is_sink_name(map.key)) {
    findings.add_at_key(map,
                        "this is no name for a sink: write at most 64 of a-z, 0-9, _ and -, a letter or digit first");
  }
  if (const Node* least = member(map, "at_least")) {
    options.at_least = severity_named(least->text).value_or(Severity::routine);
  }
  if (has_key(map, "brokers")) {
    options.target = read_kafka(map, findings);
  } else if (has_key(map, "webhook")) {
    options.target = read_webhook(map, sink::WebhookShape::generic, findings);
  } else if (has_key(map, "slack")) {
    options.target = read_webhook(map, sink::WebhookShape::slack, findings);
  } else {
    options.target = read_stdout(map);
  }
  return options;
}

}  // namespace

std::vector<sink::Options> read_sinks(const Node& root, Findings& findings) {
  std::vector<sink::Options> sinks;
  for (const Node* map : children_of(root, "sinks")) {
    const std::size_t before = findings.size();
    sink::Options sink = read_sink(*map, findings);
    // A wrong one is left out: its library would only say the same again.
    if (findings.size() == before && !holds_mistake(*map)) sinks.push_back(std::move(sink));
  }
  if (sinks.empty())
    sinks.push_back({.name = std::string(kDefaultSink), .at_least = {}, .target = sink::StdoutOptions{}});
  return sinks;
}

std::vector<std::string> sink_names(const Node& root) {
  std::vector<std::string> names;
  for (const Node& section : root.children) {
    if (root.kind != Node::Kind::map || section.key != "sinks") continue;
    for (const Node& sink : section.children) names.push_back(sink.key);
  }
  if (names.empty()) names.emplace_back(kDefaultSink);
  return names;
}

}  // namespace tb::config
