// The first of a queue waits for the origin: by the sleeper for its spacing and holds, by a bell for a free place. All
// others wait for the one before them to go, so that an origin costs one running timer, however many want in.
#include "tenbells/source/origin_gate.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "tenbells/async/cancelled.hpp"

namespace tb::source {
namespace {

constexpr std::size_t kLeastSweep = 1024;
constexpr std::chrono::microseconds kLongestHold = std::chrono::years{10};  // far from where nanoseconds overflow

std::size_t next_sweep(std::size_t origins) {
  return std::max(2 * origins, kLeastSweep);
}

}  // namespace

std::string origin_of(std::string_view canonical_url) {
  const std::size_t scheme = canonical_url.find("://");
  const std::size_t host = scheme == std::string_view::npos ? 0 : scheme + 3;
  return std::string(canonical_url.substr(0, canonical_url.find_first_of("/?#", host)));
}

OriginGate::OriginGate(OriginLimits limits, const Clock& clock, async::Sleeper& sleeper)
    : limits_{.concurrent = std::max<std::size_t>(limits.concurrent, 1),
              .spacing = std::max(limits.spacing, std::chrono::milliseconds{0})},
      clock_(clock),
      sleeper_(sleeper),
      sweep_at_(kLeastSweep) {}

OriginGate::~OriginGate() {
  for (const auto& [name, origin] : origins_) {
    if (origin.inside == 0 && origin.queue.empty()) continue;
    std::fprintf(stderr, "tenbells: bug: a place at the origin \"%s\" outlives its gate\n", name.c_str());
    std::abort();
  }
}

OriginGate::Slot& OriginGate::Slot::operator=(Slot&& other) noexcept {
  if (this != &other) {
    release();
    origin_ = std::exchange(other.origin_, nullptr);
  }
  return *this;
}

void OriginGate::Slot::release() {
  if (origin_ == nullptr) return;
  --origin_->inside;
  std::exchange(origin_, nullptr)->ring_first();
}

void OriginGate::Origin::ring_first() {
  if (!queue.empty()) queue.front()->cancel();
}

bool OriginGate::Origin::is_idle(Steady now) const {
  return inside == 0 && queue.empty() && next_start <= now && held_until <= now;
}

// Origins are looked through only once they have doubled since the last time: cheap however many come and go.
OriginGate::Origin& OriginGate::origin_named(const std::string& name) {
  const auto known = origins_.find(name);
  if (known != origins_.end()) return known->second;
  if (origins_.size() >= sweep_at_) {
    const Steady now = clock_.steady_now();
    std::erase_if(origins_, [now](const auto& entry) { return entry.second.is_idle(now); });
    sweep_at_ = next_sweep(origins_.size());
  }
  return origins_[name];
}

// True when the waiter may go in, false when it has been told to stop. Every wake-up only means: look again.
asio::awaitable<bool> OriginGate::wait_for_turn(Origin& origin, asio::steady_timer& bell) {
  for (;;) {
    const bool stop = co_await async::is_cancelled();
    if (stop) co_return false;
    if (origin.queue.front() != &bell || origin.inside >= limits_.concurrent) {
      co_await bell.async_wait(asio::as_tuple(asio::use_awaitable));
      continue;
    }
    const auto wait = std::max(origin.next_start, origin.held_until) - clock_.steady_now();
    if (wait <= wait.zero()) co_return true;
    co_await sleeper_.sleep_for(wait);
  }
}

asio::awaitable<OriginGate::Slot> OriginGate::enter(std::string name) {
  const auto executor = co_await asio::this_coro::executor;
  asio::steady_timer bell(executor, asio::steady_timer::time_point::max());  // never expires: cancelled to wake
  Origin& origin = origin_named(name);
  const auto place = origin.queue.insert(origin.queue.end(), &bell);
  const bool in = co_await wait_for_turn(origin, bell);
  origin.queue.erase(place);
  Slot slot;
  if (in) {
    ++origin.inside;
    origin.next_start = clock_.steady_now() + limits_.spacing;
    slot = Slot(origin);
  }
  origin.ring_first();
  co_return slot;
}

void OriginGate::hold(const std::string& name, Moment until) {
  const Moment now = clock_.now();
  if (until <= now) return;
  const auto wait = std::min(until - now, kLongestHold);
  Origin& origin = origin_named(name);
  origin.held_until = std::max(origin.held_until, clock_.steady_now() + wait);
}

std::optional<Moment> OriginGate::held_until(const std::string& name) const {
  const auto known = origins_.find(name);
  if (known == origins_.end()) return std::nullopt;
  const auto left = known->second.held_until - clock_.steady_now();
  if (left <= left.zero()) return std::nullopt;
  return clock_.now() + std::chrono::ceil<std::chrono::microseconds>(left);
}

std::size_t OriginGate::waiting(const std::string& name) const {
  const auto known = origins_.find(name);
  return known == origins_.end() ? 0 : known->second.queue.size();
}

}  // namespace tb::source
