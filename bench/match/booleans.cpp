// Leaves lead to the rules that have them; each of these is evaluated once, on a stack of booleans.
#include "booleans.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace tb::bench {
namespace {

constexpr std::size_t kDeepest = 16;  // gen_news.py needs 3

}  // namespace

Booleans::Booleans(const RuleSheet& sheet)
    : sheet_(sheet), rules_of_(sheet.leaves.size()), truth_(sheet.leaves.size()) {
  for (std::uint32_t rule = 0; rule < sheet.rules.size(); ++rule) {
    for (const Step& step : sheet.rules[rule]) {
      if (step.kind == Step::Kind::leaf) rules_of_[step.leaf].push_back(rule);
    }
  }
}

void Booleans::is_true(std::uint32_t leaf) {
  if (truth_[leaf] != 0) return;
  truth_[leaf] = 1;
  true_leaves_.push_back(leaf);
}

bool Booleans::holds(const Postfix& rule) const {
  std::array<bool, kDeepest> stack{};
  std::size_t size = 0;
  for (const Step& step : rule) {
    switch (step.kind) {
      case Step::Kind::leaf:
        stack.at(size++) = truth_[step.leaf] != 0;
        break;
      case Step::Kind::negate:
        stack.at(size - 1) = !stack.at(size - 1);
        break;
      case Step::Kind::all_of:
        --size;
        stack.at(size - 1) = stack.at(size - 1) && stack.at(size);
        break;
      case Step::Kind::any_of:
        --size;
        stack.at(size - 1) = stack.at(size - 1) || stack.at(size);
        break;
    }
  }
  return stack[0];
}

const std::vector<std::uint32_t>& Booleans::rules() {
  found_.clear();
  for (const std::uint32_t leaf : true_leaves_) {
    found_.insert(found_.end(), rules_of_[leaf].begin(), rules_of_[leaf].end());
  }
  std::ranges::sort(found_);
  found_.erase(std::ranges::unique(found_).begin(), found_.end());
  std::erase_if(found_, [&](std::uint32_t rule) { return !holds(sheet_.rules[rule]); });
  for (const std::uint32_t leaf : true_leaves_) truth_[leaf] = 0;
  true_leaves_.clear();
  return found_;
}

}  // namespace tb::bench
