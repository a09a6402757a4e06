// ASink: a sink that does what a test tells it to, and keeps what it was given.
#pragma once

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "tenbells/sink/sink.hpp"

namespace tb::fakes {

class ASink final : public sink::Sink {
 public:
  /// What each deliver() gives, in turn; when they are used up, everything is delivered.
  std::deque<sink::Delivery> answers;
  std::vector<std::string> delivered;  // rule ids, in order

  boost::asio::awaitable<sink::Delivery> deliver(std::vector<sink::Outgoing> batch) override {
    sink::Delivery delivery;
    delivery.verdicts.assign(batch.size(), sink::Verdict::delivered);
    if (!answers.empty()) {
      delivery = std::move(answers.front());
      answers.pop_front();
    }
    for (std::size_t i = 0; i < batch.size() && i < delivery.verdicts.size(); ++i) {
      if (delivery.verdicts[i] == sink::Verdict::delivered) delivered.push_back(batch[i].alert.rule.id);
    }
    co_return delivery;
  }
  [[nodiscard]] std::size_t batch_limit() const override { return 3; }
};

}  // namespace tb::fakes
