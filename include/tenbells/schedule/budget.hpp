// Budget: what all polls together may cost, and what a poll must therefore be worth. The step from many rhythms to each
// source's next wait.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <unordered_map>

#include "tenbells/core/clock.hpp"
#include "tenbells/schedule/options.hpp"
#include "tenbells/schedule/rhythm.hpp"

namespace tb::schedule {

/// Between what a source's wait lies.
struct Reach {
  std::chrono::seconds fastest{30};  ///< the owner's; the publisher's own (max-age, ttl) if that is longer
  std::chrono::seconds slowest{1200};

  friend bool operator==(const Reach&, const Reach&) = default;
};

/// A source's reach: from `fastest` to a few times `every`. The bound above is what keeps the slowest sources' delay in
/// hand, and finds out when a silent one wakes up.
/// @param promised  how long the publisher's answers are good for (max-age, ttl …), 0 s: not promised; counts as a day
///                  at most, as what binds a poll is decide's to say
[[nodiscard]] Reach reach(const Options& options, std::chrono::seconds promised = std::chrono::seconds{0});

/// When to poll next: when the delay that items are expected to have gathered by then is worth a request.
///
/// With a constant rate this is nearly the wait √(2·price/rate), so that requests go with the square root of the rate
/// (Cho & Garcia-Molina 2003; Sia, Cho & Cho 2007; Azar et al. 2018); a delay d counts as d + d²/2p, where p is a fifth
/// of the slowest wait, so that nobody's delay grows without end. It looks ahead over the rhythm's coming hours:
/// through a quiet night to the morning, and less far while one item announces others.
/// @param price  item-hours of delay that a request is worth: Budget::price
/// @return       within `reach`
/// Threads: pure.
[[nodiscard]] std::chrono::seconds wait_for(const Rhythm& rhythm, const Reach& reach, double price, Moment now);

/// What a source asks of the budget.
struct Demand {
  double rate = 0;                  ///< items an hour in the long run: mean_rate
  std::chrono::seconds every{300};  ///< what it brings into the budget: one request each
  Reach reach;

  friend bool operator==(const Demand&, const Demand&) = default;
};

/// Finds the price at which all requests together are as many as if each source were polled once each `every`.
///
/// The price follows from the long-run rates, and is corrected by what is really spent: over days the number of
/// requests is the budget's, while within a day they may go where the news is.
/// Threads: lives on one. Time: put, drop
/// and count_request are constant; price looks at all sources every half minute.
class Budget {
 public:
  using Steady = std::chrono::steady_clock::time_point;

  /// A source joins, or its demand has changed: after each poll, say.
  void put(const std::string& id, const Demand& demand);
  /// It is no longer polled by its rhythm (removed, failing, parked, fixed): neither brings nor takes any more.
  void drop(const std::string& id);
  /// A request to a source of the budget has started.
  void count_request();
  /// Item-hours of delay that a request is worth; > 0.
  [[nodiscard]] double price(Steady now);
  /// Requests a second that the sources bring in together.
  [[nodiscard]] double requests_per_second() const;

 private:
  void settle(double seconds, double per_second);

  std::unordered_map<std::string, Demand> demands_;
  double planned_ = 1e-3;  // the price at which the long-run rates would spend the budget
  double price_ = 1e-3;    // the same, corrected
  double overspent_ = 0;   // seconds of the budget; negative: left
  double correction_ = 0;  // of half log(price_), learned from what overspending remains
  double counted_ = 0;     // requests since settled_
  Steady settled_{};
  bool is_planned_ = false;
};

}  // namespace tb::schedule
