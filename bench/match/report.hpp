// What was measured, as a table for people and as JSON for machines.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "comparison.hpp"

namespace tb::bench {

struct Results {
  std::size_t items = 0;
  std::size_t bytes = 0;
  std::vector<Comparison> comparisons;
  std::optional<Growth> growth;
};

/// Markdown tables.
[[nodiscard]] std::string to_text(const Results& results);

[[nodiscard]] std::string to_json(const Results& results);

}  // namespace tb::bench
