// PollingCase: the whole daemon in one process and in virtual time, against real servers on loopback. Time stands while
// a poll is under way, so that a month of polls takes no longer than their work, and a slow machine fails nothing.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/daemon.hpp"
#include "fakes/kept_log.hpp"
#include "fakes/run_until_done.hpp"
#include "fakes/scripted_server.hpp"
#include "fakes/temporary_folder.hpp"
#include "fakes/virtual_time.hpp"
#include "tenbells/config/configuration.hpp"

namespace tb::app {

using namespace std::chrono_literals;

/// An RSS document with an item for each title.
inline std::string rss_of(const std::vector<std::string>& titles) {
  std::string items;
  for (const std::string& title : titles) {
    items += "<item><guid isPermaLink=\"false\">" + title + "</guid><title>" + title + "</title></item>";
  }
  return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Herald</title>" + items + "</channel></rss>";
}

/// That document as a whole answer.
inline std::string feed_answer(const std::vector<std::string>& titles, const std::string& headers = {}) {
  return fakes::answer("200 OK", "Content-Type: application/rss+xml\r\n" + headers, rss_of(titles));
}

/// Descriptors that this process has open.
inline std::size_t open_descriptors() {
  const std::filesystem::directory_iterator begin("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin, {}));
}

class PollingCase : public testing::Test {
 protected:
  PollingCase() : hook_(fakes::ScriptedServer::always(fakes::answer("200 OK", "", ""))) {}

  /// Stops the daemon at the end of its scope, however that is left. To be declared after the servers: one of them
  /// whose client stands still in mid-exchange would wait for it for ever.
  struct Life {
    explicit Life(PollingCase& its_case) : test(its_case) {}
    ~Life() {
      if (test.daemon_) test.stop();
    }
    Life(const Life&) = delete;
    Life& operator=(const Life&) = delete;
    PollingCase& test;
  };

  /// @param sources  lines of YAML
  /// @param more     further lines, at the top level
  void configure(const std::string& sources, const std::string& more = {}) {
    folder_.write("rules.yaml", "rules:\n  - id: boats\n    title: Boats\n    match: ferry\n");
    folder_.write("tenbells.yaml", "sources:\n" + sources +
                                       "rules: [rules.yaml]\n"
                                       "defaults: {every: 60s}\n"
                                       "journal: {path: journal.db}\n" +
                                       more + "sinks:\n  hook: {webhook: '" + hook_.url() +
                                       "', allow_private: true}\n");
  }

  /// A daemon on what is configured, each of its sources asleep until its first poll.
  void start(http::Resolver& resolver) {
    auto loaded = load_and_compile(folder_.path() / "tenbells.yaml", config::process_environment());
    for (const auto& mistake : loaded ? std::vector<config::Diagnostic>{} : loaded.error()) {
      ADD_FAILURE() << to_string(mistake);
    }
    ASSERT_TRUE(loaded);
    const std::size_t sources = loaded->configuration.sources.size();
    const Outside outside{.clock = time_, .sleeper = time_, .resolver = resolver, .pool = pool_, .log = log_};
    auto daemon = Daemon::make(std::move(*loaded), context_, outside);
    ASSERT_TRUE(daemon) << to_string(daemon.error());
    daemon_ = std::move(*daemon);
    daemon_->start();
    ASSERT_TRUE(spin_until([&] { return time_.sleepers() >= sources; }));
  }
  void start() { start(resolver_); }

  void stop() {
    fakes::run_until_done(context_, daemon_->stop(0s));
    daemon_.reset();
  }

  /// Moves time on whenever nothing is under way, until the condition holds. False if that much time has passed
  /// without.
  /// @param hung  polls that are under way and will stay so: time does not stand still for them
  template <class Condition>
  bool run_until(Condition condition, std::chrono::nanoseconds at_most = 24h, std::size_t hung = 0) {
    const auto end = time_.passed() + at_most;
    const auto give_up = std::chrono::steady_clock::now() + kPatience;
    while (!condition()) {
      if (std::chrono::steady_clock::now() > give_up) return false;
      context_.restart();
      if (context_.poll() > 0) continue;
      const bool is_polling = daemon_->polls_under_way() > hung;
      // Deliveries go on beside all that; now and then they get the time that theirs takes.
      const auto patience = is_polling ? 50ms : (++steps_ % 8 == 0 ? 1ms : 0ms);
      if (context_.run_one_for(patience) > 0 || is_polling) continue;
      const auto due = time_.next_due();
      if (!due) continue;
      if (time_.passed() + *due > end) {
        time_.advance(end - time_.passed());
        return condition();
      }
      time_.advance_to_next();
    }
    return true;
  }

  /// Lets that much time pass.
  void run_for(std::chrono::nanoseconds span, std::size_t hung = 0) {
    const auto end = time_.passed() + span;
    run_until([&] { return time_.passed() >= end; }, span, hung);
  }

  /// Time stands; what is under way goes on until the condition holds.
  template <class Condition>
  bool spin_until(Condition condition) {
    const auto give_up = std::chrono::steady_clock::now() + kPatience;
    while (!condition() && std::chrono::steady_clock::now() < give_up) {
      context_.restart();
      context_.run_one_for(5ms);
    }
    return condition();
  }

  [[nodiscard]] std::size_t rung(const std::string& title) const {
    std::size_t count = 0;
    for (const std::string& request : hook_.requests()) {
      count += request.find("\"title\":\"" + title + "\"") != std::string::npos ? 1 : 0;
    }
    return count;
  }

  static constexpr std::chrono::seconds kPatience{60};  // real time: far more than any of it takes

  fakes::TemporaryFolder folder_;
  fakes::ScriptedServer hook_;
  asio::io_context context_{1};
  fakes::VirtualTime time_;
  http::SystemResolver resolver_{2};
  async::CpuPool pool_{2};
  fakes::KeptLog log_;
  std::unique_ptr<Daemon> daemon_;

 private:
  std::size_t steps_ = 0;  // of time
};

}  // namespace tb::app
