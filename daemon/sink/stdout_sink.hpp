// Alerts on standard output: for people in colour on a terminal, one JSON object a line (NDJSON) for programs.
#pragma once

#include <cstdint>

#include "tenbells/async/sleeper.hpp"
#include "tenbells/sink/sink.hpp"

namespace tb::sink {

/// Never blocks: a reader that has stopped reading leaves the alerts waiting.
class StdoutSink final : public Sink {
 public:
  StdoutSink(const StdoutOptions& options, async::Sleeper& sleeper, int descriptor = 1);

  asio::awaitable<Delivery> deliver(std::vector<Outgoing> batch) override;
  [[nodiscard]] std::size_t batch_limit() const override { return 50; }

 private:
  asio::awaitable<Result<void>> write(std::int64_t position, std::string text);

  async::Sleeper& sleeper_;
  int descriptor_;
  std::size_t piece_;  // bytes a write
  bool human_;
  bool colour_;
  std::string unfinished_;  // the rest of an alert that was begun: half a line is finished before anything else
  std::int64_t unfinished_position_ = 0;
};

}  // namespace tb::sink
