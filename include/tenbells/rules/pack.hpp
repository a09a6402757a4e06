// RulePack: a file of rules and entities as values, before it is compiled. The YAML is read by `config`; nothing here
// knows it, but every text remembers its JSON Pointer, so that a mistake can be shown where it stands in the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tenbells/core/item.hpp"
#include "tenbells/core/severity.hpp"

namespace tb::rules {

/// Names of an entity that are also something else, and what must be said with them.
struct AmbiguousNames {
  std::vector<std::string> names = {};  ///< matched in any case
  std::vector<std::string> exact = {};  ///< matched as they are spelt
  std::string context = {};             ///< an expression; the names count only where it is true
  std::optional<int> within = {};  ///< words between a name and the context, 0 … 1000; absent: anywhere in the item
};

/// A person, place, organisation or thing, by every name that news gives it.
struct Entity {
  std::string id;                                                    ///< named in rules as @id
  std::vector<std::string> names = {};                               ///< matched in any case; a * may end the last word
  std::vector<std::string> exact = {};                               ///< matched in this case only: ROC, PLA
  std::map<std::string, std::vector<std::string>> by_language = {};  ///< names in news of that language (BCP 47) only
  std::vector<std::string> excluded = {};  ///< a name that shares a word with one of these does not count
  std::optional<AmbiguousNames> ambiguous = {};
  std::vector<std::string> members = {};        ///< ids of entities that this one gathers
  std::string kind = {};                        ///< person, organisation, place, thing; empty: not said
  std::map<std::string, std::string> ids = {};  ///< by scheme: wikidata, lei, iso3166 …
  std::string file = {};     ///< of the list it was read from; empty: the pack's own file, which `pointer` is in
  std::string pointer = {};  ///< where it stands in that file; empty: /entities/<id>
  bool partial = false;      ///< whoever read it has told of mistakes: only the id and the right names are here
};

/// A rule's own examples, run by `tenbells test` and at every load.
struct RuleTest {
  enum class Expect : std::uint8_t { hit, miss };
  Expect expect = Expect::hit;
  Item item = {};                       ///< a plain text is the title of an item with nothing else in it
  std::vector<std::string> spans = {};  ///< texts that must be among the evidence of a hit
  std::string pointer = {};             ///< of the example in its file: "/rules/0/tests/1/hit"
};

/// Weights instead of a condition: true where the terms that an item holds weigh at least the threshold.
struct Score {
  struct Term {
    std::string expression = {};
    double weight = 0;  ///< not 0; negative for what speaks against it
  };
  enum class Count : std::uint8_t {
    distinct,     ///< a term that is true counts once
    occurrences,  ///< every place counts, up to the cap
  };

  double threshold = 0;  ///< above 0
  std::vector<Term> terms = {};
  Count count = Count::distinct;
  int cap = 5;              ///< places of one term that count, 1 … 1000
  double title_factor = 1;  ///< what stands in the title weighs so many times more; above 0
};

/// An exclusion that many rules share.
struct Exclusion {
  std::string id;
  std::string expression = {};
};

struct Rule {
  std::string id;
  std::string title = {};
  Severity severity = Severity::routine;
  std::string match = {};   ///< an expression of the rule language (docs/rules.md); may be empty if there is a score
  std::string unless = {};  ///< the rule is silent where this is true; empty: never
  std::optional<Score> score = {};
  std::vector<std::string> exclude = {};  ///< ids of exclusions; the pack's defaults are in here already
  std::map<std::string, std::string> labels = {};
  std::vector<std::string> sinks = {};
  std::string topic = {};                    ///< Kafka topic of its alerts; empty: as the sink says
  std::string status = {};                   ///< experimental, deprecated; empty: stable
  std::string author = {};                   ///< who answers for it
  std::vector<std::string> references = {};  ///< links
  bool enabled = true;
  std::vector<RuleTest> tests = {};
  bool partial = false;  ///< whoever read it has told of mistakes: what is empty is no further one
};

struct RulePack {
  std::string name = {};  ///< file name without the extension
  std::string file = {};  ///< as the user wrote it, for messages
  std::vector<Entity> entities = {};
  std::vector<Exclusion> exclusions = {};
  std::vector<Rule> rules = {};
  bool partial = false;  ///< it could not be read, so entities and exclusions may be missing
};

/// A second place that a mistake refers to.
struct Elsewhere {
  std::string file = {};
  std::string pointer = {};

  friend bool operator==(const Elsewhere&, const Elsewhere&) = default;
};

/// A mistake in a pack. `pointer` (RFC 6901) and `offset` (bytes into that text) say where; `config` turns them into
/// line and column. Pointers are made of the positions in the pack: /rules/<i>/match, /rules/<i>/unless, /rules/<i>/id,
/// /rules/<i>/score/terms/<expression>, /rules/<i>/exclude/<k>, /exclusions/<id>, and, at Entity::pointer or
/// /entities/<id>: /names/<k>, /exact/<k>, /by_language/<language>/<k>, /not/<k>, /ambiguous/names/<k>,
/// /ambiguous/exact/<k>, /ambiguous/context, /members/<k>; those of tests are RuleTest::pointer.
struct Diagnostic {
  std::string file = {};
  std::string pointer = {};  ///< "/rules/3/match"
  std::size_t offset = 0;
  std::string message = {};             ///< what is wrong and what would be right
  std::optional<Elsewhere> first = {};  ///< of something defined twice: where it was first

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

}  // namespace tb::rules
