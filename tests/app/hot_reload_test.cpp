// Ten thousand rules are compiled and swapped a hundred times while items stream through match: every item is answered,
// each by one whole set. How long the longest pause is, is measured by bench/reload: time is no matter of a test.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

#include "tenbells/rules/rule_set.hpp"

namespace tb::app {
namespace {

constexpr int kRules = 10'000;
constexpr int kSwaps = 100;
constexpr int kSets = 5;  // different ones that take turns: compiling all hundred anew would say nothing more

// Each set says in its titles which one it is.
std::shared_ptr<const rules::RuleSet> a_set(int number) {
  rules::RulePack pack{.name = "many", .file = "many.yaml"};
  for (int i = 0; i < kRules; ++i) {
    pack.rules.push_back({.id = fmt::format("rule-{}", i),
                          .title = std::to_string(number),
                          .match = fmt::format("word{} AND (ferry OR tram{}) AND NOT quiz", i, i)});
  }
  auto compiled = rules::compile({pack});
  EXPECT_TRUE(compiled);
  return compiled ? *compiled : nullptr;
}

// As the daemon holds its rules: readers copy the pointer, a reload puts another in its place.
class Current {
 public:
  explicit Current(std::shared_ptr<const rules::RuleSet> rules) : rules_(std::move(rules)) {}
  std::shared_ptr<const rules::RuleSet> get() const {
    const std::lock_guard lock(mutex_);
    return rules_;
  }
  void swap(std::shared_ptr<const rules::RuleSet> rules) {
    const std::lock_guard lock(mutex_);
    rules_.swap(rules);
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const rules::RuleSet> rules_;
};

// Three rules are true of each item, whatever the set.
Item an_item(std::uint64_t number) {
  const auto word = [&](std::uint64_t step) { return fmt::format("word{}", (number + step * 3'331) % kRules); };
  Item item;
  item.title = fmt::format("Ferry {} at {}", word(0), word(1));
  item.body = fmt::format("And {} besides, as item {} says.", word(2), number);
  return item;
}

TEST(HotReload, AnswersEveryItemByOneWholeSetWhileAHundredAreSwapped) {
  Current current(a_set(0));
  std::atomic<int> swaps = 0;
  std::atomic<std::uint64_t> streamed = 0;
  std::thread reloader([&] {
    std::vector<std::shared_ptr<const rules::RuleSet>> compiled;
    for (int number = 1; number <= kSwaps; ++number) {
      if (number <= kSets) compiled.push_back(a_set(number));
      current.swap(compiled[static_cast<std::size_t>(number) % compiled.size()]);
      ++swaps;
      // So that items meet each set, however the threads are scheduled.
      for (const auto seen = streamed.load(); streamed.load() < seen + 2;) std::this_thread::yield();
    }
  });

  std::uint64_t answered = 0;
  std::uint64_t hits = 0;
  std::uint64_t mixed = 0;
  bool is_over = false;
  while (!is_over) {
    is_over = swaps.load() == kSwaps;  // one more item by the last set
    const std::vector<Hit> found = current.get()->match(an_item(streamed.load()));
    ++answered;
    hits += found.size();
    for (const Hit& hit : found) mixed += hit.rule.title == found.front().rule.title ? 0 : 1;
    ++streamed;
  }
  // The reloader may still wait for items behind its last swap.
  streamed += 2;
  reloader.join();

  EXPECT_EQ(swaps.load(), kSwaps);
  EXPECT_EQ(hits, answered * 3);
  EXPECT_EQ(mixed, 0U);
  EXPECT_GE(answered, 2U * (kSwaps - 1));
}

}  // namespace
}  // namespace tb::app
