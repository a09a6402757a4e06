// Courier: carries one sink's alerts from the outbox to the sink, in order, until each is acknowledged or refused.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tenbells/async/gate.hpp"
#include "tenbells/async/sleeper.hpp"
#include "tenbells/journal/journal.hpp"
#include "tenbells/sink/sink.hpp"

namespace tb::sink {

/// How a sink does, for STATUS and the log.
struct Health {
  bool delivering = true;  ///< false from the first failure to the next success
  int failures_in_a_row = 0;
  std::uint64_t delivered = 0;  ///< since the start
  std::uint64_t refused = 0;
};

/// The wait after n failures in a row: 1 s, doubled each time, up to a minute; never before what the target asked for,
/// up to a day: longer is a mistake of the target's.
/// @param chance  0 … 1, uniformly random: lengthens by up to a tenth
/// Threads: pure.
[[nodiscard]] std::chrono::nanoseconds retry_wait(int failures_in_a_row,
                                                  std::optional<std::chrono::seconds> retry_after, double chance);

/// Lives on one single-threaded executor. run() is spawned into a task group by the owner, who destroys the courier
/// only after it has ended.
class Courier final {
 public:
  /// Everything outlives the courier.
  struct Surroundings {
    journal::Journal& journal;
    async::Sleeper& sleeper;
    const Clock& clock;
    Log& log;
  };

  Courier(std::string name, std::unique_ptr<Sink> sink, const asio::any_io_executor& executor,
          const Surroundings& surroundings);

  /// Delivers until it is cancelled.
  asio::awaitable<void> run();

  /// Tells it that the outbox may hold something new. Cheap.
  void ring() {
    idle_ = false;
    bell_.ring();
  }

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const Health& health() const { return health_; }
  /// Whether the last look into the outbox found nothing.
  [[nodiscard]] bool idle() const { return idle_; }

 private:
  /// What the sink has decided and the journal does not know yet.
  struct Unsettled {
    std::vector<std::int64_t> delivered;
    std::vector<std::pair<std::int64_t, std::string>> refused;  // with the reason
  };

  asio::awaitable<bool> carry_once();
  asio::awaitable<Result<void>> carry(std::vector<journal::Queued> queued);
  asio::awaitable<Result<void>> settle();
  void note(const std::vector<Outgoing>& batch, Delivery& delivery);
  asio::awaitable<void> pause(const Error& trouble);
  void recovered();

  std::string name_;
  std::unique_ptr<Sink> sink_;
  Surroundings around_;
  async::Bell bell_;
  Health health_;
  Unsettled unsettled_;
  std::optional<std::chrono::seconds> retry_after_;  // as the target asked last
  std::string trouble_;                              // what was said last: the same again is not said again
  bool idle_ = false;
  std::minstd_rand random_;
};

}  // namespace tb::sink
