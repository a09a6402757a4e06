// Agreement: whether the matcher's answer about an item is what the rule means.
#pragma once

#include <string>

#include "rules/naive.hpp"
#include "rules/sketch.hpp"
#include "tenbells/core/hit.hpp"

namespace tb::rules {

/// How a hit (null: none) differs from what the naive evaluator wants; empty: not at all. Of an entity's span it does
/// not matter which of its names is told; of more evidence than a hit shows, the first must be there.
[[nodiscard]] std::string difference(const Hit* hit, const NaiveAnswer& want);

/// The same of a question, compiled and asked alone; empty too if the compiler refuses it.
[[nodiscard]] std::string difference(const Question& question);

/// The smallest question made of a failing one that fails too, written down, and how it differs.
[[nodiscard]] std::string smallest_difference(const Question& failing);

}  // namespace tb::rules
