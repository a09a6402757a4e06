// Daemon: builds the objects, starts them, swaps what a reload changes, and ends them in order. The wiring, and nothing
// but the wiring.
#pragma once

#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "delivery_room.hpp"
#include "intake_line.hpp"
#include "loaded.hpp"
#include "reachability.hpp"
#include "source_notes.hpp"
#include "tenbells/async/cpu_pool.hpp"
#include "tenbells/async/gate.hpp"
#include "tenbells/async/sleeper.hpp"
#include "tenbells/async/task_group.hpp"
#include "tenbells/http/client.hpp"
#include "tenbells/http/resolver.hpp"
#include "tenbells/journal/journal.hpp"
#include "tenbells/schedule/budget.hpp"
#include "tenbells/sink/courier.hpp"
#include "tenbells/source/origin_gate.hpp"
#include "tenbells/source/websub.hpp"
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

  /// One line for people: "812 sources, 3 failing; 9120 polls, 31 failed; 17 new items; 2 alerts delivered; outbox 0",
  /// with WebSub also "; hubs: 40 deliveries, 1 unsigned and dropped, 2 put off".
  asio::awaitable<std::string> status();

  /// Ends when every thread that matters has answered: the watchdog's proof of life.
  asio::awaitable<void> heartbeat();

  /// Sources at work, neither asleep until they are due nor waiting for their turn at an origin; requests to hubs; and
  /// what hubs have pushed and is not taken in.
  [[nodiscard]] std::size_t polls_under_way() const;

 private:
  struct Watch;
  struct Delivery;
  struct Push;
  using Stream = std::vector<source::Options>;  ///< sources that the same requests feed
  using Client = std::unique_ptr<http::Client>;

  Daemon(asio::io_context& context, Outside outside, std::unique_ptr<journal::Journal> journal);

  Result<void> build(Loaded loaded);
  Result<std::unique_ptr<Delivery>> make_delivery(const sink::Options& options, http::Client& client);
  Result<std::unique_ptr<Push>> make_push(const source::WebsubOptions& options, http::Client& client);
  void start_push();
  bool deliver(const std::string& source, Document document);
  void end_push(const Watch& watch);
  [[nodiscard]] std::size_t polls_at_once() const;
  void keep_holds();
  [[nodiscard]] std::vector<Stream> streams() const;
  void start_watch(const Stream& stream, std::size_t siblings);
  asio::awaitable<void> stop_watches(std::vector<std::string> names);
  asio::awaitable<void> join_streams();
  asio::awaitable<void> stop_deliveries(std::vector<std::string> names);
  [[nodiscard]] bool drained() const;
  [[nodiscard]] bool is_configured(const std::string& sink) const;
  void warn_of_fixed_settings(const config::Configuration& wanted);
  void keep_fixed_settings(config::Configuration& wanted) const;

  asio::io_context& context_;
  Outside outside_;
  std::unique_ptr<journal::Journal> journal_;
  config::Configuration configuration_;
  std::shared_ptr<const Rulebook> rulebook_;
  Client client_;
  std::unique_ptr<async::Turnstile> turnstile_;
  std::unique_ptr<IntakeLine> line_;
  std::unique_ptr<SourceNotes> notes_;
  std::unique_ptr<source::OriginGate> origins_;
  source::RobotsMemory robots_;
  DeliveryRoom delivery_room_;
  std::unique_ptr<Push> push_;  // nothing: WebSub is off
  schedule::Budget budget_;
  Reachability network_;
  std::map<std::string, std::unique_ptr<Watch>> watches_;        // by the first source's id
  std::map<std::string, std::unique_ptr<Delivery>> deliveries_;  // by sink name
  async::TaskGroup chores_;
  async::Turnstile changing_;  // whoever starts and ends watches does so alone
  bool stopping_ = false;
};

}  // namespace tb::app
