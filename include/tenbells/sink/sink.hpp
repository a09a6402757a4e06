// Sink: where alerts leave the house. One class a kind of target; what is common (order, retry, the outbox) is the
// courier's.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tenbells/async/sleeper.hpp"
#include "tenbells/core/alert.hpp"
#include "tenbells/core/log.hpp"
#include "tenbells/core/result.hpp"
#include "tenbells/http/client.hpp"
#include "tenbells/sink/options.hpp"

namespace tb::sink {

namespace asio = boost::asio;

/// An alert on its way to one sink.
struct Outgoing {
  std::int64_t position = 0;  ///< its place in the outbox
  Alert alert;
  std::string json;  ///< the alert's public JSON, as journalled
};

enum class Verdict : std::uint8_t {
  delivered,  ///< acknowledged by the target
  refused,    ///< the target will never take this one: set it aside, go on with the others
  waiting,    ///< not yet: the same again later
};

/// What became of a batch.
struct Delivery {
  std::vector<Verdict> verdicts;                    ///< one for each alert, in the batch's order
  std::vector<std::string> reasons;                 ///< for the refused, in their order
  std::optional<Error> trouble;                     ///< why some are waiting, for people
  std::optional<std::chrono::seconds> retry_after;  ///< as the target asked
};

/// Lives on one single-threaded executor; one deliver() at a time.
class Sink {
 public:
  virtual ~Sink() = default;
  /// Tries to deliver, in order. Ends within a bounded time, and soon after a cancellation. A batch that was waiting is
  /// given again, whole; the sink must not send twice what it knows to be on its way.
  virtual asio::awaitable<Delivery> deliver(std::vector<Outgoing> batch) = 0;

  /// How many alerts to give at once. They are acknowledged together, so a crash repeats up to that many.
  [[nodiscard]] virtual std::size_t batch_limit() const = 0;
};

/// What sinks are built from. Everything outlives the sinks.
struct Surroundings {
  asio::any_io_executor executor;
  http::Client& client;
  async::Sleeper& sleeper;
  const Clock& clock;
};

/// Builds the sink that the options describe. Does not connect.
/// Errors: invalid_input, where the target's own library refuses a setting.
[[nodiscard]] Result<std::unique_ptr<Sink>> make_sink(const Options& options, const Surroundings& surroundings);

/// What make_sink would refuse, without building anything.
[[nodiscard]] Result<void> check(const Options& options);

}  // namespace tb::sink
