// Sketch: a rule's expressions as trees that can be written down and made smaller, so that a test that fails over
// random rules can show the smallest rule and item that still fail.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tenbells/core/item.hpp"
#include "tenbells/rules/pack.hpp"

namespace tb::rules {

/// A term (no parts), or what joins its parts.
struct Sketch {
  std::string before = {};
  std::vector<Sketch> parts = {};
  std::string between = {};
  std::string after = {};
};

[[nodiscard]] std::string written(const Sketch& sketch);

/// A rule, its entities and an item: what a random test asks about.
struct Question {
  std::optional<Sketch> match = {};
  std::optional<Sketch> unless = {};
  std::optional<Sketch> exclusion = {};
  std::optional<Score> score = {};
  std::vector<Sketch> score_terms = {};  ///< stand in for the texts of the score's
  std::vector<Entity> entities = {};
  Item item = {};
};

/// A pack of this one rule, whose id is given.
[[nodiscard]] RulePack pack_of(const Question& question, const std::string& id);

/// The question as a person would write it down: the rule, its entities, the item.
[[nodiscard]] std::string shown(const Question& question);

/// The smallest question found that still fails: parts, names and pieces of text are left out one after another.
[[nodiscard]] Question shrunk(Question failing, const std::function<bool(const Question&)>& fails);

}  // namespace tb::rules
