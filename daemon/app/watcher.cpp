// The loop decides nothing: the schedule says when, the poll says what came, the line says what was new.
#include "watcher.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "tenbells/async/cancelled.hpp"
#include "tenbells/http/url.hpp"
#include "watcher_round.hpp"

namespace tb::app {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kNetworkLook{10};
constexpr seconds kShortestTurn{1};  // whatever the schedule says: no looking without a pause

// Whoever wants the news sooner decides for all that share the requests.
bool is_more_impatient(const source::Options& a, const source::Options& b) {
  const bool a_fixed = a.schedule.pace == schedule::Pace::fixed;
  const bool b_fixed = b.schedule.pace == schedule::Pace::fixed;
  if (a_fixed != b_fixed) return a_fixed;
  return a.schedule.every < b.schedule.every;
}

schedule::Hints hints_of(const feed::PollingHints& hints) {
  return {.ttl = hints.ttl,
          .update_period = hints.update_period,
          .skip_hours = hints.skip_hours,
          .skip_days = hints.skip_days};
}

// What the publisher asks for, beside the patience that failures call for.
std::chrono::nanoseconds held_beside_back_off(const schedule::Decision& next, Moment now) {
  std::chrono::nanoseconds held{0};
  for (const schedule::Bound& bound : next.bounds) {
    if (bound.rule != schedule::Rule::back_off) held = std::max<std::chrono::nanoseconds>(held, bound.not_before - now);
  }
  return held;
}

}  // namespace

Watcher::Watcher(std::vector<source::Options> sources, Surroundings surroundings, std::size_t siblings,
                 const asio::any_io_executor& executor)
    : around_(std::move(surroundings)), siblings_(siblings), taking_(executor, 1) {
  std::ranges::stable_sort(sources, is_more_impatient);
  for (source::Options& source : sources) {
    subscriptions_.push_back(
        std::make_unique<Subscription>(std::move(source), around_.line, around_.journal, around_.clock));
  }
  random_.seed(static_cast<unsigned>(std::hash<std::string>{}(leader().options().id)));
  random_.discard(16);  // a linear generator's first numbers resemble its seed
}

Watcher::~Watcher() {
  around_.budget.drop(leader().options().id);
}

std::string Watcher::stream() const {
  return source::stream_of(leader().options(), leader().state());
}

asio::awaitable<void> Watcher::watch() {
  at_work_ = true;
  co_await live();
  at_work_ = false;
}

asio::awaitable<void> Watcher::rest(std::chrono::nanoseconds wait) {
  at_work_ = false;
  co_await around_.sleeper.sleep_for(wait);
  at_work_ = true;
}

// Who has reached nobody looks now and then whether the network is back: its turn may be an hour away. Who is pushed
// waits several turns at once, and looks at each whether it still is: whoever is not any more is polled at that turn,
// which spreads the many sources of a hub that fails.
asio::awaitable<void> Watcher::rest_until_due(schedule::Decision next) {
  const auto begun = around_.clock.steady_now();
  due_ = begun + *next.wait;
  const auto hurry_from = begun + held_beside_back_off(next, around_.clock.now());
  const bool may_hurry = is_cut_off() && next.rule == schedule::Rule::back_off;
  std::chrono::nanoseconds look = may_hurry ? kNetworkLook : std::chrono::nanoseconds::max();
  if (turn_) look = std::max<std::chrono::nanoseconds>(*turn_, kShortestTurn);
  auto now = begun;
  do {
    const std::chrono::nanoseconds left = due_ - now;
    co_await rest(std::min(left, look));
    const bool stop = co_await async::is_cancelled();
    if (stop) co_return;
    now = around_.clock.steady_now();
    if (may_hurry && now >= hurry_from && now < due_ && around_.network.is_worth_asking(begun, now)) due_ = now;
    if (turn_ && now < due_ && !is_pushed()) due_ = now;
  } while (now < due_);
}

asio::awaitable<source::OriginGate::Slot> Watcher::enter(std::string origin) {
  at_work_ = false;
  source::OriginGate::Slot place = co_await around_.origins.enter(std::move(origin));
  at_work_ = true;
  co_return place;
}

asio::awaitable<void> Watcher::live() {
  co_await recall();
  bool stop = co_await async::is_cancelled();
  if (stop) co_return;
  const double phase = chance();
  schedule::Decision next = schedule::first_poll(leader().options().schedule, around_.etiquette, standing_, siblings_,
                                                 phase, around_.clock.now());
  const bool is_parked =
      std::ranges::all_of(subscriptions_, [](const auto& each) { return !each->state().parked.empty(); });
  if (is_parked) {
    next.wait = std::nullopt;
  } else {
    co_await let_go();
  }
  note(next);
  while (next.wait) {
    co_await rest_until_due(next);
    const bool was_cut_off = is_cut_off();
    const Round round = co_await poll();
    stop = co_await async::is_cancelled();
    if (stop || round.is_stopped) co_return;
    next = plan(round);
    judge_network(was_cut_off);
    tell(round, next);
    say_removed(round);
    say_cost();
    say_ignored(next);
    if (!next.wait) co_await park(next.rule);
    note(next);
    if (std::exchange(has_moved_, false)) around_.moved();
  }
}

// What the journal remembers of the sources. Without it nothing can be polled: a forgotten baseline would ring old
// news.
asio::awaitable<void> Watcher::recall() {
  for (const auto& subscription : subscriptions_) {
    bool said = false;
    for (;;) {
      const Result<void> recalled = co_await subscription->recall();
      const bool stop = co_await async::is_cancelled();
      if (stop) co_return;
      if (recalled) break;
      if (!std::exchange(said, true)) {
        around_.log.error("the journal cannot be read; the source waits",
                          {{"source", subscription->options().id}, {"why", to_string(recalled.error())}});
      }
      co_await rest(subscription->options().schedule.every);
    }
    const SourceRecord record = around_.notes.find(subscription->options(), subscription->state());
    subscription->health = record.health;
    // Whether it is parked is the journal's to say: there a person lets it go.
    if (record.health.state == SourceHealth::State::parked) subscription->health.state = SourceHealth::State::unknown;
    if (subscription == subscriptions_.front()) {
      standing_ = record.standing;
      rhythm_ = record.rhythm;
    }
    if (!subscription->state().parked.empty()) subscription->health.state = SourceHealth::State::parked;
  }
  standing_ = schedule::rebased(standing_, around_.clock.now());
}

// One of them is to be polled: a person has let it go or listed it anew, or it came here by a redirect and found news.
// Then all are.
asio::awaitable<void> Watcher::let_go() {
  for (const auto& subscription : subscriptions_) {
    if (subscription->state().parked.empty()) continue;
    around_.log.info("the source was parked, and is polled again with another that has its address",
                     {{"source", subscription->options().id}});
    subscription->health.state = SourceHealth::State::unknown;
    co_await subscription->let_go();  // what cannot be written now is with the next commit
  }
}

bool Watcher::is_cut_off() const {
  return standing_.reason == schedule::Reason::dns || standing_.reason == schedule::Reason::connect;
}

void Watcher::judge_network(bool was_cut_off) {
  using schedule::Reason;
  Reached reached = is_cut_off() ? Reached::nobody : Reached::server;
  for (const Reason vague :
       {Reason::no_such_host, Reason::timeout, Reason::policy, Reason::journal, Reason::resources}) {
    if (standing_.reason == vague) reached = Reached::unsure;
  }
  const std::string address = source::address_of(leader().options(), leader().state());
  const std::string origin = source::origin_of(http::canonical_url(address).value_or(address));
  const Reachability::Change change = around_.network.note(origin, reached, !was_cut_off, around_.clock.steady_now());
  if (change == Reachability::Change::away) {
    around_.log.warning("no source can be reached any more: the network seems to be away");
  } else if (change == Reachability::Change::back) {
    around_.log.info("the network is back: sources that could not be reached are polled now");
  }
}

schedule::Decision Watcher::plan(const Round& round) {
  const Moment now = around_.clock.now();
  const source::Options& options = leader().options();
  const TakenIn& first = round.taken.front();
  learn(round);
  look_for_push(round);
  schedule::LastPoll last;
  last.reason = first.end.reason;
  last.retry_after = round.polled.retry_after;
  last.fresh_for = round.polled.freshness.fresh_for;
  last.stale_if_error = round.polled.freshness.stale_if_error;
  if (first.end.flaws) last.hints = hints_of(first.channel.polling);
  last.has_validators = !leader().state().etag.empty() || !leader().state().last_modified.empty();
  last.overflowed = first.end.overflowed;
  standing_ = schedule::after(standing_, last, around_.etiquette, now);

  std::optional<seconds> rhythm_wait;
  if (is_learned()) {
    // A single 404 changes nothing.
    const bool works = standing_.failures_in_a_row == 0 ||
                       (last.reason == schedule::Reason::missing && standing_.missing_in_a_row == 1);
    const seconds promised = std::max({last.fresh_for.value_or(seconds{0}), standing_.hints.ttl.value_or(seconds{0}),
                                       standing_.hints.update_period.value_or(seconds{0})});
    const schedule::Reach reach = schedule::reach(options.schedule, promised);
    if (works) {
      around_.budget.put(options.id,
                         {.rate = schedule::mean_rate(rhythm_), .every = options.schedule.every, .reach = reach});
      const double price = around_.budget.price(around_.clock.steady_now());
      rhythm_wait = schedule::wait_for(rhythm_, reach, price, now);
    } else {
      around_.budget.drop(options.id);
    }
  }
  const auto decide = [&, chance = chance()](bool has_push) {
    return schedule::decide(options.schedule, around_.etiquette, standing_, rhythm_wait, has_push, now, chance);
  };
  const bool has_push = is_pushed();
  turn_ = has_push ? decide(false).wait : std::nullopt;
  return decide(has_push);
}

bool Watcher::is_pushed() const {
  return around_.push != nullptr && around_.push->is_pushing(leader().options().id);
}

void Watcher::learn(const Round& round) {
  const TakenIn& first = round.taken.front();
  if (first.end.error) return;
  const Moment now = around_.clock.now();
  if (first.end.baseline || standing_.last_success_at == Moment{}) {
    rhythm_ = schedule::learn(rhythm_, schedule::history(first.published, now));
    return;
  }
  std::vector<Moment> published = std::exchange(pushed_, {});
  published.insert(published.end(), first.published.begin(), first.published.end());
  rhythm_ = schedule::learn(rhythm_, {.from = standing_.last_success_at,
                                      .to = now,
                                      .new_items = first.end.fresh + std::exchange(pushed_items_, 0),
                                      .published = published});
}

asio::awaitable<void> Watcher::park(schedule::Rule why) {
  around_.budget.drop(leader().options().id);
  if (around_.push != nullptr) around_.push->forget(leader().options().id);
  for (const auto& subscription : subscriptions_) {
    subscription->health.state = SourceHealth::State::parked;
    const Result<void> parked = co_await subscription->park(to_string(why));
    if (parked) continue;
    around_.log.error("that the source is parked could not be stored: it is asked once more after a restart",
                      {{"source", subscription->options().id}, {"why", to_string(parked.error())}});
  }
}

void Watcher::note(const schedule::Decision& next) {
  const Moment now = around_.clock.now();
  standing_.due = next.wait ? now + std::chrono::ceil<std::chrono::microseconds>(*next.wait) : Moment{};
  standing_.due_by = next.rule;
  for (const auto& subscription : subscriptions_) {
    around_.notes.put(subscription->options(), subscription->state(),
                      {.health = subscription->health,
                       .standing = standing_,
                       .bounds = next.bounds,
                       .ignored = next.ignored,
                       .rhythm = rhythm_});
  }
}

}  // namespace tb::app
