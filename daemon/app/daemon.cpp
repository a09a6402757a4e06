// The objects, in the order in which they lean on each other. A watch and a delivery each own the task group of their
// one coroutine, so that a reload can end one without touching the others.
#include "daemon.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <set>
#include <utility>

#include "descriptors.hpp"
#include "tenbells/http/url.hpp"
#include "tenbells/journal/known_sources.hpp"

namespace tb::app {
namespace {

constexpr std::chrono::milliseconds kDrainLook{20};

// What the journal remembers of each source; of one that cannot be read nothing.
std::map<std::string, SourceState> known_states(const journal::Options& options) {
  std::map<std::string, SourceState> states;
  auto known = journal::sources(options);
  if (!known) return states;
  for (journal::KnownSource& source : *known) states.emplace(std::move(source.id), std::move(source.state));
  return states;
}

// Pushed documents that wait: of one source, each up to websub.body_limit, and of all together. A document is taken in
// within milliseconds, so that these are bounds for a flood and for a disk that is full.
constexpr std::size_t kDeliveriesWaiting = 8;
constexpr Bytes kDeliveriesHeld = 64_MiB;

asio::awaitable<void> take_delivery(Watcher& watcher, Document document, DeliveryRoom::Part part) {
  const DeliveryRoom::Part held = std::move(part);
  co_await watcher.take_delivery(std::move(document));
}

}  // namespace

struct Daemon::Watch {
  Watch(Stream wanted, const Watcher::Surroundings& around, std::size_t siblings, const asio::any_io_executor& executor)
      : sources(wanted), watcher(std::move(wanted), around, siblings, executor), tasks(executor) {}

  [[nodiscard]] bool is_parked() const {
    return std::ranges::any_of(watcher.subscriptions(), [](const auto& subscription) {
      return subscription->health.state == SourceHealth::State::parked;
    });
  }

  /// The source that it is subscribed for.
  [[nodiscard]] const std::string& leader() const { return watcher.subscriptions().front()->options().id; }

  Stream sources;  // as the configuration lists them
  Watcher watcher;
  async::TaskGroup tasks;
};

// Hubs that push, and the port where they do.
struct Daemon::Push {
  Push(const asio::any_io_executor& executor, const source::WebsubOptions& options,
       const source::Subscriber::Means& means, source::Subscriber::Deliver deliver)
      : subscriber(executor, options, means, std::move(deliver)), tasks(executor) {}

  source::Subscriber subscriber;
  std::unique_ptr<http::Server> server;
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
    : context_(context),
      outside_(outside),
      journal_(std::move(journal)),
      robots_(outside.clock),
      delivery_room_(kDeliveriesHeld),
      chores_(context.get_executor()),
      changing_(context.get_executor(), 1) {}

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
  turnstile_ = std::make_unique<async::Turnstile>(context_.get_executor(), polls_at_once());
  notes_ = std::make_unique<SourceNotes>(configuration_.journal, outside_.log);
  origins_ = std::make_unique<source::OriginGate>(configuration_.origins, outside_.clock, outside_.sleeper);
  Result<std::unique_ptr<Push>> push = make_push(configuration_.websub, *client_);
  if (!push) return fail(std::move(push).error());
  push_ = std::move(*push);
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

// Fewer than configured rather than failing for want of descriptors.
std::size_t Daemon::polls_at_once() const {
  const std::size_t limit = descriptor_limit();
  const std::size_t polls = polls_within(limit, configuration_.concurrent_polls);
  if (polls < configuration_.concurrent_polls) {
    outside_.log.warning("the limit of open files (LimitNOFILE, ulimit -n) allows fewer polls at the same time",
                         {{"limit", std::to_string(limit)},
                          {"polls", std::to_string(polls)},
                          {"polling_concurrent", std::to_string(configuration_.concurrent_polls)}});
  }
  return polls;
}

Result<std::unique_ptr<Daemon::Push>> Daemon::make_push(const source::WebsubOptions& options, http::Client& client) {
  if (options.callback.empty()) return std::unique_ptr<Push>();
  const source::Subscriber::Means means{
      .fetcher = client, .sleeper = outside_.sleeper, .clock = outside_.clock, .log = outside_.log};
  auto push = std::make_unique<Push>(
      context_.get_executor(), options, means,
      [this](const std::string& source, Document document) { return deliver(source, std::move(document)); });
  http::ServerOptions listening;
  const std::size_t colon = options.listen.rfind(':');
  listening.address = options.listen.substr(0, colon);
  if (listening.address.starts_with('[')) listening.address = listening.address.substr(1, colon - 2);
  listening.port = static_cast<std::uint16_t>(std::stoul(options.listen.substr(colon + 1)));
  listening.limits.body = options.body;
  Result<std::unique_ptr<http::Server>> server =
      http::Server::listen(context_.get_executor(), listening, push->subscriber, outside_.log);
  if (!server) return fail(std::move(server).error().during("listen for hubs (websub.listen)"));
  push->server = std::move(*server);
  return push;
}

void Daemon::start_push() {
  if (!push_) return;
  push_->tasks.spawn("hubs", push_->subscriber.run());
  push_->tasks.spawn("callbacks", push_->server->run());
}

// What a hub pushes goes to the watch that has subscribed. More than a few at once are refused: the hub comes again.
bool Daemon::deliver(const std::string& source, Document document) {
  for (const auto& [name, watch] : watches_) {
    if (watch->leader() != source) continue;
    if (watch->tasks.size() > kDeliveriesWaiting) return false;
    std::optional<DeliveryRoom::Part> part = delivery_room_.take(document.bytes.size());
    if (!part) return false;
    watch->tasks.spawn("delivery to " + source, take_delivery(watch->watcher, std::move(document), std::move(*part)));
    return true;
  }
  return true;  // removed meanwhile
}

void Daemon::end_push(const Watch& watch) {
  if (push_) push_->subscriber.forget(watch.leader());
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
  start_push();
  keep_holds();
  const std::vector<Stream> wanted = streams();
  for (const Stream& stream : wanted) start_watch(stream, wanted.size());
}

// An origin that has asked for peace does not care that we were restarted.
void Daemon::keep_holds() {
  std::map<std::string, SourceState> states = known_states(configuration_.journal);
  std::vector<std::string> ids;
  for (const source::Options& options : configuration_.sources) {
    ids.push_back(options.id);
    const Moment now = outside_.clock.now();
    const schedule::Standing standing = schedule::rebased(notes_->find(options, states[options.id]).standing, now);
    if (standing.reason != schedule::Reason::throttled || standing.held_until <= now) continue;
    const Moment until = std::min(standing.held_until, now + configuration_.etiquette.retry_after_ceiling);
    const std::string address = source::address_of(options, states[options.id]);
    origins_->hold(source::origin_of(http::canonical_url(address).value_or(address)), until);
  }
  notes_->keep_only(ids);
}

// Sources that are asked at one address, also by a redirect that was adopted, are one stream of requests.
std::vector<Daemon::Stream> Daemon::streams() const {
  std::map<std::string, SourceState> states = known_states(configuration_.journal);
  std::map<std::string, std::size_t> places;  // of each stream in the list
  std::vector<Stream> streams;
  for (const source::Options& options : configuration_.sources) {
    const std::string name = source::stream_of(options, states[options.id]);
    const auto [place, is_new] = places.emplace(name, streams.size());
    if (is_new) streams.emplace_back();
    streams[place->second].push_back(options);
  }
  return streams;
}

void Daemon::start_watch(const Stream& stream, std::size_t siblings) {
  const Watcher::Surroundings around{.client = *client_,
                                     .line = *line_,
                                     .journal = *journal_,
                                     .notes = *notes_,
                                     .budget = budget_,
                                     .origins = *origins_,
                                     .robots = robots_,
                                     .turnstile = *turnstile_,
                                     .network = network_,
                                     .push = push_ ? &push_->subscriber : nullptr,
                                     .sleeper = outside_.sleeper,
                                     .clock = outside_.clock,
                                     .log = outside_.log,
                                     .etiquette = configuration_.etiquette,
                                     .moves_before_adoption = configuration_.moves_before_adoption,
                                     .moved = [this] {
                                       if (!stopping_) chores_.spawn("join streams", join_streams());
                                     }};
  const std::string& name = stream.front().id;
  auto watch = std::make_unique<Watch>(stream, around, siblings, context_.get_executor());
  watch->tasks.spawn("source " + name, watch->watcher.watch());
  watches_.emplace(name, std::move(watch));
}

asio::awaitable<void> Daemon::stop_watches(std::vector<std::string> names) {
  for (const std::string& name : names) watches_.at(name)->tasks.cancel();
  for (const std::string& name : names) {
    co_await watches_.at(name)->tasks.join();
    watches_.erase(name);
  }
}

// After an address was adopted: two streams that lead to the same place become one.
asio::awaitable<void> Daemon::join_streams() {
  async::Turnstile::Slot alone = co_await changing_.enter();
  if (!alone.held()) co_return;
  std::map<std::string, std::vector<std::string>> names;  // of the watches by their stream
  for (const auto& [name, watch] : watches_) names[watch->watcher.stream()].push_back(name);
  for (auto& [stream, joined] : names) {
    if (joined.size() < 2) continue;
    Stream sources;
    for (const std::string& name : joined) {
      const Stream& part = watches_.at(name)->sources;
      sources.insert(sources.end(), part.begin(), part.end());
      end_push(*watches_.at(name));  // under the id that leads the stream it begins anew
    }
    co_await stop_watches(joined);
    start_watch(sources, 1);
  }
}

asio::awaitable<void> Daemon::stop_deliveries(std::vector<std::string> names) {
  for (const std::string& name : names) deliveries_.at(name)->tasks.cancel();
  for (const std::string& name : names) {
    co_await deliveries_.at(name)->tasks.join();
    deliveries_.erase(name);
  }
}

std::size_t Daemon::polls_under_way() const {
  const auto polls = static_cast<std::size_t>(
      std::ranges::count_if(watches_, [](const auto& watch) { return watch.second->watcher.is_at_work(); }));
  return polls + delivery_room_.waiting() + (push_ ? push_->subscriber.requests_under_way() : 0);
}

asio::awaitable<Result<void>> Daemon::reload(Loaded loaded) {
  async::Turnstile::Slot alone = co_await changing_.enter();
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
  const bool other_push = other_client || !(loaded.configuration.websub == configuration_.websub);
  keep_fixed_settings(loaded.configuration);
  configuration_ = std::move(loaded.configuration);
  const std::vector<Stream> wanted_streams = streams();
  std::vector<std::string> ended_watches;
  for (const auto& [name, watch] : watches_) {
    const bool kept = std::ranges::find(wanted_streams, watch->sources) != wanted_streams.end();
    if (!kept || other_push || watch->is_parked()) ended_watches.push_back(name);
    if (!kept) end_push(*watch);
  }
  co_await stop_watches(std::move(ended_watches));
  co_await stop_deliveries(std::move(ended_deliveries));
  if (other_push && push_) co_await push_->tasks.stop();
  if (other_push) push_.reset();
  if (other_client) client_ = std::move(client);
  if (other_push) {
    Result<std::unique_ptr<Push>> push = make_push(configuration_.websub, *client_);
    if (push) {
      push_ = std::move(*push);
      start_push();
    } else {
      outside_.log.error("no hub can push to us: sources are polled", {{"why", to_string(push.error())}});
    }
  }
  for (auto& [name, delivery] : added) {
    delivery->tasks.spawn("sink " + name, delivery->courier.run());
    deliveries_.emplace(name, std::move(delivery));
  }
  // Only those that start are spread: one new source among ten thousand does not wait for its place among them.
  std::vector<Stream> started;
  std::ranges::copy_if(wanted_streams, std::back_inserter(started),
                       [this](const Stream& stream) { return !watches_.contains(stream.front().id); });
  for (const Stream& stream : started) start_watch(stream, started.size());
  co_await warn_of_stranded();
  co_return Result<void>();
}

void Daemon::warn_of_fixed_settings(const config::Configuration& wanted) {
  const bool fixed = wanted.journal == configuration_.journal && wanted.feed == configuration_.feed &&
                     wanted.concurrent_polls == configuration_.concurrent_polls &&
                     wanted.origins == configuration_.origins && wanted.etiquette == configuration_.etiquette &&
                     wanted.moves_before_adoption == configuration_.moves_before_adoption &&
                     wanted.log_level == configuration_.log_level;
  if (fixed) return;
  outside_.log.warning("changes of journal, feed, polling and log take effect at the next start; the rest is reloaded");
}

// What is in force is what was told to be: until the next start the old ones, also for sources that start meanwhile.
void Daemon::keep_fixed_settings(config::Configuration& wanted) const {
  wanted.journal = configuration_.journal;
  wanted.feed = configuration_.feed;
  wanted.concurrent_polls = configuration_.concurrent_polls;
  wanted.origins = configuration_.origins;
  wanted.etiquette = configuration_.etiquette;
  wanted.moves_before_adoption = configuration_.moves_before_adoption;
  wanted.log_level = configuration_.log_level;
}

bool Daemon::drained() const {
  return std::ranges::all_of(deliveries_, [](const auto& entry) {
    const sink::Courier& courier = entry.second->courier;
    return courier.idle() || !courier.health().delivering;
  });
}

asio::awaitable<void> Daemon::stop(std::chrono::milliseconds grace) {
  const auto end = outside_.clock.steady_now() + grace;
  stopping_ = true;
  co_await chores_.join();
  if (push_) co_await push_->tasks.stop();
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
  std::size_t sources = 0;
  for (const auto& [name, watch] : watches_) {
    for (const auto& subscription : watch->watcher.subscriptions()) {
      const SourceHealth& health = subscription->health;
      const bool fails = health.state == SourceHealth::State::failing || health.state == SourceHealth::State::parked;
      failing += fails ? 1 : 0;
      polls += health.polls;
      failures += health.failures;
      items += health.items;
      ++sources;
    }
  }
  std::uint64_t delivered = 0;
  for (const auto& [name, delivery] : deliveries_) delivered += delivery->courier.health().delivered;
  std::string status =
      fmt::format("{} sources, {} failing; {} polls, {} failed; {} new items; {} alerts delivered; outbox {}", sources,
                  failing, polls, failures, items, delivered, depth ? std::to_string(waiting) : "unreadable");
  if (push_) {
    const source::PushCounters& pushed = push_->subscriber.counters();
    status += fmt::format("; hubs: {} deliveries, {} unsigned and dropped, {} put off", pushed.delivered,
                          pushed.unsigned_, pushed.throttled);
  }
  co_return status;
}

asio::awaitable<void> Daemon::heartbeat() {
  auto beat = [] { return true; };
  co_await outside_.pool.run(std::move(beat));
  std::vector<std::string> none;
  co_await journal_->known(std::move(none));
}

}  // namespace tb::app
