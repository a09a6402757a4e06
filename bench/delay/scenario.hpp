// Scenario: one world polled by all policies at the same cost, and what was wanted of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "replay.hpp"

namespace tb::bench {

struct Scenario {
  std::string name;
  std::string about;
  Replayed uniform;
  Replayed oracle;
  Replayed learned;
};

/// One figure that was wanted, and what it came to.
struct Target {
  std::string name;
  double value = 0;
  double bound = 0;
  bool at_most = true;

  [[nodiscard]] bool is_met() const { return at_most ? value <= bound : value >= bound; }
};

[[nodiscard]] Scenario play(std::string name, std::string about, const std::vector<Trace>& traces, const Pace& pace);

[[nodiscard]] std::vector<Target> targets(const Scenario& scenario);

/// The table for people, on standard output.
void print(const Scenario& scenario);

void write_json(const std::string& file, const World& world, const Pace& pace, const std::vector<Scenario>& scenarios);

}  // namespace tb::bench
