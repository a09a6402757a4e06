// RE2 in the two ways that its documentation shows: a loop, and a set.
#include <fmt/format.h>
#include <re2/re2.h>
#include <re2/set.h>

#include <stdexcept>

#include "booleans.hpp"
#include "engine.hpp"

namespace tb::bench {
namespace {

constexpr std::int64_t kSetMemory = std::int64_t{1} << 30;

RE2::Options quiet() {
  RE2::Options options;
  options.set_log_errors(false);
  return options;
}

class Re2Loop final : public Engine {
 public:
  explicit Re2Loop(const RuleSheet& sheet) : booleans_(sheet) {
    for (const Leaf& leaf : sheet.leaves) {
      leaves_.push_back(std::make_unique<RE2>(re2_pattern(leaf), quiet()));
      if (!leaves_.back()->ok()) throw std::runtime_error("RE2 refuses " + leaf.regex);
    }
  }

  const std::vector<std::uint32_t>& hits(const Item& item) override {
    for (std::uint32_t leaf = 0; leaf < leaves_.size(); ++leaf) {
      if (RE2::PartialMatch(item.body, *leaves_[leaf])) booleans_.is_true(leaf);
    }
    return booleans_.rules();
  }

 private:
  Booleans booleans_;
  std::vector<std::unique_ptr<RE2>> leaves_;
};

class Re2Set final : public Engine {
 public:
  explicit Re2Set(const RuleSheet& sheet) : booleans_(sheet), set_(with_memory(), RE2::UNANCHORED) {
    for (const Leaf& leaf : sheet.leaves) {
      if (set_.Add(re2_pattern(leaf), nullptr) < 0) throw std::runtime_error("RE2::Set refuses " + leaf.regex);
    }
    if (!set_.Compile()) throw std::runtime_error("RE2::Set::Compile failed with a budget of 1 GiB");
  }

  const std::vector<std::uint32_t>& hits(const Item& item) override {
    RE2::Set::ErrorInfo error{};
    found_.clear();
    if (!set_.Match(item.body, &found_, &error) && error.kind != RE2::Set::kNoError) ++failures_;
    for (const int leaf : found_) booleans_.is_true(static_cast<std::uint32_t>(leaf));
    return booleans_.rules();
  }

  [[nodiscard]] std::size_t failures() const override { return failures_; }

 private:
  static RE2::Options with_memory() {
    RE2::Options options = quiet();
    options.set_max_mem(kSetMemory);
    return options;
  }

  Booleans booleans_;
  RE2::Set set_;
  std::vector<int> found_;
  std::size_t failures_ = 0;
};

}  // namespace

std::unique_ptr<Engine> make_re2_loop(const RuleSheet& sheet) {
  return std::make_unique<Re2Loop>(sheet);
}

std::unique_ptr<Engine> make_re2_set(const RuleSheet& sheet) {
  return std::make_unique<Re2Set>(sheet);
}

}  // namespace tb::bench
