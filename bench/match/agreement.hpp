// Agreement: whether our hits are a peer's. Where they are not, the definition of the rule language judges.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "corpus.hpp"
#include "engine.hpp"

namespace tb::bench {

struct Unexplained {
  std::size_t item = 0;
  std::uint32_t rule = 0;
  bool ours = false;  ///< we hit and the definition does not; else the other way round
};

struct Agreement {
  std::string peer;
  std::size_t items = 0;
  std::size_t equal = 0;      ///< pairs of item and rule that both hit
  std::size_t explained = 0;  ///< that one of us hits, as the definition has it
  std::vector<Unexplained> unexplained;
};

/// @param chosen  positions in `items`
[[nodiscard]] Agreement compare(Engine& ours, Engine& peer, const RuleSheet& sheet, const std::vector<Item>& items,
                                const std::vector<std::size_t>& chosen);

/// The rule's leaves, and the text around the first of their words, for a person to look at.
[[nodiscard]] std::string describe(const Unexplained& difference, const RuleSheet& sheet,
                                   const std::vector<Item>& items);

}  // namespace tb::bench
