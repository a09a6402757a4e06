// Topic names are [a-zA-Z0-9._-]{1,249}.
#include "kafka_topic.hpp"

namespace tb::sink {
namespace {

constexpr std::size_t kLongest = 249;

bool is_legal(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

void replace_all(std::string& text, std::string_view word, std::string_view value) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + value.size())) {
    text.replace(at, word.size(), value);
  }
}

}  // namespace

std::string topic_for(std::string_view topic_template, const Alert& alert) {
  std::string topic = alert.rule.topic.empty() ? std::string(topic_template) : alert.rule.topic;
  replace_all(topic, "{pack}", alert.rule.pack);
  replace_all(topic, "{rule}", alert.rule.id);
  replace_all(topic, "{severity}", to_string(alert.severity));
  for (char& c : topic) {
    if (!is_legal(c)) c = '-';
  }
  if (topic.size() > kLongest) topic.resize(kLongest);
  return topic;
}

}  // namespace tb::sink
