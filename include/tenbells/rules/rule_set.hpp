// RuleSet: every rule of every pack, compiled into one matcher. Immutable: a reload makes another and swaps the
// pointer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "tenbells/core/hit.hpp"
#include "tenbells/core/item.hpp"
#include "tenbells/rules/explanation.hpp"
#include "tenbells/rules/pack.hpp"
#include "tenbells/rules/word_frequency.hpp"

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

/// A hit in numbers, for who matches much and shows little: texts are made of it by RuleSet::hits.
struct Match {
  std::uint32_t rule = 0;   ///< position among the set's rules, in the order of the packs
  std::uint32_t first = 0;  ///< its evidence in Matches::spans, half open
  std::uint32_t last = 0;
  std::optional<double> score;
};

/// One span that made a rule true.
struct MatchedSpan {
  Field field = Field::title;
  std::uint32_t entry = 0;
  std::uint32_t begin = 0;  ///< bytes, as in Evidence
  std::uint32_t end = 0;
  std::uint32_t name = 0;  ///< which term or entity's name; the set knows
};

struct Matches {
  std::vector<Match> rules;  ///< in the order of the packs
  std::vector<MatchedSpan> spans;
};

/// The working memory of one matching thread. Keep it from item to item: the first items make it grow, later ones
/// allocate nothing. Belongs to one thread at a time; may be used with one rule set after another.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(Scratch&&) noexcept;
  Scratch& operator=(Scratch&&) noexcept;

  struct Memory;  ///< in daemon/rules/scratch.hpp
  [[nodiscard]] Memory& memory() { return *memory_; }

 private:
  std::unique_ptr<Memory> memory_;
};

/// How large a set is and what it is made of.
struct RuleSetSize {
  std::size_t rules = 0;     ///< enabled
  std::size_t disabled = 0;  ///< checked and tested, never matched
  std::size_t entities = 0;
  std::size_t terms = 0;  ///< different words, phrases, prefixes and names
  std::size_t words = 0;  ///< different words in these
  std::size_t regexes = 0;
  std::vector<std::string> without_words;  ///< ids of rules that every item must be asked: no word is required
  std::size_t bytes = 0;                   ///< held in memory, an estimate
};

/// What one rule cost over a corpus.
struct RuleCost {
  std::string rule;
  std::size_t asked = 0;  ///< items that held what it requires, so that it was evaluated
  std::size_t hits = 0;
  std::uint64_t nanoseconds = 0;  ///< of evaluation
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

  /// The same in numbers, into `matches` (whose former content goes), without allocation once the memory is warm.
  void match(const Item& item, Scratch& scratch, Matches& matches) const;

  /// These numbers as hits; the item must be the one that was matched.
  [[nodiscard]] std::vector<Hit> hits(const Item& item, const Matches& matches) const;

  /// The id of the rule at a position of Match::rule.
  [[nodiscard]] std::string_view rule_id(std::uint32_t rule) const;

  /// Why a rule, enabled or not, is true of an item or not; nothing if there is no such rule.
  [[nodiscard]] std::optional<Explanation> explain(std::string_view rule, const Item& item) const;

  /// Every rule's id, in the order of the packs, disabled ones too.
  [[nodiscard]] std::vector<std::string> rule_ids() const;

  /// Every rule's own tests, in the order of the packs. A disabled rule's tests run too.
  [[nodiscard]] std::vector<TestOutcome> run_tests() const;

  /// The number of enabled rules.
  [[nodiscard]] std::size_t size() const;

  [[nodiscard]] RuleSetSize measure() const;

  /// Matches the item and adds to each rule's cost. `costs` is empty at first and grows to one row a rule.
  /// @param nanoseconds_now  a steady clock
  void match_and_measure(const Item& item, Scratch& scratch, std::uint64_t (*nanoseconds_now)(),
                         std::vector<RuleCost>& costs) const;

 private:
  std::unique_ptr<const Compiled> compiled_;
};

/// Compiles packs into one set. Rule ids must be unique over all packs; entities and exclusions are shared by all packs
/// and must be unique too. A rule must need at least one of its terms (a NOT alone is true of everything), and must be
/// able to ring. Disabled rules are checked and tested, but never match. Errors: every mistake of every pack at once,
/// in the order of the packs, entities before exclusions before rules, equal ones once; of one expression every unknown
/// entity, field and sign, and the first mistake of form. What is partial (pack.hpp) is checked as far as it goes and
/// is no mistake by itself; a rule is tested only if it is whole and so are the entities it names.
/// @param frequency  how often words stand in the news: makes matching faster, never different
/// Threads: pure, safe on any thread. Reads no clock and no file.
[[nodiscard]] tl::expected<std::shared_ptr<const RuleSet>, std::vector<Diagnostic>> compile(
    std::vector<RulePack> packs, OwnTests own_tests = OwnTests::refuse_failing, const WordFrequency& frequency = {});

}  // namespace tb::rules
