// `tenbells run`: signals, the service manager, and the daemon between them.
#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <thread>
#include <utility>

#include "commands.hpp"
#include "daemon.hpp"
#include "log_to_journald.hpp"
#include "log_to_stderr.hpp"
#include "service.hpp"
#include "tenbells/async/cancelled.hpp"

namespace tb::app {
namespace {

constexpr std::chrono::seconds kStatusEvery{5};

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

int exit_code_of(const Error& error) {
  return error.kind == ErrorKind::invalid_input ? kExitConfiguration : kExitUnavailable;
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

asio::awaitable<void> prove_life(Service& service, std::chrono::microseconds interval) {
  for (;;) {
    co_await service.daemon.heartbeat();
    notify_alive();
    const async::Woken woken = co_await service.sleeper.sleep_for(interval / 2);
    if (woken == async::Woken::by_cancellation) co_return;
  }
}

asio::awaitable<void> reload(Service& service) {
  notify_reloading();
  auto loading = [file = service.file] { return load_and_compile(file, config::process_environment()); };
  config::Checked<Loaded> loaded = co_await service.pool.run(std::move(loading));
  if (!loaded) {
    say(service.log, loaded.error());
    service.log.error("the reload was refused: the configuration and rules from before stay in force",
                      {{"mistakes", std::to_string(loaded.error().size())}});
  } else {
    const std::size_t rules = loaded->rules->size();
    const std::size_t sources = loaded->configuration.sources.size();
    service.grace = loaded->configuration.shutdown_grace;
    const Result<void> reloaded = co_await service.daemon.reload(std::move(*loaded));
    if (reloaded) {
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

asio::awaitable<void> serve(Service& service) {
  const auto executor = service.context.get_executor();
  asio::signal_set signals(executor, SIGTERM, SIGINT, SIGHUP);
  async::TaskGroup chores(executor);
  service.daemon.start();
  std::string status = co_await service.daemon.status();
  notify_ready(status);
  service.log.info("watching", {{"status", status}});
  chores.spawn("status", tell_status(service));
  if (const auto interval = watchdog_interval()) chores.spawn("watchdog", prove_life(service, *interval));

  const int signal = co_await obey_signals(service, signals);
  notify_stopping();
  service.log.info("stopping", {{"signal", signal == SIGINT ? "SIGINT" : "SIGTERM"}});
  async::TaskGroup impatience(executor);
  impatience.spawn("second signal", give_up_on_second(signals));
  co_await service.daemon.stop(service.grace);
  co_await chores.stop();
  co_await impatience.stop();
  service.log.info("stopped");
}

}  // namespace

int run_command(const std::filesystem::path& file) {
  ::signal(SIGPIPE, SIG_IGN);
  config::Checked<Loaded> loaded = load_and_compile(file, config::process_environment());
  if (!loaded) {
    const std::unique_ptr<Log> log = make_log(LogLevel::info);
    say(*log, loaded.error());
    log->error("the configuration is refused; nothing was started", {{"file", file.string()}});
    return kExitConfiguration;
  }
  const std::unique_ptr<Log> log = make_log(loaded->configuration.log_level);
  const std::chrono::milliseconds grace = loaded->configuration.shutdown_grace;
  const SystemClock clock;
  async::SteadySleeper sleeper;
  http::SystemResolver resolver;
  async::CpuPool pool(pool_threads());
  asio::io_context context(1);
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
