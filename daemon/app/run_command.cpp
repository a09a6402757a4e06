// `tenbells run`: signals, the service manager, and the daemon between them.
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdint>
#include <memory>
#include <thread>
#include <utility>

#include "commands.hpp"
#include "daemon.hpp"
#include "descriptors.hpp"
#include "log_to_journald.hpp"
#include "log_to_stderr.hpp"
#include "service.hpp"
#include "tenbells/async/cancelled.hpp"

namespace tb::app {
namespace {

constexpr std::chrono::seconds kStatusEvery{5};
// After the grace: for the last acknowledgements to be noted.
constexpr std::chrono::seconds kFarewell{1};
constexpr std::size_t kNamedRules = 20;  // of one line of the log

// For decoding and matching. Two at least, so that one heavy document does not hold up the others.
std::size_t pool_threads() {
  return std::max(2U, std::thread::hardware_concurrency());
}

std::unique_ptr<Log> make_log(LogLevel least) {
  if (LogToJournald::is_connected()) return std::make_unique<LogToJournald>(least);
  return std::make_unique<LogToStderr>(least);
}

void say(Log& log, const std::vector<config::Diagnostic>& mistakes) {
  for (const config::Diagnostic& mistake : mistakes) log.error(to_string(mistake));
}

// Once a load, not once a hit: whoever keeps the rules is to read it.
void say_deprecated(Log& log, const std::vector<std::string>& ids) {
  if (ids.empty()) return;
  const std::size_t shown = std::min(ids.size(), kNamedRules);
  std::string names = fmt::format("{}", fmt::join(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
  if (shown < ids.size()) names += fmt::format(" and {} more", ids.size() - shown);
  log.warning("rules are in force that their packs call deprecated", {{"rules", names}});
}

int exit_code_of(const Error& error) {
  return error.kind == ErrorKind::invalid_input ? kExitConfiguration : kExitUnavailable;
}

// A closed standard descriptor would be given to the next file that is opened, and alerts would be written into it.
// Opened for reading, writing to it fails and alerts wait.
void occupy_standard_descriptors() {
  for (int descriptor = 0; descriptor <= 2; ++descriptor) {
    if (::fcntl(descriptor, F_GETFD) >= 0) continue;
    const int opened = ::open("/dev/null", O_RDONLY);
    if (opened >= 0 && opened != descriptor) ::close(opened);
  }
}

// Everything that lives as long as the process does.
struct Service {
  asio::io_context& context;
  Daemon& daemon;
  Log& log;
  async::Sleeper& sleeper;
  async::CpuPool& pool;
  std::filesystem::path file;
  std::chrono::milliseconds grace;
};

asio::awaitable<void> tell_status(Service& service) {
  std::string last;
  for (;;) {
    std::string status = co_await service.daemon.status();
    if (status != last) notify_status(status);
    last = std::move(status);
    const async::Woken woken = co_await service.sleeper.sleep_for(kStatusEvery);
    if (woken == async::Woken::by_cancellation) co_return;
  }
}

// Beats pass through the pool and the journal; a pool that is busy but gets work done is as alive as one that is idle.
struct Pulse {
  std::uint64_t beats = 0;
  std::uint64_t work = 0;
};

asio::awaitable<void> beat(Service& service, Pulse& pulse, std::chrono::microseconds interval) {
  for (;;) {
    co_await service.daemon.heartbeat();
    ++pulse.beats;
    const async::Woken woken = co_await service.sleeper.sleep_for(interval / 4);
    if (woken == async::Woken::by_cancellation) co_return;
  }
}

asio::awaitable<void> prove_life(Service& service, Pulse& pulse, std::chrono::microseconds interval) {
  Pulse last;
  for (;;) {
    pulse.work = service.pool.finished();
    if (pulse.beats != last.beats || pulse.work != last.work) notify_alive();
    last = pulse;
    const async::Woken woken = co_await service.sleeper.sleep_for(interval / 3);
    if (woken == async::Woken::by_cancellation) co_return;
  }
}

asio::awaitable<void> reload(Service& service) {
  notify_reloading();
  auto loading = [file = service.file] {
    return load_and_compile(file, config::process_environment(), Frequency::of_journal);
  };
  config::Checked<Loaded> loaded = co_await service.pool.run(std::move(loading));
  if (!loaded) {
    say(service.log, loaded.error());
    service.log.error("the reload was refused: the configuration and rules from before stay in force",
                      {{"mistakes", std::to_string(loaded.error().size())}});
  } else {
    const std::size_t rules = loaded->rules->size();
    const std::size_t sources = loaded->configuration.sources.size();
    const std::chrono::milliseconds grace = loaded->configuration.shutdown_grace;
    const std::vector<std::string> deprecated = deprecated_rules(loaded->configuration.packs);
    const Result<void> reloaded = co_await service.daemon.reload(std::move(*loaded));
    if (reloaded) {
      say_deprecated(service.log, deprecated);
      service.grace = grace;
      service.log.info("reloaded", {{"sources", std::to_string(sources)}, {"rules", std::to_string(rules)}});
    } else {
      service.log.error("the reload failed: the configuration and rules from before stay in force",
                        {{"why", to_string(reloaded.error())}});
    }
  }
  const std::string status = co_await service.daemon.status();
  notify_ready(status);
}

// Until SIGTERM or SIGINT; SIGHUP reloads on the way.
asio::awaitable<int> obey_signals(Service& service, asio::signal_set& signals) {
  for (;;) {
    const auto [error, number] = co_await signals.async_wait(asio::as_tuple(asio::use_awaitable));
    if (error) co_return SIGTERM;
    if (number != SIGHUP) co_return number;
    co_await reload(service);
  }
}

// A second SIGTERM or SIGINT while everything is being put in order: whoever sends it wants out now.
asio::awaitable<void> give_up_on_second(asio::signal_set& signals) {
  for (;;) {
    const auto [error, number] = co_await signals.async_wait(asio::as_tuple(asio::use_awaitable));
    if (error) co_return;
    if (number != SIGHUP) ::_exit(128 + number);
  }
}

// Work on the pool cannot be broken off. Nothing is lost by leaving it: what is not committed is polled again, what is
// not acknowledged is sent again.
asio::awaitable<void> leave_in_time(Service& service) {
  const async::Woken woken = co_await service.sleeper.sleep_for(service.grace + kFarewell);
  if (woken == async::Woken::by_cancellation) co_return;
  service.log.warning("still busy after the grace (shutdown.grace): leaving now, nothing is lost by that");
  ::_exit(kExitOk);
}

asio::awaitable<void> serve(Service& service) {
  const auto executor = service.context.get_executor();
  asio::signal_set signals(executor, SIGTERM, SIGINT, SIGHUP);
  async::TaskGroup chores(executor);
  service.daemon.start();
  co_await service.daemon.warn_of_stranded();
  std::string status = co_await service.daemon.status();
  notify_ready(status);
  service.log.info("watching", {{"status", status}});
  chores.spawn("status", tell_status(service));
  Pulse pulse;
  if (const auto interval = watchdog_interval()) {
    chores.spawn("heartbeat", beat(service, pulse, *interval));
    chores.spawn("watchdog", prove_life(service, pulse, *interval));
  }

  const int signal = co_await obey_signals(service, signals);
  notify_stopping();
  service.log.info("stopping", {{"signal", signal == SIGINT ? "SIGINT" : "SIGTERM"}});
  async::TaskGroup impatience(executor);
  impatience.spawn("second signal", give_up_on_second(signals));
  impatience.spawn("grace", leave_in_time(service));
  co_await service.daemon.stop(service.grace);
  co_await chores.stop();
  co_await impatience.stop();
  service.log.info("stopped");
}

}  // namespace

int run_command(const std::filesystem::path& file) {
  occupy_standard_descriptors();
  raise_descriptor_limit();
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGHUP, SIG_IGN);  // until serve() obeys it: a reload that comes too early must not end us
  config::Checked<Loaded> loaded = load_and_compile(file, config::process_environment(), Frequency::of_journal);
  if (!loaded) {
    const std::unique_ptr<Log> log = make_log(LogLevel::info);
    say(*log, loaded.error());
    log->error("the configuration is refused; nothing was started", {{"file", file.string()}});
    return kExitConfiguration;
  }
  const std::unique_ptr<Log> log = make_log(loaded->configuration.log_level);
  say_deprecated(*log, deprecated_rules(loaded->configuration.packs));
  const std::chrono::milliseconds grace = loaded->configuration.shutdown_grace;
  const SystemClock clock;
  async::SteadySleeper sleeper;
  asio::io_context context(1);  // before all whose threads send their answers to it
  http::SystemResolver system_resolver;
  http::CachedResolver resolver(system_resolver, clock);
  async::CpuPool pool(pool_threads());
  const Outside outside{.clock = clock, .sleeper = sleeper, .resolver = resolver, .pool = pool, .log = *log};
  Result<std::unique_ptr<Daemon>> daemon = Daemon::make(std::move(*loaded), context, outside);
  if (!daemon) {
    log->error(to_string(daemon.error()));
    return exit_code_of(daemon.error());
  }
  Service service{.context = context,
                  .daemon = **daemon,
                  .log = *log,
                  .sleeper = sleeper,
                  .pool = pool,
                  .file = file,
                  .grace = grace};
  async::TaskGroup main_task(context.get_executor());
  main_task.spawn("main", serve(service));
  context.run();
  return kExitOk;
}

}  // namespace tb::app
