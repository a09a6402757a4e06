// Our own matcher as an engine, with what its users pay for it: how long it compiles, and what it holds.
#pragma once

#include <filesystem>
#include <memory>

#include "engine.hpp"
#include "tenbells/rules/word_frequency.hpp"

namespace tb::bench {

struct OurCost {
  double load = 0;             ///< seconds to read and check the YAML; no part of compiling
  double compile = 0;          ///< seconds
  double held = 0;             ///< MB of heap that the compiled set keeps, the packs gone
  double resident_growth = 0;  ///< MB of resident memory more than before loading, at the end of compiling
  double peak_resident = 0;    ///< MB of resident memory more than before loading, at the highest while compiling
};

struct Ours {
  std::unique_ptr<Engine> engine;
  OurCost cost;
};

/// @param pack       what to_pack.py made of the rule set: rule r17 is number 17
/// @param frequency  of the words in some of the corpus, as the daemon learns it from recent items
/// Throws std::runtime_error with the mistakes if the pack is not accepted.
[[nodiscard]] Ours make_ours(const std::filesystem::path& pack, const rules::WordFrequency& frequency);

}  // namespace tb::bench
