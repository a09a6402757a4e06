// RuleSet: every rule of every pack, compiled into one matcher. Immutable: a reload makes another and swaps the pointer.
#pragma once

#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "tenbells/core/hit.hpp"
#include "tenbells/core/item.hpp"
#include "tenbells/rules/pack.hpp"

namespace tb::rules {

/// One of a rule's own tests, run.
struct TestOutcome {
  std::string rule;
  std::string file;
  RuleTest test;
  bool passed = false;
};

/// Threads: all const members are safe on any number of threads at once.
class RuleSet {
 public:
  struct Compiled;  // in rule_set.cpp

  explicit RuleSet(std::unique_ptr<const Compiled> compiled);
  ~RuleSet();
  RuleSet(const RuleSet&) = delete;
  RuleSet& operator=(const RuleSet&) = delete;

  /// Every enabled rule that is true of the item, in the order of the packs, with the spans that made it true.
  [[nodiscard]] std::vector<Hit> match(const Item& item) const;

  /// Every rule's own tests, in the order of the packs. A disabled rule's tests run too.
  [[nodiscard]] std::vector<TestOutcome> run_tests() const;

  /// The number of enabled rules.
  [[nodiscard]] std::size_t size() const;

 private:
  std::unique_ptr<const Compiled> compiled_;
};

/// Compiles packs into one set. Rule ids must be unique over all packs; entities are shared by all packs and must be
/// unique too. A rule whose own test fails is refused like a syntax error.
/// Errors: every mistake of every pack at once, in the order of the packs.
[[nodiscard]] tl::expected<std::shared_ptr<const RuleSet>, std::vector<Diagnostic>> compile(
    std::vector<RulePack> packs);

}  // namespace tb::rules
