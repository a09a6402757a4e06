// What a repairing XML parser needs to be told before it reads: which "&" and "<" are text, and where to stop.
#pragma once

#include <string>
#include <string_view>

#include "warnings.hpp"

namespace tb::feed {

/// A copy of broken XML in which "&" and "<" that begin nothing are escaped and start tags are well-formed. A CDATA
/// section whose end was forgotten ends with the element that it stands in, a comment or an instruction at its ">".
/// What the end of the text cuts off is left out. Linear.
[[nodiscard]] std::string made_repairable(std::string_view xml, Warnings& warnings);

}  // namespace tb::feed
