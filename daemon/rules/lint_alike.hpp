// Lint of rules beside one another: two that say the same, one that rings only where another rings too.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace tb::rules {

/// What of a rule decides where it rings and whom it tells.
struct ComparedRule {
  std::vector<std::string> alternatives;  ///< of its match's OR, each canonical; sorted, once each; empty: none
  std::string score;                      ///< canonical; empty: none
  std::string silent;                     ///< canonical: its unless and its exclusions
  std::string address;                    ///< its topic and labels: two rules may say the same to two desks
  std::string sinks;
  int severity = 0;
};

struct Alike {
  enum class How {
    same,    ///< both ring for the same
    within,  ///< the rule rings only where the other does, to the same, no louder
  };
  std::size_t rule = 0;
  std::size_t other = 0;
  How how = How::same;
};

/// One finding a rule at most, in the order of the rules; of two that are the same, the later one has it. Of rules that
/// share each alternative with very many others, a covering one may be missed. Linear but for sorting.
[[nodiscard]] std::vector<Alike> alike(const std::vector<ComparedRule>& rules);

}  // namespace tb::rules
