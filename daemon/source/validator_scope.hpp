// What validators belong to (SourceState::url): the address, and what is sent along that the answer may depend on.
#pragma once

#include <string>

#include "tenbells/source/options.hpp"

namespace tb::source {

/// The address itself or, where query or headers go along, with "#" and four digits that change with them: too few to
/// tell anything of a key, enough to notice that another question is asked.
/// Threads: pure.
[[nodiscard]] std::string validator_scope(const Options& source, const std::string& address);

}  // namespace tb::source
