// The real schedule under a clock of the replay's own: events in order of time, one poll each.
#include <algorithm>
#include <cmath>
#include <queue>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include "replay.hpp"
#include "tenbells/schedule/budget.hpp"
#include "tenbells/schedule/next_poll.hpp"
#include "tenbells/schedule/rhythm.hpp"

namespace tb::bench {
namespace {

using namespace std::chrono_literals;

constexpr Moment kStart = std::chrono::sys_days{std::chrono::January / 5 / 2026};  // a Monday
constexpr Seconds kSpacing = 1;                                                    // of one origin's polls
constexpr std::size_t kShown = 20;                                                 // items in a document

Moment moment_of(Seconds at) {
  return kStart + std::chrono::microseconds{std::llround(at * 1e6)};
}

struct Event {
  Seconds at;
  std::size_t source;
  bool operator>(const Event& other) const { return at > other.at; }
};

struct Source {
  std::string id;
  schedule::Rhythm rhythm;
  schedule::Standing standing;
  std::size_t seen = 0;  // items
  Seconds polled = -1;
  Seconds promised_until = -1;
};

class Replay {
 public:
  Replay(const std::vector<Trace>& traces, const Pace& pace) : traces_(traces), pace_(pace), sources_(traces.size()) {
    options_.every = pace.every;
    options_.fastest = pace.fastest;
  }

  Replayed run();

 private:
  void start();
  bool postpone(const Event& event);
  void poll(const Event& event);
  void take_new(const Trace& trace, Source& source, Seconds at);
  void plan(const Trace& trace, Source& source, std::size_t number, Seconds at);
  double chance() { return std::uniform_real_distribution<double>{0, 1}(random_); }

  const std::vector<Trace>& traces_;
  Pace pace_;
  schedule::Options options_;
  schedule::Etiquette etiquette_;
  schedule::Budget budget_;
  std::vector<Source> sources_;
  std::unordered_map<std::size_t, Seconds> started_;  // by origin: the last poll's start
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events_;
  std::vector<Moment> published_;
  std::mt19937_64 random_{5};
  Replayed replayed_;
};

void Replay::start() {
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    sources_[i].id = std::to_string(i);
    budget_.put(sources_[i].id, {.rate = schedule::mean_rate({}), .every = pace_.every, .reach = reach(options_)});
    const auto first = first_poll(options_, etiquette_, {}, sources_.size(), chance(), kStart);
    events_.push({std::chrono::duration<double>(*first.wait).count(), i});
  }
}

// As the daemon does: one start a second and origin, later ones wait their turn.
bool Replay::postpone(const Event& event) {
  const std::size_t origin = traces_[event.source].origin;
  const auto [last, is_first] = started_.try_emplace(origin, event.at);
  if (!is_first && event.at < last->second + kSpacing) {
    events_.push({last->second + kSpacing, event.source});
    ++replayed_.postponed;
    return true;
  }
  last->second = event.at;
  return false;
}

void Replay::take_new(const Trace& trace, Source& source, Seconds at) {
  const std::size_t before = source.seen;
  while (source.seen < trace.items.size() && trace.items[source.seen] <= at) ++source.seen;
  published_.clear();
  if (source.polled < 0) {
    const std::size_t shown = std::min(source.seen, kShown);
    for (std::size_t i = source.seen - shown; i < source.seen; ++i) published_.push_back(moment_of(trace.items[i]));
    if (!trace.is_dated) published_.clear();
    source.rhythm = learn(source.rhythm, schedule::history(published_, moment_of(at)));
    source.rhythm.until = moment_of(at);
  }
  for (std::size_t i = before; i < source.seen; ++i) {
    const Seconds item = trace.items[i];
    if (item < 0 || item >= pace_.weeks * kWeek) continue;
    Span& span = item < kWeek ? replayed_.warm_up : replayed_.measured;
    span.delays.add(at - item);
    if (trace.limit() == 0s) span.free_delays.add(at - item);
    if (trace.is_dated && source.polled >= 0) published_.push_back(moment_of(item));
  }
  if (source.polled < 0) return;
  source.rhythm = learn(source.rhythm, {.from = moment_of(source.polled),
                                        .to = moment_of(at),
                                        .new_items = source.seen - before,
                                        .published = published_});
}

void Replay::plan(const Trace& trace, Source& source, std::size_t number, Seconds at) {
  const Moment now = moment_of(at);
  const auto steady = schedule::Budget::Steady{std::chrono::nanoseconds{std::llround(at * 1e9)}};
  schedule::LastPoll last{.has_validators = true};
  if (trace.max_age > 0s) last.fresh_for = trace.max_age;
  last.hints = schedule::Hints{};
  if (trace.ttl > 0s) last.hints->ttl = trace.ttl;
  source.standing = after(source.standing, last, etiquette_, now);

  const schedule::Reach within = reach(options_, trace.limit());
  budget_.put(source.id, {.rate = mean_rate(source.rhythm), .every = pace_.every, .reach = within});
  const std::chrono::seconds wait = wait_for(source.rhythm, within, budget_.price(steady), now);
  const schedule::Decision decision = decide(options_, etiquette_, source.standing, wait, false, now, chance());
  const Seconds waits = std::chrono::duration<double>(*decision.wait).count();
  replayed_.shortest_wait = std::min(replayed_.shortest_wait, waits);
  source.polled = at;
  source.promised_until = at + static_cast<Seconds>(trace.limit().count());
  events_.push({at + waits, number});
}

void Replay::poll(const Event& event) {
  const Trace& trace = traces_[event.source];
  Source& source = sources_[event.source];
  if (source.polled >= 0 && event.at < source.promised_until) ++replayed_.too_early;
  if (event.at < pace_.weeks * kWeek) {
    ++(event.at < kWeek ? replayed_.warm_up : replayed_.measured).requests;
  }
  budget_.count_request();
  take_new(trace, source, event.at);
  plan(trace, source, event.source, event.at);
}

Replayed Replay::run() {
  const Seconds end = pace_.weeks * kWeek;
  start();
  std::unordered_map<std::size_t, Seconds> before;  // the judge's own book
  // Beyond the end, until the last item is seen.
  for (Event event = events_.top(); event.at < end + kDay / 4; event = events_.top()) {
    events_.pop();
    if (postpone(event)) continue;
    const auto [last, is_first] = before.try_emplace(traces_[event.source].origin, event.at);
    if (!is_first && event.at - last->second < kSpacing - 1e-6) ++replayed_.too_close;
    last->second = event.at;
    poll(event);
  }
  replayed_.budget = budget_.requests_per_second() * (end - kWeek);
  return replayed_;
}

}  // namespace

Replayed replay_learned(const std::vector<Trace>& traces, const Pace& pace) {
  return Replay(traces, pace).run();
}

}  // namespace tb::bench
