// Watcher: one source's life, poll after poll. It never polls again before what the last poll brought is durable: that
// is all the back-pressure there is.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <random>

#include "intake_line.hpp"
#include "source_health.hpp"
#include "tenbells/async/gate.hpp"
#include "tenbells/async/sleeper.hpp"
#include "tenbells/http/client.hpp"
#include "tenbells/source/options.hpp"
#include "tenbells/source/poll.hpp"

namespace tb::app {

/// Lives on the I/O thread. watch() is spawned by the owner, who destroys the watcher only after it has ended.
class Watcher final {
 public:
  /// Everything outlives the watcher.
  struct Surroundings {
    http::Client& client;
    IntakeLine& line;
    journal::Journal& journal;
    async::Sleeper& sleeper;
    async::Turnstile& turnstile;  ///< how many documents are fetched and read at once
    const Clock& clock;
    Log& log;
  };

  /// @param siblings  how many sources start with this one
  Watcher(source::Options source, Surroundings surroundings, std::size_t siblings);

  /// Until it is cancelled or the publisher ends the source.
  asio::awaitable<void> watch();

  [[nodiscard]] const source::Options& options() const { return source_; }
  [[nodiscard]] const SourceHealth& health() const { return health_; }

 private:
  asio::awaitable<void> recall();
  asio::awaitable<PollEnd> use(source::Polled polled);
  [[nodiscard]] double chance() { return std::uniform_real_distribution<double>(0, 1)(random_); }

  source::Options source_;
  Surroundings around_;
  std::size_t siblings_;
  SourceState state_;
  SourceHealth health_;
  std::minstd_rand random_;  // seeded by the source's id: its place in the rhythm survives a restart
};

}  // namespace tb::app
