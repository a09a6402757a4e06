// Etiquette: the whole daemon in one process and in virtual time, in front of publishers that do what a line of the
// checklist says (docs/etiquette.md). Time goes on only while no source is at work, so that days pass in milliseconds
// and a busy machine changes nothing.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <list>
#include <map>

#include "app/daemon.hpp"
#include "app/source_explanation.hpp"
#include "app/source_record.hpp"
#include "app/sources_report.hpp"
#include "fakes/kept_log.hpp"
#include "fakes/temporary_folder.hpp"
#include "fakes/virtual_time.hpp"
#include "publisher.hpp"
#include "tenbells/config/configuration.hpp"
#include "tenbells/journal/known_sources.hpp"
#include "tenbells/journal/poll_ledger.hpp"

namespace tb::app {

using namespace std::chrono_literals;
using etiquette::conditional;
using etiquette::fresh;
using etiquette::header_of;
using etiquette::kept_answer;
using etiquette::not_modified;
using etiquette::path_of;
using etiquette::Publisher;
using etiquette::rss;
using etiquette::status;
using std::chrono::seconds;
using testing::Each;
using testing::ElementsAre;
using testing::Ge;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Le;
using testing::Not;
using testing::SizeIs;

/// A DNS in which every name is this machine but for those that are said to fail.
class Names final : public http::Resolver {
 public:
  asio::awaitable<Result<std::vector<asio::ip::address>>> resolve(std::string host,
                                                                  std::chrono::milliseconds) override {
    const auto failing = failing_.find(host);
    if (failing != failing_.end()) {
      Error error{.kind = failing->second, .doing = "resolve", .to = host, .why = "as the test says", .advice = {}};
      co_return fail(std::move(error));
    }
    std::vector<asio::ip::address> addresses(1, asio::ip::make_address("127.0.0.1"));
    co_return addresses;
  }
  void fails(const std::string& host, ErrorKind kind) { failing_[host] = kind; }

 private:
  std::map<std::string, ErrorKind> failing_;
};

class Etiquette : public testing::Test {
 protected:
  void TearDown() override {
    if (daemon_) stop();
  }

  Publisher& a_publisher(Publisher::Script script) { return publishers_.emplace_back(std::move(script)); }
  Publisher& a_publisher(const std::string& answer) {
    return a_publisher([answer](const std::string&) { return answer; });
  }

  /// @param sources  a line of YAML each: "{feed: '…', id: herald, every: 60s}"
  /// @param more     other sections
  void configure(const std::vector<std::string>& sources, const std::string& more = {}) {
    folder_.write("rules.yaml", "rules:\n  - {id: none, title: None, match: nobodysaysthis}\n");
    std::string yaml = "rules: [rules.yaml]\njournal: {path: journal.db}\n" + more;
    if (more.find("defaults:") == std::string::npos) yaml += "defaults: {allow_private: true, jitter: 0}\n";
    // To read the system's roots takes longer than most tests.
    if (more.find("http:") == std::string::npos) yaml += "http: {ca_file: '" TB_TEST_DATA "/nobody.pem'}\n";
    yaml += "sources:\n";
    for (const std::string& source : sources) yaml += "  - " + source + "\n";
    configuration_ = folder_.write("tenbells.yaml", yaml);
  }
  /// One source called herald that is asked each minute, and was asked once.
  void watch(const Publisher& publisher, const std::string& more = {}) {
    configure({"{feed: '" + publisher.url() + "', id: herald, every: 60s" + more + "}"});
    start();
    run_for(1s);
  }

  void start() {
    auto loaded = load_and_compile(configuration_, config::process_environment());
    for (const auto& mistake : loaded ? std::vector<config::Diagnostic>{} : loaded.error()) {
      ADD_FAILURE() << to_string(mistake);
    }
    ASSERT_TRUE(loaded);
    auto daemon = Daemon::make(std::move(*loaded), context_,
                               {.clock = time_, .sleeper = time_, .resolver = names_, .pool = pool_, .log = *log_});
    ASSERT_TRUE(daemon) << to_string(daemon.error());
    daemon_ = std::move(*daemon);
    daemon_->start();
    settle();
  }

  void stop() {
    bool stopped = false;
    asio::co_spawn(context_, daemon_->stop(1s), [&](const std::exception_ptr&) { stopped = true; });
    const auto patience = std::chrono::steady_clock::now() + kPatience;
    while (!stopped && std::chrono::steady_clock::now() < patience) {
      context_.restart();
      const bool did_something = context_.run_one_for(20ms) > 0;
      if (!did_something && !stopped) time_.advance_to_next();  // it looks whether the outbox is empty
    }
    ASSERT_TRUE(stopped);
    stamp();
    daemon_.reset();
  }
  void restart(std::chrono::nanoseconds pause = {}) {
    stop();
    time_.advance(pause);
    start();
  }

  /// Stops, and forgets all that was learned.
  void wipe() {
    stop();
    for (const char* part : {"", "-wal", "-shm", ".polls"}) {
      std::filesystem::remove((folder_.path() / "journal.db").string() + part);
    }
    log_.emplace();
  }

  /// Until no source is at work.
  void settle() {
    const auto patience = std::chrono::steady_clock::now() + kPatience;
    for (;;) {
      context_.restart();
      context_.poll();
      if (daemon_->polls_under_way() == 0) break;
      context_.restart();
      context_.run_one_for(1s);
      ASSERT_LT(std::chrono::steady_clock::now(), patience) << "a source is at work and never done";
    }
    stamp();
  }
  void run_for(std::chrono::nanoseconds span) {
    const auto end = time_.passed() + span;
    while (time_.next_due() && time_.passed() + *time_.next_due() <= end && !HasFatalFailure()) {
      time_.advance_to_next();
      settle();
    }
    time_.advance(end - time_.passed());
    settle();
  }
  /// @return  false if it does not hold after that time
  template <class Condition>
  bool run_until(Condition condition, std::chrono::nanoseconds at_most = 24h) {
    const auto end = time_.passed() + at_most;
    while (!condition() && time_.next_due() && time_.passed() + *time_.next_due() <= end && !HasFatalFailure()) {
      time_.advance_to_next();
      settle();
    }
    return condition();
  }
  /// Until the publisher was asked so often.
  bool run_until_asked(const Publisher& publisher, std::size_t times, std::chrono::nanoseconds at_most = 48h) {
    return run_until([&] { return publisher.asked().size() >= times; }, at_most);
  }

  /// Between the requests of a publisher, whole seconds.
  static std::vector<seconds> gaps(const Publisher& publisher, const std::string& path = "/") {
    const auto moments = publisher.moments(path);
    std::vector<seconds> gaps;
    for (std::size_t i = 1; i < moments.size(); ++i) {
      gaps.push_back(std::chrono::floor<seconds>(moments[i] - moments[i - 1]));
    }
    return gaps;
  }
  /// How long it takes until the next request after those that have come.
  seconds next_gap(const Publisher& publisher, std::chrono::nanoseconds at_most = 48h) {
    const auto before = publisher.asked().back().at;
    if (!run_until_asked(publisher, publisher.asked().size() + 1, at_most)) return seconds::max();
    return std::chrono::floor<seconds>(publisher.asked().back().at - before);
  }

  [[nodiscard]] journal::Options journal_options() const { return {.path = folder_.path() / "journal.db"}; }
  /// What the ledger says of a source.
  [[nodiscard]] SourceRecord record(const std::string& id = "herald") const {
    const auto opened = journal::PollLedger::open(journal::ledger_path(journal_options()), journal::Opening::read);
    if (!opened) return {};
    const auto text = opened->ledger->find(id);
    return text ? source_record_of(*text) : SourceRecord{};
  }
  /// What the journal says of a source.
  [[nodiscard]] SourceState state(const std::string& id = "herald") const {
    const auto known = journal::sources(journal_options());
    for (const auto& source : known ? *known : std::vector<journal::KnownSource>{}) {
      if (source.id == id) return source.state;
    }
    return {};
  }
  [[nodiscard]] std::uint64_t items(const std::string& id = "herald") const { return record(id).health.items; }
  [[nodiscard]] schedule::Reason trouble(const std::string& id = "herald") const { return record(id).health.trouble; }
  /// What `tenbells sources explain` says.
  [[nodiscard]] std::string explanation(const std::string& id = "herald") const {
    const config::Examined examined = config::examine(configuration_, config::process_environment());
    for (const source::Options& source : examined.configuration.sources) {
      if (source.id != id) continue;
      const SourceView view = view_of(source, state(id), record(id));
      return source_explanation(view, time_.now(), Signs::ascii);
    }
    return {};
  }

  static constexpr seconds kPatience{60};  // of the wall clock, for a machine that is very busy

  fakes::TemporaryFolder folder_;
  std::filesystem::path configuration_;
  asio::io_context context_{1};
  fakes::VirtualTime time_;
  Names names_;
  async::CpuPool pool_{2};
  std::optional<fakes::KeptLog> log_{std::in_place};  // since the last wipe
  std::list<Publisher> publishers_;
  std::unique_ptr<Daemon> daemon_;

 private:
  void stamp() {
    for (Publisher& publisher : publishers_) publisher.stamp(time_.passed());
  }
};

}  // namespace tb::app
