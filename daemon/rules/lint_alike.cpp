// A rule that covers another has each of its alternatives, so it is looked for only among the rules that have the
// rarest one.
#include "lint_alike.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace tb::rules {
namespace {

constexpr std::size_t kMostTries = 64;  // rules compared with one; else thousands that share all would be quadratic

/// Parts with a byte between that no canonical text begins with.
std::string joined(std::initializer_list<std::string_view> parts) {
  std::string all;
  for (const std::string_view part : parts) {
    all += part;
    all += '\n';
  }
  return all;
}

std::string all_of(const std::vector<std::string>& alternatives) {
  std::string all;
  for (const std::string& alternative : alternatives) all += alternative + '\t';
  return all;
}

class Coverings {
 public:
  explicit Coverings(const std::vector<ComparedRule>& rules) : rules_(rules) {
    for (std::size_t i = 0; i < rules.size(); ++i) {
      if (!rules[i].score.empty()) continue;
      for (const std::string& alternative : rules[i].alternatives) with_[key(rules[i], alternative)].push_back(i);
    }
  }

  /// Another rule that rings wherever this one does; its own position if there is none.
  std::size_t of(std::size_t rule) const {
    const ComparedRule& inner = rules_[rule];
    if (!inner.score.empty() || inner.alternatives.empty()) return rule;
    const std::vector<std::size_t>* rarest = nullptr;
    for (const std::string& alternative : inner.alternatives) {
      const std::vector<std::size_t>& with = with_.at(key(inner, alternative));
      if (rarest == nullptr || with.size() < rarest->size()) rarest = &with;
    }
    std::size_t tries = 0;
    for (const std::size_t other : *rarest) {
      const ComparedRule& outer = rules_[other];
      if (other == rule || outer.alternatives.size() <= inner.alternatives.size()) continue;
      if (outer.severity >= inner.severity && std::ranges::includes(outer.alternatives, inner.alternatives))
        return other;
      if (++tries == kMostTries) break;
    }
    return rule;
  }

 private:
  static std::string key(const ComparedRule& rule, std::string_view alternative) {
    return joined({rule.silent, rule.address, rule.sinks, alternative});
  }

  const std::vector<ComparedRule>& rules_;
  std::unordered_map<std::string, std::vector<std::size_t>> with_;  ///< rules by one of their alternatives
};

}  // namespace

std::vector<Alike> alike(const std::vector<ComparedRule>& rules) {
  std::vector<Alike> found;
  std::unordered_map<std::string, std::size_t> first;
  const Coverings coverings(rules);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const ComparedRule& rule = rules[i];
    const auto [same, is_new] =
        first.try_emplace(joined({rule.silent, rule.address, rule.score, all_of(rule.alternatives)}), i);
    if (!is_new) {
      found.push_back({.rule = i, .other = same->second, .how = Alike::How::same});
    } else if (const std::size_t other = coverings.of(i); other != i) {
      found.push_back({.rule = i, .other = other, .how = Alike::How::within});
    }
  }
  return found;
}

}  // namespace tb::rules
