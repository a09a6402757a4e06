// Rhythm: when a source is likely to publish, learned from what its polls have brought: how much, at which hours and on
// which days, and how far one item announces the next. Plain numbers that outlive a restart, and pure functions on
// them.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <span>

#include "tenbells/core/clock.hpp"

namespace tb::schedule {

/// Items that were seen in a time that was watched; both fade, so that a rhythm follows its source.
struct Watched {
  double items = 0;
  double hours = 0;

  friend bool operator==(const Watched&, const Watched&) = default;
};

/// How one item announces others, on one time scale.
struct Excitement {
  double recent = 0;     ///< items lately, each fading with the scale, as of Rhythm::until
  double announced = 0;  ///< items that others announced on this scale; fading like `seen`

  friend bool operator==(const Excitement&, const Excitement&) = default;
};

/// What is known of one source. A default one knows nothing and expects a few items a day, evenly.
///
/// The rate is level × hour of day × day of week, all in UTC, plus excitement: a self-exciting process (Hawkes 1971) in
/// which each item is split by likelihood into what was to be expected and what others announced (Veen & Schoenberg
/// 2008). Hours and days with few observations are drawn towards the source's mean.
struct Rhythm {
  Watched level;                     ///< items that no other announced; hours weighted by the profile
  std::array<Watched, 24> hours;     ///< the same by hour of day
  std::array<Watched, 7> days;       ///< the same by day of week, from Monday
  std::array<Excitement, 3> bursts;  ///< within 5 minutes, 40 minutes, 5 hours
  double seen = 0;                   ///< items of all kinds, fading: what `announced` is a share of
  Moment until{};                    ///< what is after this has not been learned; 1970: nothing has

  friend bool operator==(const Rhythm&, const Rhythm&) = default;
};

/// What one poll found. Moments are the wall clock's and may be odd in any way: what is not credible is not learned.
struct Observation {
  Moment from;                ///< of the previous poll; 1970: there was none, nothing is learned (see history())
  Moment to;                  ///< of this poll
  std::size_t new_items = 0;  ///< that the poll before did not see
  std::span<const Moment> published;  ///< of the new items, where known, in any order. Items published outside of
                                      ///< (from, to], and those without a date, count as spread over the window
};

/// The rhythm after that poll. Of a window longer than eight weeks only the last eight are learned. What lies before
/// `rhythm.until` is not learned twice; a poll before it means that the clock was set back, and time counts anew from
/// there. Polls in years no clock should show (before 1970, after 2261) teach nothing. Never NaN, infinite or negative.
/// Time: linear in the items, up to 1,000 of them, and in the hours of the window, up to eight weeks.
/// Threads: pure, as are all functions here.
[[nodiscard]] Rhythm learn(Rhythm rhythm, const Observation& observation);

/// What the very first document tells, which lists news of before: a window from its oldest item to now.
/// @param published  of all its items, as far as known, in any order; must outlive the result
[[nodiscard]] Observation history(std::span<const Moment> published, Moment now);

/// Items an hour at that moment if nothing more is seen until then; always > 0.
[[nodiscard]] double rate_at(const Rhythm& rhythm, Moment moment);

/// Items an hour in the long run; always > 0.
[[nodiscard]] double mean_rate(const Rhythm& rhythm);

/// How many items are to be expected in [from, to] if nothing more is seen; 0 if `to` is before `from`.
[[nodiscard]] double expected(const Rhythm& rhythm, Moment from, Moment to);

/// Whether a source has been silent far beyond its own rhythm: since its last item so much was to be expected that
/// silence had a probability below 1 in 10,000 (allowing for how little is known of it), and at least a day.
/// @param last_item  when the newest was seen; false for 1970, as nothing ever came
[[nodiscard]] bool is_stale(const Rhythm& rhythm, Moment last_item, Moment now);

/// How many numbers a rhythm is kept as.
inline constexpr std::size_t kRhythmNumbers = 2 + 24 * 2 + 7 * 2 + 3 * 2 + 2;

/// A rhythm as numbers, for whoever keeps it, and back. Numbers of another count, or impossible ones, are a default
/// rhythm: it is learned again, nothing of necessity is in it.
[[nodiscard]] std::array<double, kRhythmNumbers> to_numbers(const Rhythm& rhythm);
[[nodiscard]] Rhythm rhythm_of(std::span<const double> numbers);

/// The profile that people are shown: the rate of each hour of the day relative to the source's mean; their mean is 1.
[[nodiscard]] std::array<double, 24> hours_of_day(const Rhythm& rhythm);
/// Likewise of the days of the week, from Monday.
[[nodiscard]] std::array<double, 7> days_of_week(const Rhythm& rhythm);

}  // namespace tb::schedule
