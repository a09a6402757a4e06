// OriginGate: the queue before each publisher's door. Whatever several sources of one origin want, the origin sees few
// requests at once, one start at a time, and none while it has asked us to stay away.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "tenbells/async/sleeper.hpp"
#include "tenbells/core/clock.hpp"
#include "tenbells/source/options.hpp"

namespace tb::source {

namespace asio = boost::asio;

/// Scheme, host and port of a canonical URL (http::canonical_url): "https://news.example:8443".
/// Threads: pure.
[[nodiscard]] std::string origin_of(std::string_view canonical_url);

/// Lives on one single-threaded executor, one for the whole daemon. Outlives its slots and everybody who waits.
/// Waits are measured by the steady clock: a wall clock that jumps neither hurries nor stalls anybody.
/// An origin costs memory only while somebody waits or is inside, or its spacing or a hold still runs.
class OriginGate final {
  struct Origin;

 public:
  /// @param limits  `concurrent` counts as at least 1, a negative `spacing` as none
  /// @param clock, sleeper  outlive the gate
  OriginGate(OriginLimits limits, const Clock& clock, async::Sleeper& sleeper);
  ~OriginGate();
  OriginGate(const OriginGate&) = delete;
  OriginGate& operator=(const OriginGate&) = delete;

  /// A place at an origin, given back when it is destroyed.
  class [[nodiscard]] Slot final {
   public:
    Slot() = default;
    explicit Slot(Origin& origin) : origin_(&origin) {}
    Slot(Slot&& other) noexcept : origin_(other.origin_) { other.origin_ = nullptr; }
    Slot& operator=(Slot&& other) noexcept;
    ~Slot() { release(); }
    /// False if the wait was cancelled.
    [[nodiscard]] bool held() const { return origin_ != nullptr; }
    void release();

   private:
    Origin* origin_ = nullptr;
  };

  /// Waits, first come first served, until the origin has a free place, OriginLimits::spacing has passed since the last
  /// start there and no hold is on it. The slot is not held if the coroutine was cancelled.
  asio::awaitable<Slot> enter(std::string origin);

  /// Nobody enters before that moment of the wall clock as it goes now (Retry-After of a 429 or 503). Of several holds
  /// the one that ends last counts; a moment in the past changes nothing. Who is inside stays. At most ten years count.
  void hold(const std::string& origin, Moment until);

  /// When the hold on an origin ends, by the wall clock as it goes now; nothing if there is none.
  [[nodiscard]] std::optional<Moment> held_until(const std::string& origin) const;

  /// How many wait to enter an origin.
  [[nodiscard]] std::size_t waiting(const std::string& origin) const;

  /// Origins remembered.
  [[nodiscard]] std::size_t size() const { return origins_.size(); }

 private:
  using Steady = std::chrono::steady_clock::time_point;

  struct Origin {
    std::size_t inside = 0;
    Steady next_start;                     // by the spacing
    Steady held_until;                     // by a hold
    std::list<asio::steady_timer*> queue;  // each waiter's own bell, in the order of their coming

    void ring_first();
    [[nodiscard]] bool is_idle(Steady now) const;
  };

  Origin& origin_named(const std::string& name);
  asio::awaitable<bool> wait_for_turn(Origin& origin, asio::steady_timer& bell);

  OriginLimits limits_;
  const Clock& clock_;
  async::Sleeper& sleeper_;
  std::unordered_map<std::string, Origin> origins_;  // one that is not idle is never erased: references to it are kept
  std::size_t sweep_at_;                             // how many there may be before the idle ones are forgotten
};

}  // namespace tb::source
