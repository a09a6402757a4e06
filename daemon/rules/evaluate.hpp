// Evaluate: is a clause true of an item, where does it show, and if not, what was lacking?
#pragma once

#include <vector>

#include "clause.hpp"
#include "reading.hpp"
#include "tenbells/core/hit.hpp"

namespace tb::rules {

[[nodiscard]] bool holds(const Clause& clause, Reading& reading);

/// The spans that make a true clause true: of all its true leaves that stand under no NOT, of NEAR only the spans near
/// enough. In the order of field and offset, each once, the first `kMostEvidence`.
[[nodiscard]] std::vector<Evidence> evidence(const Clause& clause, Reading& reading);

/// The smallest part of a false clause that would have to be true for the whole to be.
[[nodiscard]] const Clause& lacking(const Clause& clause, Reading& reading);

}  // namespace tb::rules
