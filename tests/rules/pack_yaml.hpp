// Reads a pack for the tests of packs and of the documentation. The program's own reader, with all its checks, is the
// module config's.
#pragma once

#include <string>

#include "tenbells/rules/pack.hpp"

namespace tb::rules {

/// @param yaml  a pack that is well-formed; anything else throws and so fails the test
[[nodiscard]] RulePack pack_of_yaml(const std::string& yaml, const std::string& file);

}  // namespace tb::rules
