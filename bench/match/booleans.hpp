// Booleans: from the leaves that are true to the rules that are. For the engines that know nothing of AND, OR and NOT;
// only rules with a true leaf are asked, so that this does not slow them down.
#pragma once

#include <cstdint>
#include <vector>

#include "corpus.hpp"

namespace tb::bench {

/// Threads: for one at a time. Every rule must need a leaf, as the rule language demands too.
class Booleans {
 public:
  /// @param sheet  must outlive this
  explicit Booleans(const RuleSheet& sheet);

  void is_true(std::uint32_t leaf);

  /// The rules that are true, ascending, until the next call; forgets the leaves.
  const std::vector<std::uint32_t>& rules();

 private:
  [[nodiscard]] bool holds(const Postfix& rule) const;

  const RuleSheet& sheet_;
  std::vector<std::vector<std::uint32_t>> rules_of_;  // by leaf
  std::vector<char> truth_;                           // by leaf
  std::vector<std::uint32_t> true_leaves_;
  std::vector<std::uint32_t> found_;
};

}  // namespace tb::bench
