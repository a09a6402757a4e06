// Which spans stand near one another, and how many stand apart: two sorted rows must answer what all pairs do.
#include "rules/spans.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <ostream>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace tb::rules {

void PrintTo(const Span& span, std::ostream* out) {
  *out << span.first << ".." << span.last;
}

void PrintTo(const NearPair& pair, std::ostream* out) {
  *out << pair.one << '-' << pair.other;
}

namespace {

using Spans = std::vector<Span>;

struct Random {
  std::mt19937 engine;

  std::uint32_t below(std::uint32_t end) { return std::uniform_int_distribution<std::uint32_t>(0, end - 1)(engine); }

  /// Sorted, each once; some without words.
  Spans spans(std::uint32_t most, std::uint32_t words) {
    Spans all;
    for (std::uint32_t i = below(most + 1); i > 0; --i) {
      const std::uint32_t first = below(words);
      all.push_back({.first = first, .last = first + below(4)});
    }
    std::ranges::sort(all);
    all.erase(std::ranges::unique(all).begin(), all.end());
    return all;
  }
};

bool is_behind(Span one, Span other, std::uint32_t distance) {
  const bool is_same_place = one == other && one.first == one.last;
  return !is_same_place && other.first >= one.last && other.first - one.last <= distance;
}

/// The nearest behind a span: fewest words between, then the shorter.
std::vector<std::uint32_t> nearest_behind(Span span, const Spans& row, std::uint32_t distance) {
  std::vector<std::uint32_t> best;
  const auto rank = [&](std::uint32_t i) { return std::pair(row[i].first - span.last, row[i].last); };
  for (std::uint32_t i = 0; i < row.size(); ++i) {
    if (!is_behind(span, row[i], distance)) continue;
    if (!best.empty() && rank(best[0]) < rank(i)) continue;
    if (!best.empty() && rank(i) < rank(best[0])) best.clear();
    best.push_back(i);
  }
  return best;
}

std::vector<std::uint32_t> nearest_before(Span span, const Spans& row, std::uint32_t distance) {
  std::vector<std::uint32_t> best;
  const auto rank = [&](std::uint32_t i) {
    return std::pair(span.first - row[i].last, std::numeric_limits<std::uint32_t>::max() - row[i].first);
  };
  for (std::uint32_t i = 0; i < row.size(); ++i) {
    if (!is_behind(row[i], span, distance)) continue;
    if (!best.empty() && rank(best[0]) < rank(i)) continue;
    if (!best.empty() && rank(i) < rank(best[0])) best.clear();
    best.push_back(i);
  }
  return best;
}

std::vector<NearPair> all_pairs(const Spans& ones, const Spans& others, std::uint32_t distance, Order order) {
  std::vector<NearPair> pairs;
  for (std::uint32_t i = 0; i < ones.size(); ++i) {
    for (const std::uint32_t j : nearest_behind(ones[i], others, distance)) pairs.push_back({.one = i, .other = j});
    if (order != Order::either) continue;
    for (const std::uint32_t j : nearest_before(ones[i], others, distance)) pairs.push_back({.one = i, .other = j});
  }
  for (std::uint32_t j = 0; j < others.size(); ++j) {
    for (const std::uint32_t i : nearest_before(others[j], ones, distance)) pairs.push_back({.one = i, .other = j});
    if (order != Order::either) continue;
    for (const std::uint32_t i : nearest_behind(others[j], ones, distance)) pairs.push_back({.one = i, .other = j});
  }
  std::ranges::sort(pairs);
  pairs.erase(std::ranges::unique(pairs).begin(), pairs.end());
  return pairs;
}

TEST(NearPairs, AreThoseOfLookingAtAllPairs) {
  Random random{.engine = std::mt19937(99)};
  for (int i = 0; i < 20'000; ++i) {
    const std::uint32_t words = 1 + random.below(40);
    const Spans ones = random.spans(14, words);
    const Spans others = random.below(4) == 0 ? ones : random.spans(14, words);
    const std::uint32_t distance = random.below(8);
    const Order order = random.below(2) == 0 ? Order::either : Order::first_before_second;
    SCOPED_TRACE(testing::PrintToString(ones) + " " + testing::PrintToString(others) + " within " +
                 std::to_string(distance) + (order == Order::either ? "" : ", in order"));
    const std::vector<NearPair> pairs = near_pairs(ones, others, distance, order);
    ASSERT_EQ(pairs, all_pairs(ones, others, distance, order));
    ASSERT_EQ(any_near(ones, others, distance, order), !pairs.empty());
  }
}

TEST(NearPairs, AtTheEndOfTheNumbers) {
  constexpr std::uint32_t kEnd = std::numeric_limits<std::uint32_t>::max();
  const Spans ones{{.first = 0, .last = 1}};
  const Spans others{{.first = kEnd - 1, .last = kEnd}};
  EXPECT_TRUE(any_near(ones, others, kEnd - 1, Order::either));
  EXPECT_FALSE(any_near(others, ones, kEnd - 1, Order::first_before_second));
  EXPECT_EQ(near_pairs(others, ones, kEnd - 1, Order::either).size(), 1U);
}

TEST(NearPairs, AreFewOfManySpans) {
  Spans spans;
  for (std::uint32_t i = 0; i < 100'000; ++i) spans.push_back({.first = i, .last = i + 1});
  EXPECT_LE(near_pairs(spans, spans, 1000, Order::either).size(), 4 * spans.size());
}

/// The most of these that share no word, by trying each.
std::size_t most_apart(const Spans& spans) {
  std::size_t most = 0;
  for (std::uint32_t chosen = 0; chosen < 1U << spans.size(); ++chosen) {
    bool are_apart = true;
    std::size_t count = 0;
    for (std::size_t i = 0; i < spans.size() && are_apart; ++i) {
      if ((chosen >> i & 1U) == 0) continue;
      ++count;
      for (std::size_t k = 0; k < i; ++k) {
        if ((chosen >> k & 1U) == 0) continue;
        are_apart = are_apart && (spans[i].first >= spans[k].last || spans[k].first >= spans[i].last);
      }
    }
    if (are_apart) most = std::max(most, count);
  }
  return most;
}

TEST(CountApart, IsTheMostThatShareNoWord) {
  Random random{.engine = std::mt19937(7)};
  for (int i = 0; i < 3'000; ++i) {
    Spans spans = random.spans(8, 12);
    std::erase_if(spans, [](Span span) { return span.first == span.last; });
    SCOPED_TRACE(testing::PrintToString(spans));
    std::ranges::shuffle(spans, random.engine);
    ASSERT_EQ(count_apart(spans), most_apart(spans));
  }
}

TEST(CountApart, OfNoneIsZero) {
  EXPECT_EQ(count_apart({}), 0U);
}

TEST(CountApart, TakesAPlaceBetweenTwoWordsForOne) {
  EXPECT_EQ(count_apart({{.first = 3, .last = 3}}), 1U);
}

}  // namespace
}  // namespace tb::rules
