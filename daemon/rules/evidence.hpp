// Evidence: matched spans in numbers → with the texts and names that people read.
#pragma once

#include <span>
#include <vector>

#include "tenbells/core/hit.hpp"
#include "tenbells/core/item.hpp"
#include "tenbells/rules/rule_set.hpp"
#include "vocabulary.hpp"

namespace tb::rules {

[[nodiscard]] std::vector<Evidence> evidence(std::span<const MatchedSpan> spans, const Item& item,
                                             const Vocabulary& vocabulary);

/// What is known of the entities that spans name, by id; those of which only the id is known are left out.
[[nodiscard]] std::vector<EntityInfo> entities(std::span<const MatchedSpan> spans, const Vocabulary& vocabulary);

}  // namespace tb::rules
