// Two sorted rows instead of all pairs: a text of one word a thousand times has a million pairs.
#include "spans.hpp"

#include <algorithm>
#include <utility>

namespace tb::rules {
namespace {

/// Two that touch no word, between the same two words: nothing is near itself.
bool is_same_place(Span one, Span other) {
  return one == other && one.first == one.last;
}

/// A row of spans, seen from its beginnings and from its ends.
class Row {
 public:
  explicit Row(std::span<const Span> spans) : spans_(spans), by_last_(spans.size()) {
    for (std::uint32_t i = 0; i < spans.size(); ++i) by_last_[i] = i;
    std::ranges::stable_sort(by_last_, {}, [&](std::uint32_t i) { return std::pair(spans_[i].last, spans_[i].first); });
  }

  /// Calls back with the nearest that begin at the end of a span or behind it, within the distance: all equal ones.
  template <class Callback>
  void behind(Span span, std::uint32_t distance, Callback callback) const {
    const std::uint32_t at = span.last;
    auto next = std::ranges::lower_bound(spans_, at, {}, &Span::first);
    while (next != spans_.end() && is_same_place(*next, span)) ++next;
    if (next == spans_.end() || next->first - at > distance) return;
    const Span& nearest = *next;
    for (; next != spans_.end() && next->first == nearest.first && next->last == nearest.last; ++next) {
      callback(static_cast<std::uint32_t>(next - spans_.begin()));
    }
  }

  /// The same of those that end at its beginning or before.
  template <class Callback>
  void before(Span span, std::uint32_t distance, Callback callback) const {
    const std::uint32_t at = span.first;
    auto after = std::ranges::upper_bound(by_last_, at, {}, [&](std::uint32_t i) { return spans_[i].last; });
    while (after != by_last_.begin() && is_same_place(spans_[*std::prev(after)], span)) --after;
    if (after == by_last_.begin()) return;
    const Span& nearest = spans_[*std::prev(after)];
    if (at - nearest.last > distance) return;
    while (after != by_last_.begin()) {
      --after;
      if (spans_[*after].first != nearest.first || spans_[*after].last != nearest.last) return;
      callback(*after);
    }
  }

 private:
  std::span<const Span> spans_;
  std::vector<std::uint32_t> by_last_;
};

/// Whether a span of `others` begins behind one of `ones`, within the distance.
bool any_behind(std::span<const Span> ones, std::span<const Span> others, std::uint32_t distance) {
  return std::ranges::any_of(ones, [&](const Span& one) {
    auto next = std::ranges::lower_bound(others, one.last, {}, &Span::first);
    while (next != others.end() && is_same_place(*next, one)) ++next;
    return next != others.end() && next->first - one.last <= distance;
  });
}

}  // namespace

bool any_near(std::span<const Span> ones, std::span<const Span> others, std::uint32_t distance, Order order) {
  return any_behind(ones, others, distance) || (order == Order::either && any_behind(others, ones, distance));
}

std::vector<NearPair> near_pairs(std::span<const Span> ones, std::span<const Span> others, std::uint32_t distance,
                                 Order order) {
  std::vector<NearPair> pairs;
  if (ones.empty() || others.empty()) return pairs;
  const Row one_row(ones);
  const Row other_row(others);
  for (std::uint32_t i = 0; i < ones.size(); ++i) {
    const auto add = [&](std::uint32_t j) { pairs.push_back({.one = i, .other = j}); };
    other_row.behind(ones[i], distance, add);
    if (order == Order::either) other_row.before(ones[i], distance, add);
  }
  for (std::uint32_t j = 0; j < others.size(); ++j) {
    const auto add = [&](std::uint32_t i) { pairs.push_back({.one = i, .other = j}); };
    one_row.before(others[j], distance, add);
    if (order == Order::either) one_row.behind(others[j], distance, add);
  }
  std::ranges::sort(pairs);
  pairs.erase(std::ranges::unique(pairs).begin(), pairs.end());
  return pairs;
}

std::size_t count_apart(std::vector<Span> spans) {
  std::ranges::sort(spans, {}, [](const Span& s) { return std::pair(s.last, s.first); });
  std::size_t count = 0;
  std::uint32_t end = 0;
  for (const Span& span : spans) {
    if (count > 0 && span.first < end) continue;
    ++count;
    end = span.last;
  }
  return count;
}

}  // namespace tb::rules
