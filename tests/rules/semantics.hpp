// The meaning of the language as a table: a rule, an item, and what must be found. Every row is asked of the naive
// evaluator and of the matcher. Rows stand in semantics_<theme>_test.cpp.
#pragma once

#include <gtest/gtest.h>

#include <iosfwd>
#include <string>
#include <utility>
#include <vector>

#include "tenbells/core/item.hpp"
#include "tenbells/rules/pack.hpp"

namespace tb::rules {

/// The item of a row; a plain text is its title.
struct RowItem {
  RowItem(const char* title) : item{.title = title} {}  // NOLINT(google-explicit-constructor): rows are short
  RowItem(std::string title) : item{.title = std::move(title)} {}  // NOLINT(google-explicit-constructor)
  RowItem(Item whole) : item(std::move(whole)) {}                  // NOLINT(google-explicit-constructor)

  Item item;
};

inline constexpr const char* kMiss = nullptr;

struct SemanticsRow {
  const char* name;
  const char* match;
  RowItem item;
  const char* want;  ///< the evidence's texts with | between, in order; kMiss: no hit
  const char* unless = "";
};

/// A row whose rule is more than a `match`.
struct RuleRow {
  const char* name;
  Rule rule;  ///< may exclude "sport" and "quiz"
  RowItem item;
  const char* want;
  double score = 0;  ///< of a hit of a rule with weights
};

void PrintTo(const SemanticsRow& row, std::ostream* out);
void PrintTo(const RuleRow& row, std::ostream* out);

class Semantics : public testing::TestWithParam<SemanticsRow> {};
class RuleSemantics : public testing::TestWithParam<RuleRow> {};

[[nodiscard]] std::string name_of(const testing::TestParamInfo<SemanticsRow>& row);
[[nodiscard]] std::string rule_name_of(const testing::TestParamInfo<RuleRow>& row);

/// The entities that rows may name: those of makers.hpp, and below one for each feature.
[[nodiscard]] std::vector<Entity> semantics_entities();

}  // namespace tb::rules
