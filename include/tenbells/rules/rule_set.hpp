// RuleSet: every rule of every pack, compiled into one matcher. Immutable: a reload makes another and swaps the
// pointer.
#pragma once

#include <cstdint>
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
  std::string why;  ///< where it failed: what was lacking for a hit, or what made a hit of a miss
};

/// What becomes of a rule whose own test fails.
enum class OwnTests : std::uint8_t {
  refuse_failing,   ///< it is refused like a syntax error
  leave_to_caller,  ///< it is compiled; the caller asks run_tests(), as `tenbells test` does
};

/// Threads: all const members are safe on any number of threads at once.
class RuleSet {
 public:
  struct Compiled;  ///< in daemon/rules/compiled.hpp

  explicit RuleSet(std::unique_ptr<const Compiled> compiled);
  ~RuleSet();
  RuleSet(const RuleSet&) = delete;
  RuleSet& operator=(const RuleSet&) = delete;

  /// Every enabled rule that is true of the item, in the order of the packs, with the first 32 spans that made it true.
  /// One pass over the item answers for all rules.
  [[nodiscard]] std::vector<Hit> match(const Item& item) const;

  /// Every rule's own tests, in the order of the packs. A disabled rule's tests run too.
  [[nodiscard]] std::vector<TestOutcome> run_tests() const;

  /// The number of enabled rules.
  [[nodiscard]] std::size_t size() const;

 private:
  std::unique_ptr<const Compiled> compiled_;
};

/// Compiles packs into one set. Rule ids must be unique over all packs; entities are shared by all packs and must be
/// unique too. A rule must need at least one of its terms (a NOT alone is true of everything), and must be able to
/// ring. Disabled rules are checked and tested, but never match. Errors: every mistake of every pack at once, in the
/// order of the packs, entities before rules, equal ones once; of one expression every unknown entity,
/// field and sign, and the first mistake of form. What is partial (pack.hpp) is checked as far as it goes and is no
/// mistake by itself; a rule is tested only if it is whole and so are the entities it names. Threads: pure, safe on any
/// thread. Reads no clock and no file.
[[nodiscard]] tl::expected<std::shared_ptr<const RuleSet>, std::vector<Diagnostic>> compile(
    std::vector<RulePack> packs, OwnTests own_tests = OwnTests::refuse_failing);

}  // namespace tb::rules
