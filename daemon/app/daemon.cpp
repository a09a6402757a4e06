// The objects, in the order in which they lean on each other. A watch and a delivery each own the task group of their
// one coroutine, so that a reload can end one without touching the others.
#include "daemon.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>

namespace tb::app {
namespace {

constexpr std::chrono::milliseconds kDrainLook{20};

}  // namespace

struct Daemon::Watch {
  Watch(source::Options options, const Watcher::Surroundings& around, std::size_t siblings,
        const asio::any_io_executor& executor)
      : watcher(std::move(options), around, siblings), tasks(executor) {}

  Watcher watcher;
  async::TaskGroup tasks;
};

struct Daemon::Delivery {
  Delivery(sink::Options wanted, std::unique_ptr<sink::Sink> target, const sink::Courier::Surroundings& around,
           const asio::any_io_executor& executor)
      : options(std::move(wanted)), courier(options.name, std::move(target), executor, around), tasks(executor) {}

  sink::Options options;
  sink::Courier courier;
  async::TaskGroup tasks;
};

Daemon::Daemon(asio::io_context& context, Outside outside, std::unique_ptr<journal::Journal> journal)
    : context_(context), outside_(outside), journal_(std::move(journal)) {}

Daemon::~Daemon() = default;

Result<std::unique_ptr<Daemon>> Daemon::make(Loaded loaded, asio::io_context& context, Outside outside) {
  Result<std::unique_ptr<journal::Journal>> journal = journal::Journal::open(loaded.configuration.journal);
  if (!journal) return fail(std::move(journal).error());
  std::unique_ptr<Daemon> daemon(new Daemon(context, outside, std::move(*journal)));
  if (Result<void> built = daemon->build(std::move(loaded)); !built) return fail(std::move(built).error());
  return daemon;
}

Result<void> Daemon::build(Loaded loaded) {
  configuration_ = std::move(loaded.configuration);
  rulebook_ = std::make_shared<const Rulebook>(Rulebook{std::move(loaded.rules), std::move(loaded.routes)});
  Result<Client> client = http::Client::make(configuration_.http, outside_.resolver, outside_.pool);
  if (!client) return fail(std::move(client).error());
  client_ = std::move(*client);
  turnstile_ = std::make_unique<async::Turnstile>(context_.get_executor(), configuration_.concurrent_polls);
  line_ = std::make_unique<IntakeLine>(IntakeLine::Stations{.journal = *journal_,
                                                            .pool = outside_.pool,
                                                            .clock = outside_.clock,
                                                            .limits = configuration_.feed,
                                                            .rulebook = rulebook_,
                                                            .rang = [this] {
                                                              for (const auto& [name, delivery] : deliveries_)
                                                                delivery->courier.ring();
                                                            }});
  for (const sink::Options& options : configuration_.sinks) {
    Result<std::unique_ptr<Delivery>> delivery = make_delivery(options, *client_);
    if (!delivery) return fail(std::move(delivery).error());
    deliveries_.emplace(options.name, std::move(*delivery));
  }
  return {};
}

Result<std::unique_ptr<Daemon::Delivery>> Daemon::make_delivery(const sink::Options& options, http::Client& client) {
  const sink::Surroundings around{
      .executor = context_.get_executor(), .client = client, .sleeper = outside_.sleeper, .clock = outside_.clock};
  Result<std::unique_ptr<sink::Sink>> target = sink::make_sink(options, around);
  if (!target) return fail(std::move(target).error());
  const sink::Courier::Surroundings courier_around{
      .journal = *journal_, .sleeper = outside_.sleeper, .clock = outside_.clock, .log = outside_.log};
  return std::make_unique<Delivery>(options, std::move(*target), courier_around, context_.get_executor());
}

void Daemon::start() {
  for (const auto& [name, delivery] : deliveries_) delivery->tasks.spawn("sink " + name, delivery->courier.run());
  for (const source::Options& options : configuration_.sources) start_watch(options, configuration_.sources.size());
}

void Daemon::start_watch(const source::Options& options, std::size_t siblings) {
  const Watcher::Surroundings around{.client = *client_,
                                     .line = *line_,
                                     .journal = *journal_,
                                     .sleeper = outside_.sleeper,
                                     .turnstile = *turnstile_,
                                     .clock = outside_.clock,
                                     .log = outside_.log};
  auto watch = std::make_unique<Watch>(options, around, siblings, context_.get_executor());
  watch->tasks.spawn("source " + options.id, watch->watcher.watch());
  watches_.emplace(options.id, std::move(watch));
}

asio::awaitable<void> Daemon::stop_watches(std::vector<std::string> ids) {
  for (const std::string& id : ids) watches_.at(id)->tasks.cancel();
  for (const std::string& id : ids) {
    co_await watches_.at(id)->tasks.join();
    watches_.erase(id);
  }
}

asio::awaitable<void> Daemon::stop_deliveries(std::vector<std::string> names) {
  for (const std::string& name : names) deliveries_.at(name)->tasks.cancel();
  for (const std::string& name : names) {
    co_await deliveries_.at(name)->tasks.join();
    deliveries_.erase(name);
  }
}

asio::awaitable<Result<void>> Daemon::reload(Loaded loaded) {
  const config::Configuration& wanted = loaded.configuration;
  warn_of_fixed_settings(wanted);
  const bool other_client = !(wanted.http == configuration_.http);
  Client client;
  if (other_client) {
    Result<Client> made = http::Client::make(wanted.http, outside_.resolver, outside_.pool);
    if (!made) co_return fail(std::move(made).error());
    client = std::move(*made);
  }
  // First everything that can fail, then everything that cannot.
  std::map<std::string, std::unique_ptr<Delivery>> added;
  std::set<std::string> kept_sinks;
  for (const sink::Options& options : wanted.sinks) {
    const auto running = deliveries_.find(options.name);
    if (!other_client && running != deliveries_.end() && running->second->options.target == options.target) {
      kept_sinks.insert(options.name);
      continue;
    }
    Result<std::unique_ptr<Delivery>> made = make_delivery(options, other_client ? *client : *client_);
    if (!made) co_return fail(std::move(made).error());
    added.emplace(options.name, std::move(*made));
  }
  std::map<std::string, const source::Options*> sources;
  for (const source::Options& options : wanted.sources) sources.emplace(options.id, &options);

  std::vector<std::string> ended_watches;
  for (const auto& [id, watch] : watches_) {
    const auto same = sources.find(id);
    const bool parked = watch->watcher.health().state == SourceHealth::State::parked;
    const bool kept = same != sources.end() && *same->second == watch->watcher.options();
    if (!kept || other_client || parked) ended_watches.push_back(id);
  }
  std::vector<std::string> ended_deliveries;
  for (const auto& [name, delivery] : deliveries_) {
    if (!kept_sinks.contains(name)) ended_deliveries.push_back(name);
  }
  auto rulebook = std::make_shared<const Rulebook>(Rulebook{std::move(loaded.rules), std::move(loaded.routes)});
  rulebook_.swap(rulebook);
  // Freeing fifty thousand rules takes longer than the I/O thread may stand still.
  auto let_go = [old = std::move(rulebook)]() mutable {
    old.reset();
    return true;
  };
  co_await outside_.pool.run(std::move(let_go));
  co_await stop_watches(std::move(ended_watches));
  co_await stop_deliveries(std::move(ended_deliveries));
  if (other_client) client_ = std::move(client);
  for (auto& [name, delivery] : added) {
    delivery->tasks.spawn("sink " + name, delivery->courier.run());
    deliveries_.emplace(name, std::move(delivery));
  }
  configuration_ = std::move(loaded.configuration);
  for (const source::Options& options : configuration_.sources) {
    if (!watches_.contains(options.id)) start_watch(options, configuration_.sources.size());
  }
  co_await warn_of_stranded();
  co_return Result<void>();
}

void Daemon::warn_of_fixed_settings(const config::Configuration& wanted) {
  const bool fixed = wanted.journal == configuration_.journal && wanted.feed == configuration_.feed &&
                     wanted.concurrent_polls == configuration_.concurrent_polls &&
                     wanted.log_level == configuration_.log_level;
  if (fixed) return;
  outside_.log.warning("changes of journal, feed, polling and log take effect at the next start; the rest is reloaded");
}

bool Daemon::drained() const {
  return std::ranges::all_of(deliveries_, [](const auto& entry) {
    const sink::Courier& courier = entry.second->courier;
    return courier.idle() || !courier.health().delivering;
  });
}

asio::awaitable<void> Daemon::stop(std::chrono::milliseconds grace) {
  const auto end = outside_.clock.steady_now() + grace;
  std::vector<std::string> ids;
  for (const auto& [id, watch] : watches_) ids.push_back(id);
  co_await stop_watches(std::move(ids));
  while (!drained() && outside_.clock.steady_now() < end) co_await outside_.sleeper.sleep_for(kDrainLook);
  std::vector<std::string> names;
  for (const auto& [name, delivery] : deliveries_) names.push_back(name);
  co_await stop_deliveries(std::move(names));
  const Result<journal::OutboxDepth> depth = co_await journal_->depth();
  if (!depth) co_return;
  for (const auto& [sink, count] : depth->waiting) {
    if (!is_configured(sink)) continue;
    outside_.log.info("alerts stay in the outbox and go out after the next start",
                      {{"sink", sink}, {"alerts", std::to_string(count)}});
  }
}

bool Daemon::is_configured(const std::string& sink) const {
  return std::ranges::any_of(configuration_.sinks, [&](const sink::Options& options) { return options.name == sink; });
}

asio::awaitable<void> Daemon::warn_of_stranded() {
  const Result<journal::OutboxDepth> depth = co_await journal_->depth();
  if (!depth) co_return;
  for (const auto& [sink, count] : depth->waiting) {
    if (is_configured(sink)) continue;
    outside_.log.warning("alerts wait for a sink that is no longer configured: give a sink that name to have them",
                         {{"sink", sink}, {"alerts", std::to_string(count)}});
  }
}

asio::awaitable<std::string> Daemon::status() {
  const Result<journal::OutboxDepth> depth = co_await journal_->depth();
  std::uint64_t waiting = 0;
  if (depth) {
    for (const auto& [sink, count] : depth->waiting) waiting += is_configured(sink) ? count : 0;
  }
  std::size_t failing = 0;
  std::uint64_t polls = 0;
  std::uint64_t failures = 0;
  std::uint64_t items = 0;
  for (const auto& [id, watch] : watches_) {
    const SourceHealth& health = watch->watcher.health();
    failing += health.state == SourceHealth::State::failing || health.state == SourceHealth::State::parked ? 1 : 0;
    polls += health.polls;
    failures += health.failures;
    items += health.items;
  }
  std::uint64_t delivered = 0;
  for (const auto& [name, delivery] : deliveries_) delivered += delivery->courier.health().delivered;
  co_return fmt::format("{} sources, {} failing; {} polls, {} failed; {} new items; {} alerts delivered; outbox {}",
                        watches_.size(), failing, polls, failures, items, delivered,
                        depth ? std::to_string(waiting) : "unreadable");
}

asio::awaitable<void> Daemon::heartbeat() {
  auto beat = [] { return true; };
  co_await outside_.pool.run(std::move(beat));
  std::vector<std::string> none;
  co_await journal_->known(std::move(none));
}

}  // namespace tb::app
