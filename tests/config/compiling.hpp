// What is wrong in packs, read and compiled as `check` does, in the words that it prints.
#pragma once

#include <string>
#include <vector>

#include "tenbells/config/configuration.hpp"
#include "tenbells/rules/rule_set.hpp"

namespace tb::config {

/// Every mistake as it is printed, one a line.
inline std::string listed(const std::vector<Diagnostic>& found) {
  std::string all;
  for (const Diagnostic& each : found) all += to_string(each) + "\n";
  return all;
}

/// What compiling finds, the packs' own tests included; empty if nothing.
inline std::string mistakes_in(const std::vector<rules::RulePack>& packs) {
  const auto set = rules::compile(packs);
  return set ? std::string() : listed(locate(set.error()));
}

}  // namespace tb::config
