// Daemon: builds the objects, starts them, swaps what a reload changes, and ends them in order. The wiring, and nothing
// but the wiring.
#pragma once

#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "intake_line.hpp"
#include "loaded.hpp"
#include "tenbells/async/cpu_pool.hpp"
#include "tenbells/async/gate.hpp"
#include "tenbells/async/sleeper.hpp"
#include "tenbells/async/task_group.hpp"
#include "tenbells/http/client.hpp"
#include "tenbells/http/resolver.hpp"
#include "tenbells/journal/journal.hpp"
#include "tenbells/sink/courier.hpp"
#include "watcher.hpp"

namespace tb::app {

/// What a daemon does not build itself, so that a test can decide it. Everything outlives the daemon.
struct Outside {
  const Clock& clock;
  async::Sleeper& sleeper;
  http::Resolver& resolver;
  async::CpuPool& pool;
  Log& log;
};

/// Lives on one io_context run by one thread. start(), then any number of reload(), then stop(); destroyed after that.
class Daemon final {
 public:
  /// Opens the journal and builds everything that the configuration describes; nothing runs yet.
  /// Errors: of the journal, the CA file, a sink.
  [[nodiscard]] static Result<std::unique_ptr<Daemon>> make(Loaded loaded, asio::io_context& context, Outside outside);
  ~Daemon();
  Daemon(const Daemon&) = delete;
  Daemon& operator=(const Daemon&) = delete;

  void start();

  /// Puts another configuration in the place of this one: rules and routes at once, sources and sinks that have changed
  /// one by one; what is the same goes on undisturbed. All or nothing: on an error everything is as it was.
  asio::awaitable<Result<void>> reload(Loaded loaded);

  /// Stops polling, lets the sinks empty the outbox as long as they deliver and the grace lasts, stops them.
  asio::awaitable<void> stop(std::chrono::milliseconds grace);

  /// Says, once a call, which queues of the outbox have no sink any more: their alerts wait for nobody.
  asio::awaitable<void> warn_of_stranded();

  /// One line for people: "812 sources, 3 failing; 9120 polls, 31 failed; 17 new items; 2 alerts delivered; outbox 0".
  asio::awaitable<std::string> status();

  /// Ends when every thread that matters has answered: the watchdog's proof of life.
  asio::awaitable<void> heartbeat();

 private:
  struct Watch;
  struct Delivery;
  using Client = std::unique_ptr<http::Client>;

  Daemon(asio::io_context& context, Outside outside, std::unique_ptr<journal::Journal> journal);

  Result<void> build(Loaded loaded);
  Result<std::unique_ptr<Delivery>> make_delivery(const sink::Options& options, http::Client& client);
  void start_watch(const source::Options& options, std::size_t siblings);
  asio::awaitable<void> stop_watches(std::vector<std::string> ids);
  asio::awaitable<void> stop_deliveries(std::vector<std::string> names);
  [[nodiscard]] bool drained() const;
  [[nodiscard]] bool is_configured(const std::string& sink) const;
  void warn_of_fixed_settings(const config::Configuration& wanted);

  asio::io_context& context_;
  Outside outside_;
  std::unique_ptr<journal::Journal> journal_;
  config::Configuration configuration_;
  std::shared_ptr<const Rulebook> rulebook_;
  Client client_;
  std::unique_ptr<async::Turnstile> turnstile_;
  std::unique_ptr<IntakeLine> line_;
  std::map<std::string, std::unique_ptr<Watch>> watches_;        // by source id
  std::map<std::string, std::unique_ptr<Delivery>> deliveries_;  // by sink name
};

}  // namespace tb::app
