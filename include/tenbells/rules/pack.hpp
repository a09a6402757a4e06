// RulePack: a file of rules and entities as values, before it is compiled. The YAML is read by `config`; nothing here
// knows it, but every text remembers its JSON Pointer, so that a mistake can be shown where it stands in the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tenbells/core/severity.hpp"

namespace tb::rules {

/// A person, place, organisation or thing, by every name that news gives it.
struct Entity {
  std::string id;                  ///< named in rules as @id
  std::vector<std::string> names;  ///< matched in any case
  std::vector<std::string> exact;  ///< matched in this case only: ROC, PLA
  bool partial = false;            ///< whoever read it has told of mistakes: only the id and the right names are here
};

/// A rule's own examples, run by `tenbells test` and at every load.
struct RuleTest {
  enum class Expect : std::uint8_t { hit, miss };
  Expect expect = Expect::hit;
  std::string text;     ///< taken as the title of an item with nothing else in it
  std::string pointer;  ///< of the text in its file: "/rules/0/tests/1/hit"
};

struct Rule {
  std::string id;
  std::string title;
  Severity severity = Severity::routine;
  std::string match;   ///< an expression of the rule language (docs/rules.md)
  std::string unless;  ///< the rule is silent where this is true; empty: never
  std::map<std::string, std::string> labels;
  std::vector<std::string> sinks;
  bool enabled = true;
  std::vector<RuleTest> tests;
  bool partial = false;  ///< whoever read it has told of mistakes: what is empty is no further one
};

struct RulePack {
  std::string name;  ///< file name without the extension
  std::string file;  ///< as the user wrote it, for messages
  std::vector<Entity> entities;
  std::vector<Rule> rules;
  bool partial = false;  ///< it could not be read, so entities may be missing
};

/// A second place that a mistake refers to.
struct Elsewhere {
  std::string file;
  std::string pointer;

  friend bool operator==(const Elsewhere&, const Elsewhere&) = default;
};

/// A mistake in a pack. `pointer` (RFC 6901) and `offset` (bytes into that text) say where; `config` turns them into
/// line and column. Pointers are made of the positions in the pack: /rules/<i>/match, /rules/<i>/unless, /rules/<i>/id,
/// /entities/<id>, /entities/<id>/names/<k>, /entities/<id>/exact/<k>; those of tests are RuleTest::pointer.
struct Diagnostic {
  std::string file;
  std::string pointer;  ///< "/rules/3/match"
  std::size_t offset = 0;
  std::string message;                  ///< what is wrong and what would be right
  std::optional<Elsewhere> first = {};  ///< of something defined twice: where it was first

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

}  // namespace tb::rules
