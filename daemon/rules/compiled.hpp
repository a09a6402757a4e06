// What a RuleSet holds: the rules as clauses, and the indexes that find the few worth asking.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "candidates.hpp"
#include "clause.hpp"
#include "tenbells/rules/rule_set.hpp"
#include "term_index.hpp"
#include "vocabulary.hpp"

namespace tb::rules {

struct CompiledRule {
  RuleInfo info;
  std::string file;
  std::string match_text;  ///< as written, for messages
  Clause match;
  std::optional<Clause> unless;
  bool enabled = true;
  std::vector<RuleTest> tests;
};

struct RuleSet::Compiled {
  Vocabulary vocabulary;
  TermIndex index;
  std::vector<CompiledRule> rules;  ///< in the order of the packs
  Candidates candidates;            ///< of the enabled ones
};

}  // namespace tb::rules
