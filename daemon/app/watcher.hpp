// Watcher: the life of one stream of requests, poll after poll. It never polls again before what the last poll brought
// is durable: that is all the back-pressure there is.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "intake_line.hpp"
#include "reachability.hpp"
#include "source_notes.hpp"
#include "subscription.hpp"
#include "tenbells/async/gate.hpp"
#include "tenbells/async/sleeper.hpp"
#include "tenbells/http/client.hpp"
#include "tenbells/schedule/budget.hpp"
#include "tenbells/schedule/next_poll.hpp"
#include "tenbells/schedule/rhythm.hpp"
#include "tenbells/source/options.hpp"
#include "tenbells/source/origin_gate.hpp"
#include "tenbells/source/poll.hpp"
#include "tenbells/source/robots.hpp"
#include "tenbells/source/websub.hpp"

namespace tb::app {

/// Lives on the I/O thread. watch() is spawned by the owner, who destroys the watcher only after it has ended.
class Watcher final {
 public:
  /// Everything outlives the watcher.
  struct Surroundings {
    http::Fetcher& client;
    IntakeLine& line;
    journal::Journal& journal;
    SourceNotes& notes;
    schedule::Budget& budget;
    source::OriginGate& origins;
    source::RobotsMemory& robots;
    async::Turnstile& turnstile;  ///< how many exchanges and documents are under way at once
    Reachability& network;
    source::Subscriber* push;  ///< nothing: WebSub is off
    async::Sleeper& sleeper;
    const Clock& clock;
    Log& log;
    schedule::Etiquette etiquette;
    int moves_before_adoption = 3;
    std::function<void()> moved;  ///< called when an address was adopted: two streams may have become one
  };

  /// @param sources   with one address, at least one: all are fed by the same requests
  /// @param siblings  how many streams start with this one
  Watcher(std::vector<source::Options> sources, Surroundings surroundings, std::size_t siblings,
          const asio::any_io_executor& executor);
  ~Watcher();
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  /// Until it is cancelled or the source is parked.
  asio::awaitable<void> watch();

  /// Takes in what a hub has pushed: news alone, not the whole of the feed.
  asio::awaitable<void> take_delivery(Document document);

  [[nodiscard]] const std::vector<std::unique_ptr<Subscription>>& subscriptions() const { return subscriptions_; }
  /// Whether it is at work: neither asleep until it is due nor waiting for its turn.
  [[nodiscard]] bool is_at_work() const { return at_work_; }
  /// What makes two watchers one: source::stream_of. Secret.
  [[nodiscard]] std::string stream() const;

 private:
  struct Round;

  asio::awaitable<void> live();
  asio::awaitable<void> recall();
  asio::awaitable<void> let_go();
  asio::awaitable<void> rest(std::chrono::nanoseconds wait);
  asio::awaitable<void> rest_until_due(schedule::Decision next);
  asio::awaitable<source::OriginGate::Slot> enter(std::string origin);
  asio::awaitable<Result<void>> ask_robots(http::Request request);
  asio::awaitable<Round> poll();
  asio::awaitable<void> feed(Round& round, const http::Request& request, const Result<http::Response>& response);
  asio::awaitable<void> fill_gap(Round& round);
  asio::awaitable<std::optional<http::Response>> fetch_page(std::string page);
  asio::awaitable<void> park(schedule::Rule why);
  schedule::Decision plan(const Round& round);
  void learn(const Round& round);
  void look_for_push(const Round& round);
  void judge_network(bool was_cut_off);
  void hold_origin(const source::Polled& polled, const std::string& asked);
  void tell(const Round& round, const schedule::Decision& next);
  void say_cost();
  void say_ignored(const schedule::Decision& next);
  void say_removed(const Round& round) const;
  void note(const schedule::Decision& next);
  [[nodiscard]] const Subscription& leader() const { return *subscriptions_.front(); }
  [[nodiscard]] SourceState common_state() const;
  [[nodiscard]] static std::string origin_asked(const http::Request& request);
  [[nodiscard]] bool is_cut_off() const;
  [[nodiscard]] bool is_pushed() const;
  [[nodiscard]] double chance() { return std::uniform_real_distribution<double>(0, 1)(random_); }
  [[nodiscard]] bool is_learned() const { return leader().options().schedule.pace == schedule::Pace::learned; }

  Surroundings around_;
  std::size_t siblings_;
  std::vector<std::unique_ptr<Subscription>> subscriptions_;  // the most impatient first: it leads
  schedule::Standing standing_;
  schedule::Rhythm rhythm_;
  std::minstd_rand random_;  // seeded by the leader's id: its place in the rhythm survives a restart
  std::chrono::steady_clock::time_point due_{};
  std::optional<std::chrono::nanoseconds> turn_;  // of who is pushed: how long it would wait if it were not
  async::Turnstile taking_;                       // a poll's documents and pushed ones are taken in one after the other
  std::size_t pushed_items_ = 0;                  // since the last poll…
  std::vector<Moment> pushed_;                    // …and when they were published
  bool at_work_ = false;
  bool has_said_cost_ = false;
  bool has_said_ignored_ = false;
  bool has_moved_ = false;  // an address was adopted by the last poll
};

}  // namespace tb::app
