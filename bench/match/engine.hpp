// Engine: one way to find which rules are true of a text, ours or a peer's. Each has its own file; all are asked the
// same way, in one process.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "corpus.hpp"
#include "tenbells/core/item.hpp"

namespace tb::bench {

/// Threads: for one at a time.
class Engine {
 public:
  Engine() = default;
  virtual ~Engine() = default;
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  /// The rules that are true of item.body, ascending, until the next call. Of a bare scan: the literals found.
  virtual const std::vector<std::uint32_t>& hits(const Item& item) = 0;

  /// Texts for which the engine gave up and answered nothing.
  [[nodiscard]] virtual std::size_t failures() const { return 0; }
};

// Each of these compiles at once and throws std::runtime_error if it cannot. The sheet must outlive the engine.

/// RE2::PartialMatch, one leaf after the other.
std::unique_ptr<Engine> make_re2_loop(const RuleSheet& sheet);
/// RE2::Set of all leaves, with at most 1 GiB for its automaton.
std::unique_ptr<Engine> make_re2_set(const RuleSheet& sheet);
/// Hyperscan, every leaf as a regular expression.
std::unique_ptr<Engine> make_hyperscan_regex(const RuleSheet& sheet);
/// Hyperscan, every name of every literal leaf, wherever it stands: no word bounds, no booleans, no regexes.
std::unique_ptr<Engine> make_hyperscan_literals(const RuleSheet& sheet);
/// FilteredRE2, with Hyperscan to find its atoms.
std::unique_ptr<Engine> make_filtered_re2(const RuleSheet& sheet);

}  // namespace tb::bench
