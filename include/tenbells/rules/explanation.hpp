// Explanation: why a rule is true of an item, or is not: the tree of its expression, each part with its answer.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "tenbells/core/hit.hpp"

namespace tb::rules {

/// One part of a rule, answered.
struct ExplainedPart {
  std::string what = {};             ///< "AND", "OR", "NOT", "NEAR/5", "SAME_SENTENCE", "score", or the term as written
  std::string text = {};             ///< the part as the rule has it, on one line
  bool holds = false;                ///< as it stands in the rule: a NOT that is satisfied holds
  std::vector<Evidence> spans = {};  ///< where its terms stand, whether or not that makes it true; the first 32
  std::string why_not = {};  ///< of one that does not hold, in words: "nothing matches …", "9 words apart, 5 allowed"
  std::optional<double> weight = {};  ///< of a term of a score: what it adds here
  std::vector<ExplainedPart> parts = {};
};

struct Explanation {
  std::string rule = {};
  bool hit = false;
  bool enabled = true;
  std::optional<ExplainedPart> match = {};
  std::optional<ExplainedPart> score = {};
  std::optional<ExplainedPart> unless = {};    ///< `holds` is then what forbids the hit
  std::vector<ExplainedPart> exclusions = {};  ///< one each, `what` is its id; `holds` is what forbids the hit
  std::string summary = {};  ///< one sentence: what made it a hit, or the smallest thing that was lacking or forbade it
};

}  // namespace tb::rules
