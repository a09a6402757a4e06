// What a RuleSet holds: the rules as nodes, and the indexes that find the few worth asking.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "prefix_finder.hpp"
#include "program.hpp"
#include "reading.hpp"
#include "tenbells/rules/rule_set.hpp"
#include "term_keys.hpp"
#include "triggers.hpp"
#include "vocabulary.hpp"

namespace tb::rules {

/// A score, bound.
struct CompiledScore {
  struct Term {
    NodeId node = kNoNode;
    double weight = 0;
    std::string written;
  };
  std::vector<Term> terms;
  double threshold = 0;
  Score::Count count = Score::Count::distinct;
  std::uint32_t cap = 0;
  double title_factor = 1;
};

/// Whether a sum of weights is the threshold or more; sums of fractions are not exact, so a billionth less will do.
[[nodiscard]] inline bool reaches(double sum, const CompiledScore& score) {
  return sum >= score.threshold * (1 - 1e-9);
}

/// What is asked of a rule, apart from what is told of it, so that asking stays in the cache.
struct RuleNodes {
  NodeId match = kNoNode;  ///< kNoNode: a score alone
  NodeId unless = kNoNode;
  std::uint32_t score = kNoNode;    ///< in Compiled::scores
  std::uint32_t exclude_first = 0;  ///< in Compiled::excluded, half open
  std::uint32_t exclude_last = 0;
};

struct CompiledRule {
  RuleInfo info;
  std::string file;
  std::string match_text;  ///< as written, for messages
  std::string unless_text;
  bool enabled = true;
  std::vector<RuleTest> tests;
};

struct CompiledExclusion {
  std::string id;
  std::string text;
  NodeId node = kNoNode;
};

struct RuleSet::Compiled {
  Compiled(Vocabulary words, const WordFrequency& frequency);

  Vocabulary vocabulary;
  Program program;
  TermKeys keys;
  Triggers triggers;
  PrefixFinder prefixes;
  std::unordered_map<GroupId, NodeId> contexts;  ///< of entities with ambiguous names
  std::vector<CompiledRule> rules;               ///< in the order of the packs
  std::vector<RuleNodes> nodes;                  ///< of each rule
  std::vector<CompiledScore> scores;
  std::vector<CompiledExclusion> exclusions;
  std::vector<std::uint32_t> excluded;  ///< exclusions of rules, side by side
  Fields words_in;                      ///< the fields that some rule reads word by word
  std::uint64_t serial = 0;             ///< no two sets of a process have the same

  [[nodiscard]] ReadingPlan plan() const {
    return {.vocabulary = vocabulary,
            .keys = keys,
            .triggers = triggers,
            .prefixes = prefixes,
            .serial = serial,
            .words_in = words_in,
            .rules = rules.size()};
  }
};

}  // namespace tb::rules
